import { fraction, roundTimes, type Fraction } from '../statistics/exact.ts';
import type { CompositeDefinition, PillarId } from './definition.ts';
import type { CompositeEvidence } from './evidence.ts';
import { missingIn } from './missing.ts';
import { compositeGrade, valueOf, vetoesIn, weightedMean, weightedPillars, type WeightedPillar } from './worth.ts';

/** What would come out under another policy: how much a score hangs on the weights and on how they are put together. */
export interface Sensitivity {
  /** Each weight a quarter more and a quarter less, the others in proportion. */
  readonly weights: readonly WeightVariant[];
  /** Weighted geometric mean: a weak pillar cannot be made up for by a strong one. */
  readonly geometric: Outcome;
}

interface Outcome {
  /** Whole 1/10,000 of a point. */
  readonly value: number;
  readonly grade: string;
  /** Another grade than that of the score. */
  readonly changesGrade: boolean;
}

interface WeightVariant extends Outcome {
  readonly pillar: PillarId;
  readonly change: 'quarter-more' | 'quarter-less';
}

/** Null where there is no score. */
export function sensitivityOf(definition: CompositeDefinition, evidence: CompositeEvidence): Sensitivity | null {
  const pillars = missingIn(definition, evidence).length > 0 ? null : weightedPillars(definition, evidence);
  if (pillars === null) return null;
  const vetoes = vetoesIn(evidence);
  const grade = compositeGrade(definition, weightedMean(pillars), vetoes);
  const outcome = (worth: Fraction): Outcome => {
    const own = compositeGrade(definition, worth, vetoes);
    return { value: valueOf(worth), grade: own, changesGrade: own !== grade };
  };
  return {
    weights: pillars.flatMap(({ pillar }) =>
      (['quarter-more', 'quarter-less'] as const).map((change) => ({
        pillar,
        change,
        ...outcome(weightedMean(reweighted(pillars, pillar, change))),
      })),
    ),
    geometric: outcome(geometricMean(pillars)),
  };
}

/** In quarters of the weights as they are: the mean divides by their sum. */
function reweighted(
  pillars: readonly WeightedPillar[],
  changed: PillarId,
  change: WeightVariant['change'],
): readonly WeightedPillar[] {
  const quarters = change === 'quarter-more' ? 5 : 3;
  return pillars.map((each) => ({ ...each, weight: each.weight * (each.pillar === changed ? quarters : 4) }));
}

/** Rounded to 1/10,000 of a point: roots are not exact. */
function geometricMean(pillars: readonly WeightedPillar[]): Fraction {
  const weights = pillars.reduce((sum, { weight }) => sum + weight, 0);
  const log = pillars.reduce(
    (sum, { weight, exact }) => sum + weight * Math.log(roundTimes(exact.worth, 1e13) / 1e13),
    0,
  );
  return fraction(Math.round(Math.exp(log / weights) * 1_000_000), 1_000_000);
}
