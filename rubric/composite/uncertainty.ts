import { percentileOfSorted } from '../statistics/summary.ts';
import { seededUnit } from '../statistics/random.ts';
import { basisPoints } from '../statistics/exact.ts';
import type { CompositeDefinition } from './definition.ts';
import { inOrder, type CompositeEvidence } from './evidence.ts';
import { missingIn } from './missing.ts';
import { compositeGrade, valueOf, vetoesIn, weightedMean, weightedPillars } from './worth.ts';

/**
 * How sure a composite is. Business days are drawn anew, since tickets of one day depend on each other, and visits
 * within their kind; complaints and rectifications are all there were and stay.
 */
export interface CompositeInterval {
  /** 90 % interval, whole 1/10,000 of a point. */
  readonly low: number;
  readonly high: number;
  /** Draws that it rests on: in the others a pillar could not be measured. */
  readonly draws: number;
  /** Share of draws with the grade of the score, in 1/10,000. */
  readonly sameGrade: number;
  readonly confidence: 'high' | 'medium' | 'low';
}

/** Below these shares of draws with the same grade confidence is medium, and low. In 1/10,000. */
const HIGH = 9_000;
const MEDIUM = 7_000;

export interface DrawOptions {
  readonly seed: number;
  readonly draws: number;
}

/** Bootstrap interval; the same evidence and seed give the same one. Null where there is no score. */
export function compositeInterval(
  definition: CompositeDefinition,
  unordered: CompositeEvidence,
  { seed, draws }: DrawOptions,
): CompositeInterval | null {
  const evidence = inOrder(unordered);
  const pillars = missingIn(definition, evidence).length > 0 ? null : weightedPillars(definition, evidence);
  if (pillars === null) return null;
  const vetoes = vetoesIn(evidence);
  const grade = compositeGrade(definition, weightedMean(pillars), vetoes);
  const unit = seededUnit(seed);
  const values: number[] = [];
  let same = 0;
  for (let draw = 0; draw < draws; draw++) {
    const drawn = weightedPillars(definition, drawAnew(evidence, unit));
    if (drawn === null) continue;
    const worth = weightedMean(drawn);
    values.push(valueOf(worth));
    if (compositeGrade(definition, worth, vetoes) === grade) same += 1;
  }
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [percentileOfSorted(sorted, 5), percentileOfSorted(sorted, 95)];
  if (low === null || high === null) return null;
  const sameGrade = basisPoints(same, values.length);
  return { low, high, draws: values.length, sameGrade, confidence: confidenceOf(sameGrade) };
}

function confidenceOf(sameGrade: number): CompositeInterval['confidence'] {
  if (sameGrade >= HIGH) return 'high';
  return sameGrade >= MEDIUM ? 'medium' : 'low';
}

function drawAnew(evidence: CompositeEvidence, unit: () => number): CompositeEvidence {
  const anew = <T>(list: readonly T[]): readonly T[] => list.map(() => list[Math.floor(unit() * list.length)]!);
  // One that is left out of the score cannot be drawn either.
  const visits = evidence.sheets.filter(({ result }) => result.share !== null);
  return {
    ...evidence,
    days: anew(evidence.days),
    sheets: (['announced', 'mystery'] as const).flatMap((kind) => anew(visits.filter((sheet) => sheet.kind === kind))),
  };
}
