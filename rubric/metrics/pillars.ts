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

/** Wait pillar = 0.60 attainment + 0.25 overtime + 0.15 abandonment. Needs at least one class with n > 0. */
export function waitPillar(input: WaitPillarInput): PillarPoints {
  const n = input.classes.reduce((sum, each) => sum + each.n, 0);
  const weighted = (of: (each: WaitPillarInput['classes'][number]) => Fraction): Fraction =>
    input.classes.reduce((sum, each) => add(sum, multiply(of(each), fraction(each.n, n))), ZERO);
  const measured = [
    {
      indicator: 'attainment',
      share: weighted((each) => each.share),
      n,
      utility: weighted((each) => utility(each.share, attainmentGoalposts(each.class))),
    },
    { indicator: 'overtime', ...input.overtime, utility: utility(input.overtime.share, OVERTIME) },
    { indicator: 'abandonment', ...input.abandonment, utility: utility(input.abandonment.share, ABANDONMENT) },
  ] as const;
  const total = measured.reduce(
    (sum, part) => add(sum, multiply(part.utility, fraction(WAIT_WEIGHTS[part.indicator], 10_000))),
    ZERO,
  );
  return {
    value: roundTimes(total, 10_000),
    parts: measured.map((part) => ({ ...rounded(part), weight: WAIT_WEIGHTS[part.indicator] })),
  };
}

function attainmentGoalposts(customerClass: string): Goalposts {
  return { floor: ATTAINMENT_FLOOR, target: ATTAINMENT_TARGETS[customerClass] ?? ORDINARY_TARGET };
}

interface Measured extends ShareOf {
  readonly indicator: string;
  readonly utility: Fraction;
}

function rounded({ indicator, share, n, utility: worth }: Measured): Omit<PillarScore['parts'][number], 'weight'> {
  return { indicator, share: roundTimes(clampToUnit(share), 10_000), n, utility: roundTimes(worth, 10_000) };
}

/** Few ratings are drawn towards what branches are like: a share of 0.92 with the weight of 60 ratings. */
const PRIOR_SHARE = fraction(92, 100);
const PRIOR_WEIGHT = 60;
const SATISFIED: Goalposts = { floor: fraction(70, 100), target: fraction(95, 100) };
/** From these rates on coverage takes nothing away. */
const FULL_INVITATION = fraction(95, 100);
const FULL_RESPONSE = fraction(60, 100);
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
  const { served, invited, answered, rated, satisfied } = input;
  const shrunken = divide(
    add(multiply(PRIOR_SHARE, fraction(PRIOR_WEIGHT)), fraction(satisfied)),
    fraction(PRIOR_WEIGHT + rated),
  );
  const invitation = shareOf(invited, served);
  const response = shareOf(answered, invited);
  const worth = utility(shrunken, SATISFIED);
  const asked = smaller(ONE, divide(invitation, FULL_INVITATION));
  const heard = smaller(ONE, divide(response, FULL_RESPONSE));
  const coverage = multiply(asked, heard);
  const total = add(multiply(coverage, worth), multiply(subtract(ONE, coverage), smaller(worth, NEUTRAL)));
  return {
    value: roundTimes(total, 10_000),
    parts: [
      { ...rounded({ indicator: 'satisfied', share: shrunken, n: rated, utility: worth }), weight: 10_000 },
      { ...rounded({ indicator: 'invitation', share: invitation, n: served, utility: asked }), weight: 0 },
      { ...rounded({ indicator: 'response', share: response, n: invited, utility: heard }), weight: 0 },
    ],
  };
}

/** A share; of nothing it is 0. */
export function shareOf(part: number, whole: number): Fraction {
  return whole === 0 ? ZERO : clampToUnit(fraction(part, whole));
}
