import { normalQuantile } from './distributions.ts';
import { incompleteBeta } from './special-functions.ts';

/** Exact binomial probabilities. `n` whole and ≥ 0, `p` in 0…1. */
export interface Binomial {
  readonly n: number;
  readonly p: number;
}

/** P(X ≤ k). */
export function binomialCdf(k: number, { n, p }: Binomial): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta(1 - p, n - k, k + 1);
}

/** Smallest k with P(X ≤ k) ≥ `probability`, 0 < probability < 1. */
export function binomialQuantile(probability: number, binomial: Binomial): number {
  const { n, p } = binomial;
  const guess = Math.round(n * p + normalQuantile(probability) * Math.sqrt(n * p * (1 - p)));
  let k = Math.min(n, Math.max(0, guess));
  while (k < n && binomialCdf(k, binomial) < probability) k += 1;
  while (k > 0 && binomialCdf(k - 1, binomial) >= probability) k -= 1;
  return k;
}

/**
 * Two-sided sign test: how likely is a split at least as uneven as this when either sign is as likely? Ties are left
 * out before. 1 when there is nothing to compare.
 */
export function signTest(above: number, below: number): number {
  const n = above + below;
  return Math.min(1, 2 * binomialCdf(Math.min(above, below), { n, p: 0.5 }));
}
