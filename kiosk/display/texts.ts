import type { EstimateReason } from '#contract/estimate.ts';
import type { Dictionary } from '../shared/language.ts';

interface DisplayTexts {
  readonly nowServing: string;
  readonly again: string;
  readonly goTo: string;
  readonly earlier: string;
  readonly waits: string;
  readonly waiting: string;
  readonly people: (count: number) => string;
  /** `range` as in "10–20 min". */
  readonly about: (range: string) => string;
  /** Instead of an expected wait; `unknown`: nothing can be said. */
  readonly noEstimate: Readonly<Record<EstimateReason | 'unknown', string>>;
  readonly noCalls: string;
  readonly closed: string;
  readonly connecting: string;
  readonly stale: string;
  readonly openSound: string;
  readonly notices: string;
}

export const DISPLAY_TEXTS: Dictionary<DisplayTexts> = {
  zh: {
    nowServing: '正在叫号',
    again: '再次呼叫',
    goTo: '请到',
    earlier: '已叫号码',
    waits: '预计等候时间',
    waiting: '等候',
    people: (count) => `${count} 人`,
    about: (range) => `约 ${range}`,
    noEstimate: {
      'little-data': '暂无法估计',
      'poor-coverage': '暂无法估计',
      'too-wide': '暂无法估计',
      'clock-suspect': '暂无法估计',
      'no-counter': '暂无窗口办理',
      unknown: '暂无法估计',
    },
    noCalls: '暂无叫号，请稍候',
    closed: '窗口暂未开放',
    connecting: '正在连接……',
    stale: '显示暂停更新，请留意窗口叫号',
    openSound: '点击开启声音',
    notices: '通知',
  },
  en: {
    nowServing: 'Now serving',
    again: 'Called again',
    goTo: 'Please go to',
    earlier: 'Called before',
    waits: 'Expected wait',
    waiting: 'waiting',
    people: (count) => String(count),
    about: (range) => range,
    noEstimate: {
      'little-data': 'no estimate yet',
      'poor-coverage': 'no estimate yet',
      'too-wide': 'no estimate yet',
      'clock-suspect': 'no estimate yet',
      'no-counter': 'no counter open',
      unknown: 'no estimate yet',
    },
    noCalls: 'No calls at the moment',
    closed: 'Counters are not open',
    connecting: 'Connecting…',
    stale: 'Display paused, please listen for your number',
    openSound: 'Tap for sound',
    notices: 'Notices',
  },
};
