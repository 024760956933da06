import type { ComputeReply } from '../../scoring/wire.ts';
import type { FormTexts } from '../parts/form.tsx';
import type { Language } from '../shell/language.ts';
import type { Kind, Summary } from './changes.ts';

export interface CompareTexts extends FormTexts {
  readonly heading: (period: string) => string;
  readonly policy: string;
  readonly from: string;
  readonly to: string;
  readonly summary: (summary: Summary) => string;
  readonly onlyChanged: string;
  readonly points: string;
  readonly places: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly noChange: string;
  readonly needsTwo: string;
  readonly needsTwoHint: string;
  readonly compute: string;
  readonly computeAbout: string;
  readonly computeUnder: (version: number) => string;
  readonly confirm: (period: string, title: string) => string;
  readonly computing: string;
  readonly computed: (reply: Pick<ComputeReply, 'scored' | 'insufficient'>) => string;
  readonly cancel: string;
}

export const TEXTS: Readonly<Record<Language, CompareTexts>> = {
  zh: {
    heading: (period) => `评分办法比较 · ${period}`,
    policy: '评分办法',
    from: '原版本',
    to: '新版本',
    summary: ({ grades, tiers, places, all }) =>
      `${all} 家网点中：等级变化 ${grades} 家，档次变化 ${tiers} 家，名次变化 ${places} 家。`,
    onlyChanged: '只看有变化的',
    points: '分数变化',
    places: '名次变化',
    kinds: {
      same: '',
      better: '▲ 上升',
      worse: '▼ 下降',
      other: '◆ 变化',
      appeared: '＋ 新有',
      vanished: '－ 不再有',
    },
    noChange: '两个版本下，所有网点的等级、档次和名次都相同。',
    needsTwo: '至少要有两个版本的评分才能比较',
    needsTwoHint: '请先按另一个版本计算本期得分；原有结果会保留。',
    compute: '按另一版本计算本期',
    computeAbout: '用同样的数据按所选版本再算一遍，供并排比较。现行版本的结果不变。',
    computeUnder: (version) => `按第${version}版计算`,
    confirm: (period, title) => `将按“${title}”计算全行${period}的得分和排名。原有结果会保留，此操作记入审计日志。`,
    computing: '正在计算，网点多时需要几分钟……',
    computed: ({ scored, insufficient }) => `✓ 已计算：${scored} 家有综合评分，${insufficient} 家数据不足。`,
    cancel: '取消',
    refusals: {
      'not-allowed': '只有总行质量控制部门可以计算全行得分。',
      'no-such-version': '没有这个已批准的版本，请刷新页面。',
      unreachable: '暂时连不上总行服务器，请稍后再试。',
    },
    problems: {},
  },
  en: {
    heading: (period) => `Comparing definitions, ${period}`,
    policy: 'Definition',
    from: 'From version',
    to: 'To version',
    summary: ({ grades, tiers, places, all }) =>
      `Of ${all} branches: ${grades} change grade, ${tiers} change tier, ${places} change place.`,
    onlyChanged: 'Changed ones only',
    points: 'Points',
    places: 'Places',
    kinds: {
      same: '',
      better: '▲ better',
      worse: '▼ worse',
      other: '◆ changed',
      appeared: '+ new',
      vanished: '− gone',
    },
    noChange: 'Grade, tier and place of every branch are the same under both versions.',
    needsTwo: 'Comparing needs scores under two versions',
    needsTwoHint: 'Compute the period under another version first; the results that are there stay.',
    compute: 'Compute this period under another version',
    computeAbout:
      'The same data computed once more, to be compared side by side. Results of the version in force stay.',
    computeUnder: (version) => `Compute under version ${version}`,
    confirm: (period, title) =>
      `Scores and ranking of the whole bank for ${period} will be computed under “${title}”. Results that are there stay, and the audit log says who did this.`,
    computing: 'Computing … with many branches this takes some minutes.',
    computed: ({ scored, insufficient }) =>
      `✓ Computed: ${scored} branches have a composite, ${insufficient} too little data.`,
    cancel: 'Cancel',
    refusals: {
      'not-allowed': 'Only the quality department of head office computes scores of the whole bank.',
      'no-such-version': 'There is no such approved version. Please load the page again.',
      unreachable: 'Head office cannot be reached at the moment. Please try again.',
    },
    problems: {},
  },
};
