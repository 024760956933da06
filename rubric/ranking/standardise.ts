import type { ClassAttainment } from '../metrics/attainment.ts';
import { add, fraction, multiply, roundTimes, ZERO, type Fraction } from '../statistics/exact.ts';

/**
 * Direct standardisation: what attainment would be if every branch had the class mix of the network. Without it a
 * branch with many ordinary tickets, whose target is the hardest to meet, loses by its mix alone.
 */

export interface BranchAttainment {
  readonly branch: string;
  readonly classes: readonly ClassAttainment[];
}

export interface StandardisedAttainment {
  readonly branch: string;
  /** Share in 1/10,000 at the network's mix; null when too little of the mix was seen here. */
  readonly share: number | null;
  /** In 1/10,000 of a share. */
  readonly standardError: number | null;
  /** As it happened, in 1/10,000; null without tickets. */
  readonly crude: number | null;
  readonly n: number;
  /** Classes without a ticket here, taken at the network's rate, and their share of the mix in 1/10,000. */
  readonly borrowed: readonly string[];
  readonly borrowedWeight: number;
}

/** A figure that rests on the network for more than a fifth is not the branch's own. */
const MOST_BORROWED = 2_000;

/** By branch id. Exact fractions, rounded once: the order of branches and classes does not matter. */
export function standardise(branches: readonly BranchAttainment[]): readonly StandardisedAttainment[] {
  const mix = networkMix(branches);
  return branches.toSorted((a, b) => (a.branch < b.branch ? -1 : 1)).map((branch) => standardiseOne(mix, branch));
}

/** One branch at the mix of its network. */
export function standardiseOne(
  mix: readonly ClassAttainment[],
  { branch, classes }: BranchAttainment,
): StandardisedAttainment {
  return { branch, ...atMixOf(mix, sumByClass(classes)) };
}

/** Sums by class over all branches, by class name. */
export function networkMix(branches: readonly BranchAttainment[]): readonly ClassAttainment[] {
  return [...sumByClass(branches.flatMap(({ classes }) => classes)).values()].filter(({ n }) => n > 0);
}

function sumByClass(counts: readonly ClassAttainment[]): ReadonlyMap<string, ClassAttainment> {
  const sums = new Map<string, ClassAttainment>();
  for (const each of counts) {
    if (
      !(
        Number.isSafeInteger(each.n) &&
        Number.isSafeInteger(each.attained) &&
        0 <= each.attained &&
        each.attained <= each.n
      )
    )
      throw new RangeError(`class ${each.class}: attained must be whole and within n`);
    const before = sums.get(each.class);
    sums.set(each.class, {
      class: each.class,
      attained: each.attained + (before?.attained ?? 0),
      n: each.n + (before?.n ?? 0),
    });
  }
  return new Map([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function atMixOf(
  network: readonly ClassAttainment[],
  own: ReadonlyMap<string, ClassAttainment>,
): Omit<StandardisedAttainment, 'branch'> {
  const all = network.reduce((sum, each) => sum + each.n, 0);
  const n = [...own.values()].reduce((sum, each) => sum + each.n, 0);
  const attained = [...own.values()].reduce((sum, each) => sum + each.attained, 0);
  const borrowed = network.filter((each) => (own.get(each.class)?.n ?? 0) === 0);
  const weight = (of: ClassAttainment): Fraction => fraction(of.n, all);
  const borrowedWeight = roundTimes(borrowed.map(weight).reduce(add, ZERO), 10_000);
  const figures = {
    crude: n === 0 ? null : roundTimes(fraction(attained, n), 10_000),
    n,
    borrowed: borrowed.map((each) => each.class),
    borrowedWeight,
  };
  if (n === 0 || borrowedWeight > MOST_BORROWED) return { share: null, standardError: null, ...figures };
  const rate = (of: ClassAttainment): Fraction => fraction(of.attained, of.n);
  const share = network
    .map((each) => multiply(weight(each), rate(borrowed.includes(each) ? each : own.get(each.class)!)))
    .reduce(add, ZERO);
  const variance = network
    .filter((each) => !borrowed.includes(each))
    .reduce((sum, each) => sum + (each.n / all) ** 2 * varianceOf(own.get(each.class)!), 0);
  return { share: roundTimes(share, 10_000), standardError: Math.sqrt(variance) * 10_000, ...figures };
}

/** Of a share, one success and one failure added, so that 3 of 3 are not taken for certain (Wilson's centre). */
function varianceOf({ attained, n }: ClassAttainment): number {
  const share = (attained + 1) / (n + 2);
  return (share * (1 - share)) / n;
}
