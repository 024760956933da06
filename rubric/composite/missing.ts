import type { CompositeDefinition, PillarId } from './definition.ts';
import type { CompositeEvidence } from './evidence.ts';
import { casesOf, poolClasses, sheetsOf, weightOf } from './measure.ts';

/** Why there is no composite. What is missing is never made up for by giving the rest more weight. */
export type Missing =
  | {
      readonly reason: 'too-few';
      readonly pillar: PillarId;
      readonly of: 'waits' | 'ratings' | 'announced' | 'mystery';
      readonly n: number;
      readonly needed: number;
    }
  | { readonly reason: 'no-records'; readonly pillar: 'complaints'; readonly of: 'on-time' | 'rectified' };

/** Everything that is missing at once; empty = there can be a score. */
export function missingIn(definition: CompositeDefinition, evidence: CompositeEvidence): readonly Missing[] {
  const { minimum, weights } = definition;
  const tooFew = (pillar: PillarId, of: keyof typeof minimum, n: number): Missing[] =>
    n < minimum[of] ? [{ reason: 'too-few', pillar, of, n, needed: minimum[of] }] : [];
  const counts = (weight: string): boolean => weightOf(weight) > 0;
  const missing: Missing[] = [];
  if (counts(weights.wait)) {
    const waits = poolClasses(evidence.days).reduce((sum, { n }) => sum + n, 0);
    missing.push(...tooFew('wait', 'waits', waits));
  }
  if (counts(weights.ratings)) {
    const rated = evidence.days.reduce((sum, day) => sum + day.rated, 0);
    missing.push(...tooFew('ratings', 'ratings', rated));
  }
  if (counts(weights.inspection)) {
    for (const kind of ['announced', 'mystery'] as const) {
      if (!counts(definition.inspection[kind].weight)) continue;
      missing.push(...tooFew('inspection', kind, sheetsOf(evidence.sheets, kind).length));
    }
  }
  if (counts(weights.complaints)) {
    for (const indicator of ['on-time', 'rectified'] as const) {
      if (!counts(definition.complaints[indicator].weight) || casesOf(evidence, indicator) !== null) continue;
      missing.push({ reason: 'no-records', pillar: 'complaints', of: indicator });
    }
  }
  return missing;
}
