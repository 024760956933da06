import type { Language } from '../shell/language.ts';
import type { Kind, Summary } from './changes.ts';

export interface CompareTexts {
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
  },
};
