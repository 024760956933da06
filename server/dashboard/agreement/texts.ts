import type { CellAgreement } from '../../inspections/agreement/wire.ts';
import type { Language } from '../shell/language.ts';

export interface AgreementTexts {
  readonly title: string;
  readonly about: string;
  readonly period: string;
  readonly quarter: (year: string, quarter: string) => string;
  readonly noVisits: string;
  readonly noVisitsAbout: string;
  readonly share: string;
  readonly shareSaid: (doubles: number, visits: number) => string;
  readonly goal: (low: string, high: string) => string;
  readonly goals: Readonly<Record<'below' | 'within' | 'above', string>>;
  readonly noDoubles: string;
  readonly cardHead: (title: string, version: number) => string;
  readonly visits: (n: number) => string;
  readonly item: string;
  readonly pairs: string;
  readonly agreed: string;
  readonly kappa: string;
  readonly weighted: string;
  readonly alpha: string;
  readonly verdict: string;
  readonly verdicts: Readonly<Record<CellAgreement['verdict'], string>>;
  readonly minPairs: (n: number) => string;
  readonly totals: string;
  readonly totalsAbout: (pairs: number) => string;
  readonly tooFew: string;
  readonly drift: string;
  readonly driftAbout: string;
  readonly drifts: string;
  readonly steady: string;
  readonly driftRow: (row: {
    title: string;
    mean: string;
    low: string;
    high: string;
    n: number;
    drifts: boolean;
  }) => string;
  readonly higherSecond: string;
  readonly higherOwn: string;
  readonly typing: string;
  readonly typingAbout: (papers: number) => string;
  readonly noPapers: string;
  readonly all: string;
  readonly people: string;
  readonly places: string;
  readonly differing: string;
  readonly rate: string;
  readonly interval: string;
  readonly times: string;
  readonly timesFew: (n: number) => string;
  readonly timesEven: (n: number) => string;
  readonly timesOdd: (n: number, zeroOrFive: string) => string;
}

const ZH: AgreementTexts = {
  title: '评分一致性',
  about: '两人独立评分或录入同一内容时，结果有多一致。',
  period: '季度',
  quarter: (year, quarter) => `${year}年第${quarter}季度`,
  noVisits: '本季度没有已签署的检查',
  noVisitsAbout: '检查签署后，双人评分与双录入的一致性会显示在这里。',
  share: '双人评分比例',
  shareSaid: (doubles, visits) => `${String(visits)} 次检查中有 ${String(doubles)} 次由第二人独立评分`,
  goal: (low, high) => `目标 ${low}–${high}`,
  goals: { below: '低于目标，应增加双人评分', within: '符合目标', above: '高于目标' },
  noDoubles: '没有双人评分的检查，无法判断各项目的评分是否一致。',
  cardHead: (title, version) => `${title}（第 ${String(version)} 版）`,
  visits: (n) => `双人评分 ${String(n)} 次。`,
  item: '项目',
  pairs: '对数 n',
  agreed: '一致',
  kappa: 'κ',
  weighted: '加权 κ',
  alpha: 'α',
  verdict: '结论',
  verdicts: {
    reliable: '可靠',
    tentative: '暂可使用',
    'not-scored': '不应计分',
    'no-variation': '答案全部相同，无法判断',
    'too-few': '样本太少',
  },
  minPairs: (n) =>
    `Cohen κ，平方加权 κ（仅分值项），Krippendorff α。α 低于 0.667 不应计分，0.667–0.8 暂可使用；少于 ${String(n)} 对不作结论。`,
  totals: '总分一致性',
  totalsAbout: (pairs) => `n = ${String(pairs)}`,
  tooFew: '样本太少',
  drift: '项目偏移',
  driftAbout: '检查员评分减第二评分人评分的平均值（分）及 95 % 区间。',
  drifts: '▲ 持续偏移',
  steady: '未见偏移',
  driftRow: ({ title, mean, low, high, n, drifts }) =>
    `${title}：平均相差 ${mean} 分，95 % 区间 ${low} 至 ${high}，n = ${String(n)}，${drifts ? '持续偏移' : '未见偏移'}`,
  higherSecond: '← 第二评分人更高',
  higherOwn: '检查员更高 →',
  typing: '双录入准确性',
  typingAbout: (papers) => `已签署的纸质评分表 ${String(papers)} 份`,
  noPapers: '本季度没有双录入的纸质评分表。',
  all: '全部',
  people: '录入人',
  places: '处数 n',
  differing: '不一致',
  rate: '不一致率',
  interval: '95 % 区间',
  times: '手工填写的时间：末位数字',
  timesFew: (n) => `只有 ${String(n)} 个时间，不足 50 个，无法判断。`,
  timesEven: (n) => `${String(n)} 个时间的末位数字分布均匀，没有编造的迹象。`,
  timesOdd: (n, share) => `▲ ${String(n)} 个时间中 ${share} 以 0 或 5 结尾，分布不均，可能是估计或编造的，请核查。`,
};

