import { attainmentGoalposts, utility, type ExactPart, type Goalposts } from '../metrics/pillars.ts';
import { fraction, multiply, ONE, roundTimes, subtract, type Fraction } from '../statistics/exact.ts';
import type { PillarId } from './definition.ts';
import type { CaseEvidence, CompositeEvidence, DayEvidence, VisitRef } from './evidence.ts';
import { casesOf, poolClasses, sheetsOf } from './measure.ts';
import type { WeightedPillar } from './worth.ts';

/** Why a composite is what it is: contributions that add up to it, down to what can be opened and looked at. */

export interface PillarExplanation {
  readonly pillar: PillarId;
  /** Share of the composite, 0…1. */
  readonly weight: number;
  /** 0–100. */
  readonly points: number;
  /** Points of the composite: the sum of those of the parts. */
  readonly contribution: number;
  readonly parts: readonly PartExplanation[];
}

export interface PartExplanation {
  readonly indicator: string;
  /** The customer class, where each has its own goalposts. */
  readonly class: string | null;
  /** Measured figure, 0…1, and of how many. */
  readonly share: number;
  readonly n: number;
  /** Worth 0 and worth 100, as shares. */
  readonly goalposts: { readonly floor: number; readonly target: number } | null;
  /** 0–100; null for coverage, which only takes away. */
  readonly utility: number | null;
  /** Share of the pillar, 0…1. */
  readonly weight: number;
  /** Points of the composite. */
  readonly contribution: number;
  readonly leaves: readonly Leaf[];
}

/** Something that can be opened. Of a day or a sheet only what costs points is named; everything else was in order. */
export type Leaf =
  | { readonly of: 'visits'; readonly date: string; readonly n: number; readonly visits: readonly VisitRef[] }
  | { readonly of: 'ratings'; readonly date: string; readonly n: number; readonly ratings: readonly string[] }
  | { readonly of: 'sheet'; readonly sheet: string; readonly items: readonly LostPoints[] }
  | ({ readonly of: 'complaint' | 'rectification' } & CaseEvidence);

export interface LostPoints {
  readonly item: string;
  readonly cell: string | null;
  /** Thousandths of a point of the scorecard. */
  readonly deducted: number;
}

export function explainPillar(pillar: WeightedPillar, evidence: CompositeEvidence): PillarExplanation {
  const weight = fraction(pillar.weight, 10_000);
  const parts = pillar.pillar === 'ratings' ? ratingParts(pillar, evidence) : partsOf(pillar, evidence);
  return {
    pillar: pillar.pillar,
    weight: pillar.weight / 10_000,
    points: toPoints(pillar.exact.worth),
    contribution: toPoints(multiply(weight, pillar.exact.worth)),
    parts,
  };
}

/** Points of 100 of a share of −1…1, right to 1e-11: a hundred contributions still add up to 1e-9. */
export function toPoints(share: Fraction): number {
  return roundTimes(share, 1e13) / 1e11;
}

/** `weight`, `contribution`: of the composite, exact. */
interface Part extends Pick<ExactPart, 'indicator' | 'share' | 'n' | 'goalposts'> {
  readonly class?: string;
  readonly utility: Fraction | null;
  readonly weight: Fraction;
  readonly worth: Fraction;
  readonly leaves: readonly Leaf[];
}

function explained(pillar: WeightedPillar, part: Part): PartExplanation {
  return {
    indicator: part.indicator,
    class: part.class ?? null,
    share: toPoints(part.share) / 100,
    n: part.n,
    goalposts: part.goalposts === null ? null : printed(part.goalposts),
    utility: part.utility === null ? null : toPoints(part.utility),
    weight: toPoints(part.weight) / 100,
    contribution: toPoints(multiply(fraction(pillar.weight, 10_000), part.worth)),
    leaves: part.leaves,
  };
}

function printed({ floor, target }: Goalposts): { readonly floor: number; readonly target: number } {
  return { floor: toPoints(floor) / 100, target: toPoints(target) / 100 };
}

