import { binomialCdf, binomialQuantile } from './binomial.ts';
import { normalQuantile } from './distributions.ts';
import type { Interval } from './intervals.ts';
import type { Count } from './shrinkage.ts';
import { quantileType7 } from './summary.ts';

/**
 * Funnel plot: how far a share of `n` may lie from the target by chance alone (Spiegelhalter 2005). Two lines each
 * side: 95 % and 99.8 %.
 */

export const FUNNEL_LINES = { warning: 0.95, alarm: 0.998 } as const;

/** Normal limits as shares, clipped to 0…1. `factor`: over-dispersion, 1 = none. */
export function funnelLimits(target: number, n: number, confidence: number, factor = 1): Interval {
  const half = normalQuantile(0.5 + confidence / 2) * Math.sqrt((factor * target * (1 - target)) / n);
  return { low: Math.max(0, target - half), high: Math.min(1, target + half) };
}

/** Exact binomial limits as shares: a share below `low` or above `high` has a tail probability below (1 − c)/2. */
export function exactFunnelLimits(target: number, n: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  const chance = { n, p: target };
  return { low: binomialQuantile(tail, chance) / n, high: binomialQuantile(1 - tail, chance) / n };
}

/** Where the outer tenths of the z-scores are pulled in to, so that true outliers do not widen the funnel. */
const WINSOR = 0.1;

/**
 * Over-dispersion factor φ: mean square of the winsorised z-scores, when it is beyond what chance gives
 * (φ > 1 + 2·√(2/k)), otherwise 1. Peers without observations are left out.
 */
export function overDispersion(target: number, peers: readonly Count[]): number {
  const scores = peers
    .filter((peer) => peer.n > 0)
    .map(({ successes, n }) => (successes / n - target) / Math.sqrt((target * (1 - target)) / n))
    .toSorted((a, b) => a - b);
  const low = quantileType7(scores, WINSOR);
  const high = quantileType7(scores, 1 - WINSOR);
  if (low === null || high === null) return 1;
  const factor = scores.reduce((sum, z) => sum + Math.min(high, Math.max(low, z)) ** 2, 0) / scores.length;
  return factor > 1 + 2 * Math.sqrt(2 / scores.length) ? factor : 1;
}

export type FunnelPlace = 'alarm-low' | 'warning-low' | 'within' | 'warning-high' | 'alarm-high';

/** Where a share lies; null without observations. Exact without over-dispersion, normal limits with it. */
export function funnelPlace(target: number, count: Count, factor = 1): FunnelPlace | null {
  if (count.n <= 0) return null;
  const outside = factor === 1 ? outsideExact : outsideNormal;
  for (const line of ['alarm', 'warning'] as const) {
    const side = outside({ target, count, factor }, FUNNEL_LINES[line]);
    if (side !== null) return `${line}-${side}`;
  }
  return 'within';
}

interface Point {
  readonly target: number;
  readonly count: Count;
  readonly factor: number;
}

function outsideExact({ target, count: { successes, n } }: Point, confidence: number): 'low' | 'high' | null {
  const tail = (1 - confidence) / 2;
  if (binomialCdf(successes, { n, p: target }) < tail) return 'low';
  return binomialCdf(n - successes, { n, p: 1 - target }) < tail ? 'high' : null;
}

function outsideNormal({ target, count, factor }: Point, confidence: number): 'low' | 'high' | null {
  const { low, high } = funnelLimits(target, count.n, confidence, factor);
  const share = count.successes / count.n;
  if (share < low) return 'low';
  return share > high ? 'high' : null;
}
