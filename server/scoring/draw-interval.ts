import { compositeInterval, type CompositeInterval } from '#rubric/composite/uncertainty.ts';
import type { CompositeEvidence } from '#rubric/composite/evidence.ts';
import { seedFor } from '#rubric/statistics/random.ts';
import type { CompositeDefinition } from '#rubric/composite/definition.ts';
import { SEED } from './draw-ranking.ts';

/** About ±0.1 of the interval's width from one seed to another. */
const DRAWS = 1_000;

/** Bootstrap interval of a composite, seeded by branch and period: drawn again it is the same. */
export function drawInterval(
  of: { readonly branch: string; readonly period: string },
  definition: CompositeDefinition,
  evidence: CompositeEvidence,
): CompositeInterval | null {
  return compositeInterval(definition, evidence, { seed: seedFor(`${of.branch}/${of.period}`, SEED), draws: DRAWS });
}
