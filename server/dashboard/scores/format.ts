import type { Language } from '../shell/language.ts';

/** Figures of scores as people read them. */

/** 1/10,000 of a point → "84.87". */
export function formatPoints(tenThousandths: number): string {
  return (Math.round(tenThousandths / 100) / 100).toFixed(2);
}

/** Points of 100 as the explanation holds them → "21.65", with so many decimals. */
export function formatDecimal(points: number, decimals = 2): string {
  const text = points.toFixed(decimals);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text;
}

/** A share of 0…1 → "93.5 %". */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** `2026-Q4` → "2026年第4季度", `2026-11` → "2026年11月"; anything else as it is. */
export function formatPeriod(period: string, language: Language): string {
  const [, year, quarter, month] = /^(\d{4})-(?:Q([1-4])|(\d{2}))$/.exec(period) ?? [];
  if (year === undefined) return period;
  if (quarter !== undefined) return language === 'zh' ? `${year}年第${quarter}季度` : `Q${quarter} ${year}`;
  return language === 'zh' ? `${year}年${Number(month)}月` : `${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Rounds parts so that, as printed, they add up to the printed sum: whoever adds the column gets the figure below it.
 * What rounding leaves over goes to the parts that lost most by it.
 */
export function roundToSum(parts: readonly number[], sum: number, decimals = 2): readonly number[] {
  const scale = 10 ** decimals;
  const floors = parts.map((part) => Math.floor(part * scale));
  const left = Math.round(sum * scale) - floors.reduce((total, each) => total + each, 0);
  const byRest = parts
    .map((part, index) => ({ index, rest: part * scale - floors[index]! }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  const raised = new Set(byRest.slice(0, Math.max(0, left)).map(({ index }) => index));
  return floors.map((floor, index) => (floor + (raised.has(index) ? 1 : 0)) / scale);
}
