import type { Language } from '../shell/language.ts';

export interface RankingTexts {
  readonly heading: (period: string) => string;
  readonly rankInterval: string;
  readonly rankRange: (low: number, high: number) => string;
  readonly neighbours: string;
  readonly alike: (places: readonly number[]) => string;
  readonly toldApart: string;
  readonly tied: (place: number) => string;
  readonly tierShare: (share: string) => string;
  readonly group: string;
  readonly allGroups: string;
  readonly allRegions: string;
  readonly search: string;
  readonly groupSize: (n: number) => string;
  readonly reliability: (share: string) => string;
  readonly draws: (n: number) => string;
  readonly legendBand: string;
  readonly legendPlace: string;
  readonly legendMedian: string;
  readonly legendTier: string;
  readonly howToRead: string;
  readonly explanation: string;
  readonly unranked: (n: number) => string;
  readonly reason: string;
  readonly noMatch: string;
  readonly noneRanked: string;
  readonly csv: string;
  readonly print: string;
  readonly fileName: string;
  readonly columns: {
    readonly tied: string;
    readonly low: string;
    readonly high: string;
    readonly rankLow: string;
    readonly rankMedian: string;
    readonly rankHigh: string;
    readonly id: string;
    readonly yes: string;
    readonly no: string;
    readonly uncapped: string;
  };
}

export const TEXTS: Readonly<Record<Language, RankingTexts>> = {
  zh: {
    heading: (period) => `${period}网点排名`,
    rankInterval: '名次区间（95%）',
    rankRange: (low, high) => (low === high ? `第 ${low} 名` : `第 ${low}–${high} 名`),
    neighbours: '与相邻名次',
    alike: (places) => `与第${places.join('、')}名无法区分`,
    toldApart: '可以区分',
    tied: (place) => `并列第${place}名`,
    tierShare: (share) => `${share} 的模拟落在此档`,
    group: '同类组',
    allGroups: '全部同类组',
    allRegions: '全部地区',
    search: '网点名称',
    groupSize: (n) => `${n} 家网点`,
    reliability: (share) => `网点间差异中约 ${share} 是真实差别，其余是偶然`,
    draws: (n) => `名次区间由 ${n.toLocaleString('zh-CN')} 次模拟得出`,
    legendBand: '名次有 95% 的可能落在此区间',
    legendPlace: '按现有分数的名次',
    legendMedian: '模拟名次的中位数',
    legendTier: '档次界限（前四分之一、后四分之一）',
    howToRead: '怎样看这张表',
    explanation:
      '名次按现有分数排出，但分数有偶然成分：横条越长，名次越不确定。两家网点“无法区分”，是指没有足够把握（95%）说哪一家更好，不宜据此奖惩。考核请看档次和把握程度，不要看单个名次。',
    unranked: (n) => `未参加排名的网点（${n}）`,
    reason: '原因',
    noMatch: '没有符合条件的网点。',
    noneRanked: '本期没有可以排名的同类组。',
    csv: '导出 CSV',
    print: '打印',
    fileName: '网点排名',
    columns: {
      tied: '并列',
      low: '综合评分下限',
      high: '综合评分上限',
      rankLow: '名次区间下限',
      rankMedian: '名次中位数',
      rankHigh: '名次区间上限',
      id: '网点编号',
      yes: '是',
      no: '否',
      uncapped: '无否决时的等级',
    },
  },
  en: {
    heading: (period) => `Ranking of branches, ${period}`,
    rankInterval: 'Rank interval (95 %)',
    rankRange: (low, high) => (low === high ? `${low}` : `${low}–${high}`),
    neighbours: 'Neighbours',
    alike: (places) => `cannot be told apart from place ${places.join(' and ')}`,
    toldApart: 'told apart',
    tied: (place) => `tied at place ${place}`,
    tierShare: (share) => `${share} of draws in this tier`,
    group: 'Peer group',
    allGroups: 'All peer groups',
    allRegions: 'All regions',
    search: 'Branch name',
    groupSize: (n) => `${n} branches`,
    reliability: (share) => `about ${share} of the differences between them are real, the rest is chance`,
    draws: (n) => `rank intervals rest on ${n.toLocaleString('en')} draws`,
    legendBand: 'the rank lies in here with 95 % certainty',
    legendPlace: 'place by the score as it stands',
    legendMedian: 'median of the drawn ranks',
    legendTier: 'tiers end (upper and lower quarter)',
    howToRead: 'How to read this table',
    explanation:
      'Places follow the scores as they stand, but scores hold some chance: the longer the bar, the less certain the rank. Two branches that cannot be told apart are two of which nobody can say with 95 % certainty which is better; no bonus should hang on the difference. For appraisal use the tier and its confidence, not the single place.',
    unranked: (n) => `Branches that are not ranked (${n})`,
    reason: 'Reason',
    noMatch: 'No branch matches.',
    noneRanked: 'There is no peer group that can be ranked in this period.',
    csv: 'Export CSV',
    print: 'Print',
    fileName: 'ranking',
    columns: {
      tied: 'Tied',
      low: 'Composite, low',
      high: 'Composite, high',
      rankLow: 'Rank, low',
      rankMedian: 'Rank, median',
      rankHigh: 'Rank, high',
      id: 'Branch id',
      yes: 'yes',
      no: 'no',
      uncapped: 'Grade without veto',
    },
  },
};
