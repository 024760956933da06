import type { EstimateAccuracy } from '#contract/estimate.ts';
import type { Visit } from '../hall/visit.ts';
import { divideRounded } from '../statistics/exact.ts';
import { firstWaitOf } from './wait.ts';

/** How true the estimates were that the hall showed. */

/**
 * Of these legs: how many were told an estimate, how many were told that there is none, and what became of it. An
 * estimate is judged by the first call: calling again does not change what it said, and whether the customer was
 * still there does not either. Errors in whole ms, each mean rounded once.
 */
export function estimateAccuracy(visits: readonly Visit[]): EstimateAccuracy {
  let [shown, abstained, judged, hits, absolute, signed] = [0, 0, 0, 0, 0, 0];
  for (const visit of visits) {
    const { estimate } = visit;
    if (visit.estimateReason !== null) abstained += 1;
    if (estimate === null) continue;
    shown += 1;
    const wait = firstWaitOf(visit);
    if (wait === null) continue;
    judged += 1;
    if (wait >= estimate.lowMs && wait <= estimate.highMs) hits += 1;
    absolute += Math.abs(estimate.pointMs - wait);
    signed += estimate.pointMs - wait;
  }
  return {
    shown,
    abstained,
    judged,
    hits,
    meanAbsErrorMs: judged === 0 ? null : divideRounded(absolute, judged),
    biasMs: judged === 0 ? null : signedMean(signed, judged),
  };
}

/** Halves away from zero. */
function signedMean(sum: number, count: number): number {
  return sum < 0 ? 0 - divideRounded(-sum, count) : divideRounded(sum, count);
}
