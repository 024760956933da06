import type { ScoredItem } from '../ranking/short-board.ts';
import { fraction, roundTimes } from '../statistics/exact.ts';
import type { CompositeDefinition } from './definition.ts';
import { inOrder, type CompositeEvidence, type SheetEvidence } from './evidence.ts';
import { sheetsOf, weightOf } from './measure.ts';
import { missingIn } from './missing.ts';
import type { StandardErrors } from './standard-error.ts';
import { weightedPillars, type WeightedPillar } from './worth.ts';

/**
 * A composite taken apart into what the finder of short boards compares: `wait/attainment` and its like, `ratings` as
 * a whole (its coverage only takes away), each item of the scorecards as `inspection/<kind>/<card>/<item>`,
 * `complaints/on-time` and `complaints/rectified`. Empty where there is no score.
 */
export function scoredItems(
  definition: CompositeDefinition,
  unordered: CompositeEvidence,
  errors: StandardErrors | null,
): readonly ScoredItem[] {
  const evidence = inOrder(unordered);
  const pillars = missingIn(definition, evidence).length > 0 ? null : weightedPillars(definition, evidence);
  return (pillars ?? [])
    .flatMap((pillar) => itemsOf(pillar, { definition, evidence, errors }))
    .toSorted((a, b) => (a.item < b.item ? -1 : 1));
}

interface Behind {
  readonly definition: CompositeDefinition;
  readonly evidence: CompositeEvidence;
  readonly errors: StandardErrors | null;
}

function itemsOf(pillar: WeightedPillar, behind: Behind): readonly ScoredItem[] {
  switch (pillar.pillar) {
    case 'wait':
      return partItems(pillar, (indicator) => behind.errors?.parts.get(`wait/${indicator}`) ?? null);
    case 'ratings':
      return [
        {
          item: 'ratings',
          utility: roundTimes(pillar.exact.worth, 10_000),
          weight: pillar.weight,
          standardError: behind.errors?.parts.get('ratings') ?? null,
        },
      ];
    case 'complaints':
      return partItems(pillar, (indicator) => caseError(pillar, indicator));
    default:
      return (['announced', 'mystery'] as const).flatMap((kind) => cardItems(pillar, kind, behind));
  }
}

function partItems(
  { pillar, weight, exact }: WeightedPillar,
  errorOf: (indicator: string) => number | null,
): readonly ScoredItem[] {
  return exact.parts.map((part) => ({
    item: `${pillar}/${part.indicator}`,
    utility: roundTimes(part.utility, 10_000),
    weight: Math.round((weight * part.weight) / 10_000),
    standardError: errorOf(part.indicator),
  }));
}

/** Of a counted share, one success and one failure added, stretched over the goalposts. */
function caseError({ exact }: WeightedPillar, indicator: string): number | null {
  const part = exact.parts.find((each) => each.indicator === indicator);
  if (part === undefined || part.n === 0 || part.goalposts === null) return null;
  const { floor, target } = part.goalposts;
  const met = (roundTimes(part.share, 10_000) / 10_000) * part.n;
  const share = (met + 1) / (part.n + 2);
  const width = Math.abs(roundTimes(target, 10_000) - roundTimes(floor, 10_000)) / 10_000;
  return (Math.sqrt((share * (1 - share)) / part.n) / width) * 10_000;
}

/** Items of the cards of one kind of visit. A share of the pillar as large as their share of the attainable points. */
function cardItems({ weight }: WeightedPillar, kind: SheetEvidence['kind'], behind: Behind): readonly ScoredItem[] {
  const sheets = sheetsOf(behind.evidence.sheets, kind);
  const kindWeight = (weight * weightOf(behind.definition.inspection[kind].weight)) / 10_000;
  const seen = new Map<string, { readonly utilities: number[]; shares: number }>();
  for (const sheet of sheets) {
    for (const { item, points, lost } of judgedItems(sheet)) {
      const name = `inspection/${kind}/${sheet.result.scorecard}/${item}`;
      const each = seen.get(name) ?? { utilities: [], shares: 0 };
      each.utilities.push(roundTimes(fraction(points - lost, points), 10_000));
      each.shares += points / sheet.result.attainable!;
      seen.set(name, each);
    }
  }
  return [...seen].map(([item, { utilities, shares }]) => ({
    item,
    utility: Math.round(mean(utilities)),
    weight: Math.round((kindWeight * shares) / sheets.length),
    standardError: errorOfMean(utilities),
  }));
}

/** Items that points hang on, the cells of all roles together. */
function judgedItems({ result }: SheetEvidence) {
  const items = new Map<string, { points: number; lost: number }>();
  for (const { item, points, deducted, bonus, state } of result.items) {
    if (bonus || points === null || state === 'not-applicable' || state === 'recorded') continue;
    const sum = items.get(item) ?? { points: 0, lost: 0 };
    items.set(item, { points: sum.points + points, lost: sum.lost + deducted });
  }
  return [...items]
    .filter(([, { points }]) => points > 0)
    .map(([item, { points, lost }]) => ({ item, points, lost: Math.min(points, Math.max(0, lost)) }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function errorOfMean(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
