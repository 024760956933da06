import type { PillarScore } from '#contract/score.ts';
import {
  add,
  clampToUnit,
  divide,
  fraction,
  multiply,
  ONE,
  roundTimes,
  smaller,
  subtract,
  ZERO,
  type Fraction,
} from '../statistics/exact.ts';

/**
 * The two pillars that a branch can compute by itself. Fixed goalposts, printed here: a branch's score never moves
 * because another branch changed. Exact fractions, rounded once to hundredths of a point, halves away from zero.
 * Source: measuring definitions, composite index; worked example T-C1.
 */

export interface Goalposts {
  readonly floor: Fraction;
  readonly target: Fraction;
}

/** 0 at the floor, 1 at the target, clamped; works for "less is better" when the floor is above the target. */
export function utility(share: Fraction, { floor, target }: Goalposts): Fraction {
  return clampToUnit(divide(subtract(share, floor), subtract(target, floor)));
}

const ATTAINMENT_FLOOR = fraction(50, 100);
/** Attainment that bank report templates print as the target, by class; other classes count as ordinary. */
const ATTAINMENT_TARGETS: Readonly<Record<string, Fraction>> = {
  platinum: fraction(90, 100),
  gold: fraction(90, 100),
  ordinary: fraction(80, 100),
};
const ORDINARY_TARGET = fraction(80, 100);
const OVERTIME: Goalposts = { floor: fraction(10, 100), target: ZERO };
const ABANDONMENT: Goalposts = { floor: fraction(15, 100), target: fraction(3, 100) };

/** Weights in 1/10,000 of the wait pillar. */
const WAIT_WEIGHTS = { attainment: 6_000, overtime: 2_500, abandonment: 1_500 } as const;

export interface ShareOf {
  readonly share: Fraction;
  readonly n: number;
}

export interface WaitPillarInput {
  /** Attainment by class. */
  readonly classes: readonly (ShareOf & { readonly class: string })[];
  /** Waits over 30 minutes. */
  readonly overtime: ShareOf;
  readonly abandonment: ShareOf;
}

/** Points and parts, without the bookkeeping of a window. */
export interface PillarPoints {
  readonly value: number;
  readonly parts: PillarScore['parts'];
}

/** What a pillar is worth, 0…1, before anything is rounded. */
export interface ExactPillar {
  readonly worth: Fraction;
  readonly parts: readonly ExactPart[];
}

export interface ExactPart extends ShareOf {
  readonly indicator: string;
  /** Null where each class has its own. */
  readonly goalposts: Goalposts | null;
  readonly utility: Fraction;
  /** In 1/10,000 of the pillar; 0 where the part only says what coverage takes away. */
  readonly weight: number;
}

/** Wait pillar = 0.60 attainment + 0.25 overtime + 0.15 abandonment. Needs at least one class with n > 0. */
export function waitPillar(input: WaitPillarInput): PillarPoints {
  return rounded(exactWaitPillar(input));
}

export function exactWaitPillar(input: WaitPillarInput): ExactPillar {
  const n = input.classes.reduce((sum, each) => sum + each.n, 0);
  const weighted = (of: (each: WaitPillarInput['classes'][number]) => Fraction): Fraction =>
    input.classes.reduce((sum, each) => add(sum, multiply(of(each), fraction(each.n, n))), ZERO);
  const parts: readonly ExactPart[] = [
    {
      indicator: 'attainment',
      share: weighted((each) => each.share),
      n,
      goalposts: null,
      utility: weighted((each) => utility(each.share, attainmentGoalposts(each.class))),
      weight: WAIT_WEIGHTS.attainment,
    },
    {
      indicator: 'overtime',
      ...input.overtime,
      goalposts: OVERTIME,
      utility: utility(input.overtime.share, OVERTIME),
      weight: WAIT_WEIGHTS.overtime,
    },
    {
      indicator: 'abandonment',
      ...input.abandonment,
      goalposts: ABANDONMENT,
      utility: utility(input.abandonment.share, ABANDONMENT),
      weight: WAIT_WEIGHTS.abandonment,
    },
  ];
  const worth = parts.reduce((sum, part) => add(sum, multiply(part.utility, fraction(part.weight, 10_000))), ZERO);
  return { worth, parts };
}

export function attainmentGoalposts(customerClass: string): Goalposts {
  return { floor: ATTAINMENT_FLOOR, target: ATTAINMENT_TARGETS[customerClass] ?? ORDINARY_TARGET };
}

function rounded({ worth, parts }: ExactPillar): PillarPoints {
  return {
    value: roundTimes(worth, 10_000),
    parts: parts.map(({ indicator, share, n, utility: own, weight }) => ({
      indicator,
      share: roundTimes(clampToUnit(share), 10_000),
      n,
      utility: roundTimes(own, 10_000),
      weight,
    })),
  };
}

/** Few ratings are drawn towards what branches are like: a share of 0.92 with the weight of 60 ratings. */
const PRIOR_SHARE = fraction(92, 100);
const PRIOR_WEIGHT = 60;
const SATISFIED: Goalposts = { floor: fraction(70, 100), target: fraction(95, 100) };
/** From these rates on coverage takes nothing away. */
const INVITATION: Goalposts = { floor: ZERO, target: fraction(95, 100) };
const RESPONSE: Goalposts = { floor: ZERO, target: fraction(60, 100) };
/** Where a score falls to as coverage vanishes; a lower one is not lifted. */
const NEUTRAL = fraction(60, 100);

export interface RatingsPillarInput {
  readonly served: number;
  readonly invited: number;
  /** Invited customers who rated. */
  readonly answered: number;
  /** Ratings that count, and of those satisfied or very satisfied. */
  readonly rated: number;
  readonly satisfied: number;
}

/** Ratings pillar S = κ·u + (1 − κ)·min(u, 60), κ = min(1, invited/0.95) · min(1, response/0.60). */
export function ratingsPillar(input: RatingsPillarInput): PillarPoints {
  return rounded(exactRatingsPillar(input));
}

/** κ is the product of the utilities of "invitation" and "response". */
export function exactRatingsPillar(input: RatingsPillarInput): ExactPillar {
  const { served, invited, answered, rated, satisfied } = input;
  const shrunken = divide(
    add(multiply(PRIOR_SHARE, fraction(PRIOR_WEIGHT)), fraction(satisfied)),
    fraction(PRIOR_WEIGHT + rated),
  );
  const invitation = shareOf(invited, served);
  const response = shareOf(answered, invited);
  const worth = utility(shrunken, SATISFIED);
  const asked = utility(invitation, INVITATION);
  const heard = utility(response, RESPONSE);
  const coverage = multiply(asked, heard);
  return {
    worth: add(multiply(coverage, worth), multiply(subtract(ONE, coverage), smaller(worth, NEUTRAL))),
    parts: [
      {
        indicator: 'satisfied',
        share: shrunken,
        n: rated,
        goalposts: SATISFIED,
        utility: worth,
        weight: 10_000,
      },
      {
        indicator: 'invitation',
        share: invitation,
        n: served,
        goalposts: INVITATION,
        utility: asked,
        weight: 0,
      },
      { indicator: 'response', share: response, n: invited, goalposts: RESPONSE, utility: heard, weight: 0 },
    ],
  };
}

/** A share; of nothing it is 0. */
export function shareOf(part: number, whole: number): Fraction {
  return whole === 0 ? ZERO : clampToUnit(fraction(part, whole));
}
