import { normalQuantile, studentQuantile } from './distributions.ts';
import { mean, standardDeviation } from './summary.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson score interval of a share `successes / n` (Wilson 1927; Newcombe 1998, method 3). Null when n is 0.
 * Never leaves 0…1, and is not degenerate at 0 or n successes.
 */
export function wilson(successes: number, n: number, confidence = 0.95): Interval | null {
  if (n <= 0) return null;
  const z = normalQuantile(0.5 + confidence / 2);
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  // At the ends the bound is exactly 0 or 1; floating point would leave a rest of 1e-17.
  return {
    low: successes === 0 ? 0 : (centre - half) / scale,
    high: successes === n ? 1 : (centre + half) / scale,
  };
}

/** Student t interval of a mean; null below two values. */
export function tInterval(sample: readonly number[], confidence = 0.95): Interval | null {
  const centre = mean(sample);
  const deviation = standardDeviation(sample);
  if (centre === null || deviation === null) return null;
  const half = (studentQuantile(0.5 + confidence / 2, sample.length - 1) * deviation) / Math.sqrt(sample.length);
  return { low: centre - half, high: centre + half };
}
