import type { FunnelView } from '../../scoring/wire.ts';
import type { Verdict } from '../charts/spec.ts';
import type { Language } from '../shell/language.ts';

export interface FunnelTexts {
  readonly heading: (of: string, period: string) => string;
  readonly measure: string;
  readonly of: Readonly<Record<FunnelView['of'], string>>;
  readonly n: Readonly<Record<FunnelView['of'], string>>;
  readonly explanation: string;
  readonly centreIs: (share: string) => string;
  readonly overdispersion: (factor: string) => string;
  readonly label: (of: string, outside: number, all: number) => string;
  readonly share: string;
  readonly verdict: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly line95: string;
  readonly line998: string;
  readonly centre: string;
  readonly empty: string;
}

export const TEXTS: Readonly<Record<Language, FunnelTexts>> = {
  zh: {
    heading: (of, period) => `${of}漏斗图 · ${period}`,
    measure: '指标',
    of: { satisfied: '满意率', attained: '等候达标率', invited: '邀请率' },
    n: { satisfied: '有效评价数', attained: '有时限的等候数', invited: '已办理数' },
    explanation:
      '样本越少，偶然波动越大，界限越宽。界限之内的网点与全行水平没有可靠差别，不应排出先后；超出界限的才值得了解原因。',
    centreIs: (share) => `实线为全行水平 ${share}；虚线为 95% 界限，点线为 99.8% 界限。`,
    overdispersion: (factor) => `网点之间的差异超出偶然，界限已按离散系数 ${factor} 放宽。`,
    label: (of, outside, all) => `${of}漏斗图：${all} 家网点中 ${outside} 家超出 95% 界限，明细见旁边的表格`,
    share: '占比',
    verdict: '结论',
    verdicts: {
      within: '● 界限之内',
      'above-95': '▲ 高于 95% 界限',
      'above-998': '▲▲ 高于 99.8% 界限',
      'below-95': '▼ 低于 95% 界限',
      'below-998': '▼▼ 低于 99.8% 界限',
    },
    line95: '95% 界限',
    line998: '99.8% 界限',
    centre: '全行水平',
    empty: '本期没有可以画出的数据。',
  },
  en: {
    heading: (of, period) => `Funnel plot: ${of}, ${period}`,
    measure: 'Measure',
    of: { satisfied: 'satisfied', attained: 'called within target', invited: 'invited to rate' },
    n: { satisfied: 'ratings that count', attained: 'waits with a target', invited: 'customers served' },
    explanation:
      'The fewer the observations, the more chance moves a share, and the wider the limits. Branches within them do not differ reliably from the whole bank and should not be put in an order; those outside are worth asking about.',
    centreIs: (share) => `Solid: the whole bank, ${share}. Dashed: 95 % limits. Dotted: 99.8 % limits.`,
    overdispersion: (factor) =>
      `Branches differ by more than chance; the limits are widened by a dispersion factor of ${factor}.`,
    label: (of, outside, all) =>
      `Funnel plot of ${of}: ${outside} of ${all} branches lie outside the 95 % limits; the table beside it has all figures`,
    share: 'Share',
    verdict: 'Verdict',
    verdicts: {
      within: '● within the limits',
      'above-95': '▲ above the 95 % limit',
      'above-998': '▲▲ above the 99.8 % limit',
      'below-95': '▼ below the 95 % limit',
      'below-998': '▼▼ below the 99.8 % limit',
    },
    line95: '95 % limits',
    line998: '99.8 % limits',
    centre: 'whole bank',
    empty: 'There is nothing to draw for this period.',
  },
};
