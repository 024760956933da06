import type { Language } from '../shell/language.ts';

interface NetworkWaitsTexts {
  readonly heading: string;
  readonly rests: (branches: number, n: number) => string;
  readonly none: string;
}

export const NETWORK_WAITS_TEXTS: Readonly<Record<Language, NetworkWaitsTexts>> = {
  zh: {
    heading: '所辖网点合计等候时间',
    rests: (branches, n) =>
      `${branches} 家网点，${n.toLocaleString('zh-CN')} 张号票；分位数由全部号票算出，不是各网点的平均。`,
    none: '这一天没有等候记录。',
  },
  en: {
    heading: 'Waits of all your branches together',
    rests: (branches, n) =>
      `${branches} branches, ${n.toLocaleString('en')} tickets. Percentiles are of all tickets, not means over branches.`,
    none: 'No waits are recorded on this day.',
  },
};
