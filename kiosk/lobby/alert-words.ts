import type { AlertKind } from '#contract/alert.ts';
import type { LobbyAlert } from '#contract/lobby-view.ts';
import { minutesWords } from '../shared/format.ts';
import type { Dictionary, Language } from '../shared/language.ts';
import type { Names } from './names.ts';

/** An alert in words: what is the matter, and the figure that shows it. */
export interface AlertWords {
  readonly title: string;
  readonly figure: string;
}

interface Subject {
  readonly alert: LobbyAlert;
  readonly queue: string;
  readonly counter: string;
  readonly value: number | null;
  readonly limit: number | null;
}

interface AlertTexts {
  readonly kinds: Readonly<Record<AlertKind, (subject: Subject) => AlertWords>>;
  readonly hall: string;
  readonly aCounter: string;
  /** Index = level of four − 1. */
  readonly levels: readonly string[];
  /** Index = value of an assistance alert − 1. */
  readonly helpers: readonly string[];
  readonly anybody: string;
}

const ALERT_TEXTS: Dictionary<AlertTexts> = {
  zh: {
    kinds: {
      'queue-long': ({ queue, value, limit }) => ({
        title: `${queue}排队人数多`,
        figure: figures(value, limit, { value: (n) => `${n} 人等候`, limit: (n) => `上限 ${n} 人`, join: '，' }),
      }),
      'wait-over': ({ alert, queue, value, limit }) => ({
        title: alert.ticket === null ? `${queue}等候过久` : `${alert.ticket} 号等候过久`,
        figure: [
          ...(alert.ticket === null ? [] : [queue]),
          figures(value, limit, {
            value: (n) => `已等 ${zhMinutes(n)}`,
            limit: (n) => `上限 ${zhMinutes(n)}`,
            join: '，',
          }),
        ].join('，'),
      }),
      'queue-stalled': ({ queue, value }) => ({
        title: `${queue}长时间未叫号`,
        figure: value === null ? '有人等候、窗口开放' : `已 ${zhMinutes(value)}无人被叫，窗口开放`,
      }),
      'low-rating': ({ counter, value }) => ({
        title: `${counter}收到差评`,
        figure: value === null ? '请尽快了解情况' : `客户评价“${level('zh', value)}”，请尽快了解情况`,
      }),
      assistance: ({ counter, value }) => ({
        title: `${counter}请求${helper('zh', value)}协助`,
        figure: value === 2 ? '请立即前往' : '请立即联系并前往',
      }),
      'device-down': ({ alert }) => ({
        title: alert.device === null ? '设备无响应' : `设备 ${alert.device} 无响应`,
        figure: '请检查电源和连接线',
      }),
      paper: ({ alert, value }) => ({
        title: value === 0 ? '号票纸已用完' : '号票纸不足',
        figure: alert.device === null ? '请更换纸卷' : `请更换 ${alert.device} 的纸卷`,
      }),
    },
    hall: '大厅',
    aCounter: '窗口',
    levels: ['不满意', '一般', '满意', '非常满意'],
    helpers: ['保安', '大堂经理', '客户经理'],
    anybody: '',
  },
  en: {
    kinds: {
      'queue-long': ({ queue, value, limit }) => ({
        title: `${queue}: long queue`,
        figure: figures(value, limit, { value: (n) => `${n} waiting`, limit: (n) => `limit ${n}`, join: ', ' }),
      }),
      'wait-over': ({ alert, queue, value, limit }) => ({
        title: alert.ticket === null ? `${queue}: waiting too long` : `Ticket ${alert.ticket} waits too long`,
        figure: [
          ...(alert.ticket === null ? [] : [queue]),
          figures(value, limit, {
            value: (n) => `${minutesWords(n, 'en')} so far`,
            limit: (n) => `limit ${minutesWords(n, 'en')}`,
            join: ', ',
          }),
        ].join(': '),
      }),
      'queue-stalled': ({ queue, value }) => ({
        title: `${queue}: nobody is being called`,
        figure:
          value === null
            ? 'People wait and a counter is open'
            : `No call for ${minutesWords(value, 'en')}, although a counter is open`,
      }),
      'low-rating': ({ counter, value }) => ({
        title: `${counter}: dissatisfied customer`,
        figure: value === null ? 'Please find out why' : `Rated ${level('en', value)}; please find out why`,
      }),
      assistance: ({ counter, value }) => ({
        title: `${counter} asks for ${helper('en', value)}`,
        figure: value === 2 ? 'Please go there now' : 'Please call them and go there now',
      }),
      'device-down': ({ alert }) => ({
        title: `${alert.device ?? 'A device'} does not respond`,
        figure: 'Check its power and cable',
      }),
      paper: ({ alert, value }) => ({
        title: value === 0 ? 'Ticket paper is used up' : 'Ticket paper is running low',
        figure: `Change the roll of ${alert.device ?? 'the ticket machine'}`,
      }),
    },
    hall: 'Hall',
    aCounter: 'A counter',
    levels: ['Poor', 'Fair', 'Good', 'Very good'],
    helpers: ['the guard', 'the lobby manager', 'an adviser'],
    anybody: 'help',
  },
};

export function alertWords(alert: LobbyAlert, names: Names, language: Language): AlertWords {
  const texts = ALERT_TEXTS[language];
  const { kind, service, class: className, counter, value, limit } = alert;
  return texts.kinds[kind]({
    alert,
    queue: service === null ? texts.hall : names.queue(service, className),
    counter: counter === null ? (kind === 'low-rating' ? texts.hall : texts.aCounter) : names.counter(counter),
    value,
    limit,
  });
}

/** The agent's own words, where figures do not say it all: what is the matter with a device. */
export function alertDetail({ kind, detail }: LobbyAlert): string | null {
  return kind === 'device-down' && detail !== '' ? detail : null;
}

/** Those that nobody has acknowledged first, the newest of each first. */
export function orderedAlerts(alerts: readonly LobbyAlert[]): readonly LobbyAlert[] {
  const rank = ({ acknowledgedAt }: LobbyAlert): number => (acknowledgedAt === null ? 0 : 1);
  return alerts.toSorted((a, b) => rank(a) - rank(b) || b.raisedAt - a.raisedAt || (a.alert < b.alert ? -1 : 1));
}

interface FigureWords {
  readonly value: (value: number) => string;
  readonly limit: (limit: number) => string;
  readonly join: string;
}

function figures(value: number | null, limit: number | null, words: FigureWords): string {
  const parts = [value === null ? null : words.value(value), limit === null ? null : words.limit(limit)];
  return parts.filter((part) => part !== null).join(words.join);
}

function level(language: Language, value: number): string {
  return ALERT_TEXTS[language].levels[value - 1] ?? String(value);
}

function helper(language: Language, value: number | null): string {
  const { helpers, anybody } = ALERT_TEXTS[language];
  return value === null ? anybody : (helpers[value - 1] ?? anybody);
}

function zhMinutes(ms: number): string {
  return minutesWords(ms, 'zh');
}