function partsOf(pillar: WeightedPillar, evidence: CompositeEvidence): readonly PartExplanation[] {
  return pillar.exact.parts.flatMap((part) =>
    part.indicator === 'attainment'
      ? attainmentParts(pillar, part, evidence.days)
      : explained(pillar, weighed(part, leavesOf(part.indicator, evidence))),
  );
}

function weighed(part: ExactPart, leaves: readonly Leaf[]): Part {
  const weight = fraction(part.weight, 10_000);
  return { ...part, weight, worth: multiply(weight, part.utility), leaves };
}

/** Attainment of each class by itself, since each has its own target; weighted by how many came. */
function attainmentParts(
  pillar: WeightedPillar,
  whole: ExactPart,
  days: readonly DayEvidence[],
): readonly PartExplanation[] {
  return poolClasses(days).map(({ class: name, share, n }) => {
    const goalposts = attainmentGoalposts(name);
    const weight = multiply(fraction(whole.weight, 10_000), fraction(n, whole.n));
    const own = utility(share, goalposts);
    const leaves = days.flatMap(({ date, classes }) =>
      classes
        .filter((each) => each.class === name && each.n > 0)
        .map((each): Leaf => ({ of: 'visits', date, n: each.n, visits: each.late })),
    );
    const part = { indicator: whole.indicator, class: name, share, n, goalposts };
    return explained(pillar, { ...part, utility: own, weight, worth: multiply(weight, own), leaves });
  });
}

/** Ratings, how many were asked and answered, and what their coverage takes away. */
function ratingParts(pillar: WeightedPillar, evidence: CompositeEvidence): readonly PartExplanation[] {
  const { parts, worth } = pillar.exact;
  const all = parts.reduce((product, part) => (part.weight === 0 ? multiply(product, part.utility) : product), ONE);
  const satisfied = parts.reduce((sum, part) => (part.weight === 0 ? sum : multiply(sum, part.utility)), ONE);
  const served = parts.find((part) => part.indicator === 'invitation')?.n ?? 0;
  const coverage: Part = {
    indicator: 'coverage',
    share: all,
    n: served,
    goalposts: null,
    utility: null,
    weight: fraction(0),
    worth: subtract(worth, satisfied),
    leaves: [],
  };
  return [...parts.map((part) => weighed(part, leavesOf(part.indicator, evidence))), coverage].map((part) =>
    explained(pillar, part),
  );
}

function leavesOf(indicator: string, evidence: CompositeEvidence): readonly Leaf[] {
  switch (indicator) {
    case 'overtime':
      return visitLeaves(evidence.days, (day) => [day.judged, day.overtime]);
    case 'abandonment':
      return visitLeaves(evidence.days, (day) => [day.present, day.abandoned]);
    case 'invitation':
      return visitLeaves(evidence.days, (day) => [day.served, day.uninvited]);
    case 'response':
      return visitLeaves(evidence.days, (day) => [day.served - day.uninvited.length, day.unanswered]);
    case 'satisfied':
      return evidence.days
        .filter((day) => day.rated > 0)
        .map((day) => ({ of: 'ratings', date: day.date, n: day.rated, ratings: day.dissatisfied }));
    case 'announced':
    case 'mystery':
      return sheetsOf(evidence.sheets, indicator).map((sheet) => ({
        of: 'sheet',
        sheet: sheet.id,
        items: sheet.result.items
          .filter(({ deducted }) => deducted > 0)
          .map(({ item, cell, deducted }) => ({ item, cell, deducted })),
      }));
    case 'on-time':
      return (casesOf(evidence, indicator) ?? []).map((each) => ({ of: 'complaint', ...each }));
    case 'rectified':
      return (casesOf(evidence, indicator) ?? []).map((each) => ({ of: 'rectification', ...each }));
    default:
      throw new Error(`nothing is known about what is behind ${indicator}`);
  }
}

function visitLeaves(
  days: readonly DayEvidence[],
  pick: (day: DayEvidence) => readonly [n: number, visits: readonly VisitRef[]],
): readonly Leaf[] {
  return days.flatMap((day) => {
    const [n, visits] = pick(day);
    return n === 0 ? [] : [{ of: 'visits', date: day.date, n, visits } as const];
  });
}
