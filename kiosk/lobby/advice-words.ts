import type { Estimate } from '#contract/estimate.ts';
import type { Advice, WhatIf } from '#contract/lobby-view.ts';
import { estimateRange, rangeWords } from '../shared/estimate-range.ts';
import { minutesWords } from '../shared/format.ts';
import type { Dictionary, Language } from '../shared/language.ts';
import type { Names } from './names.ts';

/** A next action in words: what to do, why, and what it brings where that is known. */
export interface AdviceWords {
  readonly action: string;
  readonly reason: string;
  readonly effect: string | null;
}

type Worded<A extends Advice['action']> = (advice: Extract<Advice, { action: A }>, names: Names) => AdviceWords;
type AdviceTexts = { readonly [A in Advice['action']]: Worded<A> };

const ADVICE_TEXTS: Dictionary<AdviceTexts> = {
  zh: {
    'open-counter': ({ counter, service, class: className, waiting, estimate, p90Ms, p90WithMs, busy }, names) => ({
      action: `建议开放${names.counter(counter)}`,
      reason: [
        `${names.queue(service, className)} ${waiting} 人等候`,
        expectation(estimate, 'zh'),
        ...(busy.length === 0 ? [] : [`${names.counters(busy)}忙`]),
      ].join('，'),
      effect: change(p90Ms, p90WithMs, (from, to) => `九成客户等候 ${from} → ${to} 分钟`),
    }),
    'call-next': ({ counter, service, class: className, waiting, longestMs, idleMs }, names) => ({
      action: `请${names.counter(counter)}叫下一位`,
      reason: `窗口已空闲 ${minutesWords(idleMs, 'zh')}，${names.queue(service, className)} ${waiting} 人等候，最长 ${minutesWords(longestMs, 'zh')}`,
      effect: null,
    }),
    'check-service': ({ counter, ticket, servingMs, usualMs }, names) => ({
      action: `到${names.counter(counter)}了解是否需要协助`,
      reason: `${ticket} 号已办理 ${minutesWords(servingMs, 'zh')}，通常约 ${minutesWords(usualMs, 'zh')}`,
      effect: null,
    }),
    'look-after': ({ ticket, service, class: className, waitMs, targetMs }, names) => ({
      action: `请关照 ${ticket} 号客户`,
      reason: `${names.queue(service, className)}，已等候 ${minutesWords(waitMs, 'zh')}，目标 ${minutesWords(targetMs, 'zh')}`,
      effect: null,
    }),
    'close-counter': ({ counter, p90Ms, p90WithoutMs, idleMs }, names) => ({
      action: `可以暂停${names.counter(counter)}`,
      reason: `窗口已空闲 ${minutesWords(idleMs, 'zh')}，暂无客户需要`,
      effect: `暂停后，九成客户等候由 ${minutesWords(p90Ms, 'zh')}变为 ${minutesWords(p90WithoutMs, 'zh')}`,
    }),
  },
  en: {
    'open-counter': ({ counter, service, class: className, waiting, estimate, p90Ms, p90WithMs, busy }, names) => ({
      action: `Open ${names.counter(counter)}`,
      reason: [
        `${names.queue(service, className)}: ${waiting} waiting`,
        expectation(estimate, 'en'),
        ...(busy.length === 0 ? [] : [`${names.counters(busy)} busy`]),
      ].join('; '),
      effect: change(p90Ms, p90WithMs, (from, to) => `90 % of waits up to ${from} → ${to} min`),
    }),
    'call-next': ({ counter, service, class: className, waiting, longestMs, idleMs }, names) => ({
      action: `Ask ${names.counter(counter)} to call the next ticket`,
      reason: `Free for ${minutesWords(idleMs, 'en')}; ${names.queue(service, className)}: ${waiting} waiting, longest ${minutesWords(longestMs, 'en')}`,
      effect: null,
    }),
    'check-service': ({ counter, ticket, servingMs, usualMs }, names) => ({
      action: `Ask at ${names.counter(counter)} whether help is needed`,
      reason: `Ticket ${ticket} has been served for ${minutesWords(servingMs, 'en')}; usual is about ${minutesWords(usualMs, 'en')}`,
      effect: null,
    }),
    'look-after': ({ ticket, service, class: className, waitMs, targetMs }, names) => ({
      action: `Look after ticket ${ticket}`,
      reason: `${names.queue(service, className)}: has waited ${minutesWords(waitMs, 'en')}; target ${minutesWords(targetMs, 'en')}`,
      effect: null,
    }),
    'close-counter': ({ counter, p90Ms, p90WithoutMs, idleMs }, names) => ({
      action: `${names.counter(counter)} can pause`,
      reason: `Free for ${minutesWords(idleMs, 'en')}; nobody needs it now`,
      effect: `90 % of waits: ${minutesWords(p90Ms, 'en')} now, ${minutesWords(p90WithoutMs, 'en')} then`,
    }),
  },
};

