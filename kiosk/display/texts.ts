import type { Dictionary } from '../shared/language.ts';

interface DisplayTexts {
  readonly nowServing: string;
  readonly goTo: string;
  readonly earlier: string;
  readonly waiting: string;
  readonly people: (count: number) => string;
  readonly noCalls: string;
  readonly connecting: string;
  readonly stale: string;
}

export const DISPLAY_TEXTS: Dictionary<DisplayTexts> = {
  zh: {
    nowServing: '正在叫号',
    goTo: '请到',
    earlier: '已叫号码',
    waiting: '等候人数',
    people: (count) => `${count} 人`,
    noCalls: '暂无叫号',
    connecting: '正在连接……',
    stale: '显示暂停更新，请留意窗口叫号',
  },
  en: {
    nowServing: 'Now serving',
    goTo: 'please go to',
    earlier: 'Called before',
    waiting: 'Waiting',
    people: (count) => String(count),
    noCalls: 'No calls yet',
    connecting: 'Connecting…',
    stale: 'Display paused, please listen for your number',
  },
};