const EN: AgreementTexts = {
  title: 'Agreement of scorers',
  about: 'How far two people agree who judged or typed the same independently.',
  period: 'Quarter',
  quarter: (year, quarter) => `Q${quarter} ${year}`,
  noVisits: 'No inspection of this quarter is signed',
  noVisitsAbout: 'Agreement of double visits and of double entry is shown here once inspections are signed.',
  share: 'Double visits',
  shareSaid: (doubles, visits) => `${String(doubles)} of ${String(visits)} inspections were scored by a second person`,
  goal: (low, high) => `goal ${low}–${high}`,
  goals: { below: 'below the goal: plan more double visits', within: 'within the goal', above: 'above the goal' },
  noDoubles: 'Without double visits nobody can say how far scorers agree.',
  cardHead: (title, version) => `${title} (version ${String(version)})`,
  visits: (n) => `${String(n)} double visits.`,
  item: 'Item',
  pairs: 'Pairs n',
  agreed: 'Agreed',
  kappa: 'κ',
  weighted: 'Weighted κ',
  alpha: 'α',
  verdict: 'Verdict',
  verdicts: {
    reliable: 'reliable',
    tentative: 'tentative',
    'not-scored': 'should not be scored',
    'no-variation': 'always the same answer, nothing to judge',
    'too-few': 'too few',
  },
  minPairs: (n) =>
    `Cohen’s κ, κ with quadratic weights (points only), Krippendorff’s α. Below α 0.667 an item should not be scored, 0.667–0.8 is tentative; below ${String(n)} pairs nothing is said.`,
  totals: 'Agreement of totals',
  totalsAbout: (pairs) => `n = ${String(pairs)}`,
  tooFew: 'too few',
  drift: 'Item drift',
  driftAbout: 'Mean of the inspector’s score minus the second scorer’s, in points, with its 95 % interval.',
  drifts: '▲ drifts',
  steady: 'no drift seen',
  driftRow: ({ title, mean, low, high, n, drifts }) =>
    `${title}: mean difference ${mean} points, 95 % interval ${low} to ${high}, n = ${String(n)}, ${drifts ? 'drifts' : 'no drift seen'}`,
  higherSecond: '← second scorer higher',
  higherOwn: 'inspector higher →',
  typing: 'Accuracy of double entry',
  typingAbout: (papers) => `${String(papers)} signed paper sheets`,
  noPapers: 'No paper sheet was typed in twice in this quarter.',
  all: 'All',
  people: 'Typed by',
  places: 'Places n',
  differing: 'Differing',
  rate: 'Mismatch rate',
  interval: '95 % interval',
  times: 'Times written by hand: last digits',
  timesFew: (n) => `Only ${String(n)} times; below 50 nothing can be said.`,
  timesEven: (n) => `The last digits of ${String(n)} times are spread evenly: no sign of invention.`,
  timesOdd: (n, share) =>
    `▲ ${share} of ${String(n)} times end in 0 or 5 and the spread is uneven: they may be estimated or invented. Please check.`,
};

export const AGREEMENT_TEXTS: Readonly<Record<Language, AgreementTexts>> = { zh: ZH, en: EN };
