import { betaMean } from '../statistics/beta.ts';
import { betaPosterior, betaPrior, normalPosterior, normalPrior } from '../statistics/shrinkage.ts';
import type { Belief } from './rank-draws.ts';

/** What can be ranked: points with a standard error, and counted shares. More is better. */

export interface Measure<Score> {
  /** False when nothing was observed. Throws a RangeError on a score that cannot be. */
  readonly isEnough: (score: Score, branch: string) => boolean;
  /** Exact; positive when the first is the better one. */
  readonly compare: (a: Score, b: Score) => number;
  /** What is to be believed of each, given its peers; reliability: how much of what is seen is not chance, 0…1. */
  readonly believe: (scores: readonly Score[]) => { readonly beliefs: readonly Belief[]; readonly reliability: number };
  /** Middle of a belief in whole units: hundredths of a point, of a share 1/10,000. */
  readonly shrunken: (belief: Belief) => number;
}

/** A score in whole hundredths of a point with its standard error in the same unit. */
export interface PointScore {
  readonly value: number;
  readonly standardError: number;
}

/** A share as it was counted: satisfied among rated, attained among tickets. */
export interface ShareScore {
  readonly successes: number;
  readonly n: number;
}

/** A score that is rounded to a whole hundredth is not known better than that: variance of the rounding. */
const ROUNDING_VARIANCE = 1 / 12;

export const POINTS: Measure<PointScore> = {
  isEnough: ({ value, standardError }, branch) => {
    if (!Number.isSafeInteger(value) || !(standardError >= 0 && standardError < Infinity))
      throw new RangeError(`branch ${branch}: points must be whole hundredths with a standard error`);
    return true;
  },
  compare: (a, b) => a.value - b.value,
  believe: (scores) => {
    const measured = scores.map(({ value, standardError }) => ({
      value,
      variance: Math.max(standardError ** 2, ROUNDING_VARIANCE),
    }));
    const prior = learned(normalPrior(measured));
    const beliefs = measured.map((each): Belief => ({ kind: 'normal', ...normalPosterior(prior, each) }));
    return { beliefs, reliability: prior.reliability };
  },
  shrunken: (belief) => Math.round(middle(belief)),
};

export const SHARES: Measure<ShareScore> = {
  isEnough: ({ successes, n }, branch) => {
    if (!(Number.isSafeInteger(n) && Number.isSafeInteger(successes) && 0 <= successes && successes <= n))
      throw new RangeError(`branch ${branch}: successes must be whole and within n`);
    return n > 0;
  },
  // Whole numbers below 2^53 for counts up to 90 million.
  compare: (a, b) => a.successes * b.n - b.successes * a.n,
  believe: (scores) => {
    const prior = learned(betaPrior(scores));
    const beliefs = scores.map((score): Belief => ({ kind: 'beta', ...betaPosterior(prior, score) }));
    const own = scores.reduce((sum, { n }) => sum + n / (prior.weight + n), 0);
    return { beliefs, reliability: own / scores.length };
  },
  shrunken: (belief) => Math.round(10_000 * middle(belief)),
};

function middle(belief: Belief): number {
  return belief.kind === 'normal' ? belief.mean : betaMean(belief);
}

function learned<Prior>(prior: Prior | null): Prior {
  if (prior === null) throw new RangeError('peers are learned from two branches on');
  return prior;
}
