import type { Language } from '../shell/language.ts';

interface ChangesTexts {
  readonly title: string;
  readonly none: string;
  readonly entry: Readonly<Record<string, string>>;
  readonly at: string;
  readonly who: string;
  readonly item: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly reasons: { readonly edited: string; readonly takenOver: string; readonly setAside: string };
  readonly skewed: (minutes: string) => string;
  readonly begun: string;
  readonly ended: string;
  readonly byDevice: string;
  readonly corrected: string;
}

export const TEXTS: Readonly<Record<Language, ChangesTexts>> = {
  zh: {
    title: '变更记录',
    none: '没有变更。',
    entry: {
      own: '检查员',
      'second-scorer': '第二评分人',
      'first-entry': '首次录入',
      'second-entry': '二次录入',
      settled: '裁定',
    },
    at: '时间',
    who: '人员',
    item: '项目',
    before: '原值',
    after: '新值',
    reason: '原因',
    reasons: { edited: '填写时修改', takenOver: '换手机继续时修改', setAside: '另一部手机上未采用的内容' },
    skewed: (minutes) => `手机时钟偏差 ${minutes} 分钟，时间已另行校正。`,
    begun: '开始',
    ended: '结束',
    byDevice: '手机时间',
    corrected: '校正时间',
  },
  en: {
    title: 'Change log',
    none: 'Nothing was changed.',
    entry: {
      own: 'Inspector',
      'second-scorer': 'Second scorer',
      'first-entry': 'First entry',
      'second-entry': 'Second entry',
      settled: 'Settlement',
    },
    at: 'Time',
    who: 'Who',
    item: 'Item',
    before: 'Before',
    after: 'After',
    reason: 'Reason',
    reasons: {
      edited: 'changed while filling in',
      takenOver: 'changed when another phone took over',
      setAside: 'on another phone, not used',
    },
    skewed: (minutes) => `The phone’s clock was ${minutes} minutes off; the times are corrected beside it.`,
    begun: 'Begun',
    ended: 'Ended',
    byDevice: 'By the phone',
    corrected: 'Corrected',
  },
};
