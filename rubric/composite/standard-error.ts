import { roundTimes } from '../statistics/exact.ts';
import type { CompositeDefinition } from './definition.ts';
import { inOrder, type CompositeEvidence, type SheetEvidence } from './evidence.ts';
import { sheetsOf, weightOf } from './measure.ts';
import { missingIn } from './missing.ts';
import { valueOf, weightedMean, weightedPillars, type WeightedPillar } from './worth.ts';

/**
 * How much of a composite is chance, in hundredths of a point. Days: each is left out once (delete-one jackknife),
 * since tickets of one day depend on each other. Visits: their spread within a kind. Complaints and rectifications are
 * all there were. Cheap enough for every branch of a network; the bootstrap interval is for what is looked at.
 */
export interface StandardErrors {
  readonly composite: number;
  /** Of the utilities of what is measured every day, by `pillar/indicator`; of whole pillars by name. */
  readonly parts: ReadonlyMap<string, number>;
}

/**
 * One or two visits say next to nothing about how much visits to a branch differ. So their spread is drawn towards six
 * points, the figure that the measuring definitions plan with, with the weight of four visits.
 */
const VISIT_SPREAD = { points: 6, weight: 4 } as const;

/** Null where there is no score, and where days are too few to tell. */
export function standardErrors(definition: CompositeDefinition, unordered: CompositeEvidence): StandardErrors | null {
  const evidence = inOrder(unordered);
  if (missingIn(definition, evidence).length > 0 || evidence.days.length < 2) return null;
  const left: (readonly WeightedPillar[])[] = [];
  for (const day of evidence.days) {
    const pillars = weightedPillars(definition, { ...evidence, days: evidence.days.filter((each) => each !== day) });
    // Everything of one kind happened on this day.
    if (pillars === null) return null;
    left.push(pillars);
  }
  const ofDays = jackknife(left.map((pillars) => valueOf(weightedMean(pillars)) / 100));
  const ofVisits = (['announced', 'mystery'] as const).map((kind) => visitError(definition, evidence.sheets, kind));
  return { composite: Math.hypot(ofDays, ...ofVisits), parts: partErrors(left) };
}

function partErrors(left: readonly (readonly WeightedPillar[])[]): ReadonlyMap<string, number> {
  const utilities = new Map<string, number[]>();
  const note = (name: string, utility: number): void => {
    const list = utilities.get(name);
    if (list === undefined) utilities.set(name, [utility]);
    else list.push(utility);
  };
  for (const { pillar, exact } of left.flat()) {
    if (pillar !== 'wait' && pillar !== 'ratings') continue;
    note(pillar, roundTimes(exact.worth, 10_000));
    for (const part of exact.parts) note(`${pillar}/${part.indicator}`, roundTimes(part.utility, 10_000));
  }
  return new Map([...utilities].map(([name, values]) => [name, jackknife(values)]));
}

function jackknife(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return Math.sqrt((values.reduce((sum, value) => sum + (value - mean) ** 2, 0) * (n - 1)) / n);
}

/** What the mean of the visits of a kind adds to the error of the composite. */
function visitError(
  { weights, inspection }: CompositeDefinition,
  sheets: readonly SheetEvidence[],
  kind: SheetEvidence['kind'],
): number {
  const shares = sheetsOf(sheets, kind).map(({ result }) => (result.share ?? 0) / 100);
  const weight = (weightOf(weights.inspection) / 10_000) * (weightOf(inspection[kind].weight) / 10_000);
  if (weight === 0 || shares.length === 0) return 0;
  const n = shares.length;
  const mean = shares.reduce((sum, share) => sum + share, 0) / n;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const { points, weight: prior } = VISIT_SPREAD;
  const variance = (prior * points ** 2 + squares) / (prior + n - 1);
  const { floor, target } = inspection[kind];
  const slope = 100 / Math.abs(Number(target) - Number(floor));
  return Math.sqrt(variance / n) * slope * weight * 100;
}
