import type { ExactPillar } from '../metrics/pillars.ts';
import { gradeOf } from '../scorecards/grades.ts';
import { add, fraction, multiply, roundTimes, ZERO, type Fraction } from '../statistics/exact.ts';
import { PILLARS, type CompositeDefinition, type PillarId } from './definition.ts';
import type { CompositeEvidence } from './evidence.ts';
import { measurePillar, weightOf } from './measure.ts';

/** Pillars with their weights, and what they come to together. */

export interface WeightedPillar {
  readonly pillar: PillarId;
  /** Share of the composite, in 1/10,000. */
  readonly weight: number;
  readonly exact: ExactPillar;
}

/** Pillars without weight are not asked for. Null when one that has weight cannot be measured. */
export function weightedPillars(
  definition: CompositeDefinition,
  evidence: CompositeEvidence,
): readonly WeightedPillar[] | null {
  const pillars: WeightedPillar[] = [];
  for (const pillar of PILLARS) {
    const weight = weightOf(definition.weights[pillar]);
    if (weight === 0) continue;
    const exact = measurePillar(pillar, definition, evidence);
    if (exact === null) return null;
    pillars.push({ pillar, weight, exact });
  }
  return pillars;
}

/** Arithmetic weighted mean, 0…1. */
export function weightedMean(pillars: readonly Pick<WeightedPillar, 'weight' | 'exact'>[]): Fraction {
  const weights = pillars.reduce((sum, { weight }) => sum + weight, 0);
  const sum = pillars.reduce((worth, { weight, exact }) => add(worth, multiply(exact.worth, fraction(weight))), ZERO);
  return multiply(sum, fraction(1, weights));
}

/** Whole 1/10,000 of a point of 100. */
export function valueOf(worth: Fraction): number {
  return roundTimes(worth, 1_000_000);
}

export interface SheetVeto {
  readonly sheet: string;
  readonly item: string;
}

/** Vetoes of all sheets, also of those that are incomplete: what was seen was seen. */
export function vetoesIn({ sheets }: CompositeEvidence): readonly SheetVeto[] {
  return sheets.flatMap(({ id, result }) => result.vetoes.map(({ item }) => ({ sheet: id, item })));
}

/** A veto caps the grade and takes no points. */
export function compositeGrade(
  { grades, vetoCapsAt }: CompositeDefinition,
  worth: Fraction,
  vetoes: readonly SheetVeto[],
): string {
  const grade = gradeOf(grades, worth, vetoes.length > 0 ? [vetoCapsAt] : []);
  if (grade === null) throw new Error('a composite definition has a grade from 0 on');
  return grade;
}
