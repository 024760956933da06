import type { WaitMetrics } from '#contract/score.ts';
import { divideRounded } from '../statistics/exact.ts';
import { productLimit, productLimitMean, type Observation } from '../statistics/product-limit.ts';
import { percentileOfSorted } from '../statistics/summary.ts';
import type { Visit } from '../hall/visit.ts';
import { histogramOf } from './histogram.ts';

/** Waiting time (等候时间). All in ms. */

const MINUTE_MS = 60_000;

/** Official wait of a leg: last call − issue. Null without either, and for ambiguous calls. */
export function waitOf(visit: Visit): number | null {
  return between(visit, visit.issuedAt, visit.lastCalledAt);
}

/** First call − issue: what re-calling cannot improve. */
export function firstWaitOf(visit: Visit): number | null {
  return between(visit, visit.issuedAt, visit.firstCalledAt);
}

/** Wait inside business hours: a ticket taken before opening waits from the opening. */
export function clippedWaitOf(visit: Visit, opensAt: number): number | null {
  if (visit.issuedAt === null || waitOf(visit) === null) return null;
  return Math.max(0, visit.lastCalledAt! - Math.max(visit.issuedAt, opensAt));
}

function between(visit: Visit, from: number | null, to: number | null): number | null {
  return from === null || to === null || visit.ambiguous ? null : Math.max(0, to - from);
}

/** Total wait of a visit: the sum over its legs, a transfer counts again. Null when a leg's wait is unknown. */
export function visitWaitOf(legs: readonly Visit[]): number | null {
  let sum = 0;
  for (const leg of legs) {
    const wait = waitOf(leg);
    if (wait === null) return null;
    sum += wait;
  }
  return sum;
}

/** Attended to the end: its wait belongs into the day's figures. A transferred leg was attended at its counter. */
export function wasAttended(visit: Visit): boolean {
  return visit.outcome === 'served' || visit.outcome === 'transferred';
}

/** How many are longer than a threshold; exactly the threshold is not longer. */
export function countOver(durationsMs: readonly number[], thresholdMs: number): number {
  return durationsMs.reduce((count, duration) => (duration > thresholdMs ? count + 1 : count), 0);
}

/** Right edges of the bands that bank reports print, in minutes; the last band is open. */
export const WAIT_BANDS_MIN = [3, 5, 10, 15, 20, 30] as const;

/** Counts per band ≤3, (3,5], (5,10], (10,15], (15,20], (20,30], >30 min. */
export function waitBands(durationsMs: readonly number[]): readonly number[] {
  const counts = Array.from({ length: WAIT_BANDS_MIN.length + 1 }, () => 0);
  for (const duration of durationsMs) {
    const band = WAIT_BANDS_MIN.findIndex((edge) => duration <= edge * MINUTE_MS);
    counts[band < 0 ? WAIT_BANDS_MIN.length : band]! += 1;
  }
  return counts;
}

/** Above this share of abandoned tickets the mean of the served alone misleads: 2 %, as [over, under]. */
const CENSORING_SHARE = [2, 100] as const;

export interface WaitPopulation {
  /** Waits of the tickets the figures are about. */
  readonly waits: readonly number[];
  /** Virtual waits of everybody in the window, also of those who left or still wait; asked for only when needed. */
  readonly virtual: () => readonly Observation[];
  readonly abandoned: number;
  /** What `abandoned` is a share of. */
  readonly all: number;
}

export function waitMetrics({ waits, virtual, abandoned, all }: WaitPopulation): WaitMetrics {
  const sorted = waits.toSorted((a, b) => a - b);
  const n = sorted.length;
  const censored = abandoned * CENSORING_SHARE[1] > all * CENSORING_SHARE[0];
  const censoredMean = censored ? productLimitMean(productLimit(virtual())) : null;
  return {
    n,
    meanMs: meanMs(sorted),
    p50Ms: percentileOfSorted(sorted, 50),
    p80Ms: percentileOfSorted(sorted, 80),
    p90Ms: percentileOfSorted(sorted, 90),
    over1m: countOver(sorted, MINUTE_MS),
    over10m: countOver(sorted, 10 * MINUTE_MS),
    over20m: countOver(sorted, 20 * MINUTE_MS),
    over30m: countOver(sorted, 30 * MINUTE_MS),
    censoredMeanMs: censoredMean === null ? null : Math.round(censoredMean),
    histogram: histogramOf(sorted),
  };
}

/** Mean of whole ms, rounded once, halves up; null of nothing. */
export function meanMs(durationsMs: readonly number[]): number | null {
  if (durationsMs.length === 0) return null;
  return divideRounded(
    durationsMs.reduce((sum, duration) => sum + duration, 0),
    durationsMs.length,
  );
}
