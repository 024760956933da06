import { divideRounded } from './exact.ts';

/** Location and spread. Samples need not be sorted unless said so. */

/** Arithmetic mean; null of nothing. */
export function mean(sample: readonly number[]): number | null {
  if (sample.length === 0) return null;
  return sample.reduce((sum, x) => sum + x, 0) / sample.length;
}

/** Sample standard deviation (n − 1), two passes; null below two values. */
export function standardDeviation(sample: readonly number[]): number | null {
  const centre = mean(sample);
  if (centre === null || sample.length < 2) return null;
  return Math.sqrt(sample.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (sample.length - 1));
}

/** Quantile of type 7 (Hyndman & Fan 1996; the default of R): linear between order statistics. `p` in 0…1. */
export function quantileType7(sample: readonly number[], p: number): number | null {
  const sorted = sample.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (position - Math.floor(position));
}

/** Type-7 percentile of ascending whole numbers (ms), exact, rounded once. `percent` is a whole number 0…100. */
export function percentileOfSorted(sorted: ArrayLike<number>, percent: number): number | null {
  const scaled = (sorted.length - 1) * percent;
  const rest = ((scaled % 100) + 100) % 100;
  const index = (scaled - rest) / 100;
  const low = sorted[index];
  if (low === undefined) return null;
  const high = sorted[index + 1] ?? low;
  return low + divideRounded((high - low) * rest, 100);
}
