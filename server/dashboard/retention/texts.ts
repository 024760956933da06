import type { RetentionView } from '../../privacy/retention-view.ts';
import type { Language } from '../shell/language.ts';

interface RetentionTexts {
  readonly title: string;
  readonly about: string;
  readonly what: string;
  readonly howLong: string;
  readonly kinds: Readonly<Record<keyof RetentionView['days'] | 'kept', string>>;
  readonly days: (n: number) => string;
  readonly noEnd: string;
  readonly removals: string;
  readonly none: string;
  readonly at: string;
  readonly removed: Readonly<Record<'tickets' | 'evidence', string>>;
  readonly count: string;
  readonly before: string;
  readonly export: string;
  readonly exportAbout: string;
  readonly pseudonym: string;
  readonly json: string;
  readonly text: string;
}

export const RETENTION_TEXTS: Readonly<Record<Language, RetentionTexts>> = {
  zh: {
    title: '数据保存',
    about: '每天自动删除到期的数据；保存期限在总行服务器的配置中设定。',
    what: '数据',
    howLong: '保存期限',
    kinds: {
      tickets: '单张号票、评价和日志行',
      sessions: '已结束的登录和一次性代码',
      photos: '检查照片',
      recordings: '检查录音',
      kept: '汇总、得分、已签字的检查和审计日志',
    },
    days: (n) => `${n} 天`,
    noEnd: '不删除：结果以此为依据',
    removals: '最近的删除',
    none: '还没有到期删除的数据。',
    at: '时间',
    removed: { tickets: '号票、评价和日志行', evidence: '照片和录音' },
    count: '条数',
    before: '早于',
    export: '个人数据导出',
    exportAbout: '应本人要求导出系统中关于其代号的全部数据，记入审计日志。账号的数据在“人员”页导出。',
    pseudonym: '员工代号',
    json: '导出 JSON',
    text: '导出文本',
  },
  en: {
    title: 'Retention',
    about: 'What is over its time is removed every day; how long stands in the configuration of head office.',
    what: 'What',
    howLong: 'Kept for',
    kinds: {
      tickets: 'Single tickets, ratings and journal lines',
      sessions: 'Ended sessions and one-time codes',
      photos: 'Photographs of inspections',
      recordings: 'Recordings of inspections',
      kept: 'Sums, scores, signed inspections and the audit log',
    },
    days: (n) => `${n} days`,
    noEnd: 'No end: results rest on them',
    removals: 'Last removals',
    none: 'Nothing has been removed yet.',
    at: 'Time',
    removed: { tickets: 'Tickets, ratings and journal lines', evidence: 'Photographs and recordings' },
    count: 'Count',
    before: 'Before',
    export: 'Data of one person',
    exportAbout:
      'Everything stored about a pseudonym, for that person when they ask; it goes into the audit log. Data of an account is exported on the page of people.',
    pseudonym: 'Pseudonym',
    json: 'Export as JSON',
    text: 'Export as text',
  },
};