export function adviceWords(advice: Advice, names: Names, language: Language): AdviceWords {
  // The entry under an action takes exactly that action; the type system cannot follow it through the union.
  return (ADVICE_TEXTS[language][advice.action] as Worded<Advice['action']>)(advice, names);
}

/** Two of the same action may stand in one list; the ticket or counter tells them apart. */
export function adviceKey(advice: Advice): string {
  return `${advice.action} ${advice.action === 'look-after' ? advice.ticket : advice.counter}`;
}

function expectation(estimate: Estimate | null, language: Language): string {
  if (estimate === null) return language === 'zh' ? '等候时间无法估计' : 'wait cannot be estimated';
  const range = rangeWords(estimateRange(estimate), language);
  return language === 'zh' ? `预计 ${range}` : `expect ${range}`;
}

function change(
  fromMs: number | null,
  toMs: number | null,
  words: (from: number, to: number) => string,
): string | null {
  if (fromMs === null || toMs === null) return null;
  const [from, to] = [roundMinutes(fromMs), roundMinutes(toMs)];
  return from === to ? null : words(from, to);
}

function roundMinutes(ms: number): number {
  return Math.round(ms / 60_000);
}

/** "What if" in words: one counter more, one fewer (null with one open), and what it rests on. */
export interface WhatIfWords {
  readonly more: string;
  readonly fewer: string | null;
  readonly basis: string;
}

export function whatIfWords(whatIf: WhatIf, language: Language): WhatIfWords {
  const { horizonMs, p90Ms, p90MoreMs, p90FewerMs, arrivalsPerHour, meanServiceMs, services, runs } = whatIf;
  const [horizon, now, more] = [roundMinutes(horizonMs), roundMinutes(p90Ms), roundMinutes(p90MoreMs)];
  const fewer = p90FewerMs === null ? null : roundMinutes(p90FewerMs);
  const arrivals = Math.round(arrivalsPerHour);
  if (language === 'zh') {
    const effect = (to: number): string => (to === now ? `仍约 ${now} 分钟` : ` ${now} → ${to} 分钟`);
    return {
      more: `再开一个窗口：${horizon} 分钟内九成客户等候${effect(more)}`,
      fewer: fewer === null ? null : `少开一个：${effect(fewer).trimStart()}`,
      basis: `按每小时到客 ${arrivals} 人、平均办理 ${minutesWords(meanServiceMs, 'zh')}（今日 ${services} 笔）推演 ${runs} 次`,
    };
  }
  const effect = (to: number): string => (to === now ? `${now} min, as now` : `${now} → ${to} min`);
  return {
    more: `One more counter: 90 % of waits in the next ${horizon} min up to ${effect(more)}`,
    fewer: fewer === null ? null : `One fewer: ${effect(fewer)}`,
    basis: `From ${arrivals} arrivals an hour and a mean service of ${minutesWords(meanServiceMs, 'en')} (${services} today), played through ${runs} times`,
  };
}
