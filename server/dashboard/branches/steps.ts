import type { PillarId } from '#rubric/composite/definition.ts';
import type { PillarExplanation } from '#rubric/composite/explain.ts';
import { roundToSum } from '../scores/format.ts';

/** One pillar in the sum that makes the composite: a bar that begins where the one before it ended. */
export interface Step {
  readonly pillar: PillarId;
  /** Per cent of the width, which stands for 100 points. */
  readonly start: number;
  readonly size: number;
  /** What the pillar could still have given. */
  readonly lost: number;
  /** As printed: the printed contributions add up to the printed composite. */
  readonly contribution: number;
  readonly points: number;
  readonly weight: number;
}

/** `points`: the composite, of 100. */
export function stepsOf(pillars: readonly PillarExplanation[], points: number): readonly Step[] {
  const printed = roundToSum(
    pillars.map(({ contribution }) => contribution),
    points,
  );
  let start = 0;
  return pillars.map(({ pillar, contribution, points: own, weight }, index) => {
    const step = {
      pillar,
      start,
      size: Math.max(0, contribution),
      lost: Math.max(0, 100 * weight - contribution),
      contribution: printed[index]!,
      points: own,
      weight,
    };
    start += contribution;
    return step;
  });
}

/** How far the contributions are from the composite; a score whose explanation does not add up must say so. */
export function sumError(pillars: readonly PillarExplanation[], points: number): number {
  const ofParts = pillars.reduce(
    (sum, { parts }) => sum + parts.reduce((part, { contribution }) => part + contribution, 0),
    0,
  );
  const ofPillars = pillars.reduce((sum, { contribution }) => sum + contribution, 0);
  return Math.max(Math.abs(ofParts - points), Math.abs(ofPillars - points));
}

/** What contributions may differ by in all, from rounding them for the wire. */
export const SUM_TOLERANCE = 1e-9;
