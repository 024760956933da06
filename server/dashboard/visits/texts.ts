import type { Language } from '../shell/language.ts';

interface Texts {
  readonly title: string;
  readonly about: string;
  readonly open: string;
  readonly none: string;
  readonly noneAbout: string;
  readonly branch: string;
  readonly kind: string;
  readonly days: string;
  readonly state: string;
  readonly fillIn: string;
}

export const VISIT_TEXTS: Readonly<Record<Language, Texts>> = {
  zh: {
    title: '我的检查',
    about: '在手机上填写。请先联网打开一次填写页，之后没有网络也能用。',
    open: '打开填写页',
    none: '目前没有您的检查任务',
    noneAbout: '任务由总行质量控制部门分配。纸质检查在“纸质录入”中。',
    branch: '网点',
    kind: '检查方式',
    days: '可检查日期',
    state: '状态',
    fillIn: '填写',
  },
  en: {
    title: 'My visits',
    about: 'Filled in on a phone. Open the form once while online; afterwards it works without a line.',
    open: 'Open the form',
    none: 'You have no visits to make',
    noneAbout: 'The quality department assigns them. Visits on paper are under “Paper entry”.',
    branch: 'Branch',
    kind: 'Kind',
    days: 'Days',
    state: 'State',
    fillIn: 'Fill in',
  },
};
