import {
  exactRatingsPillar,
  exactWaitPillar,
  shareOf,
  utility,
  type ExactPart,
  type ExactPillar,
  type RatingsPillarInput,
  type WaitPillarInput,
} from '../metrics/pillars.ts';
import { parsePoints } from '../scorecards/points.ts';
import { add, clampToUnit, fraction, multiply, ONE, ZERO, type Fraction } from '../statistics/exact.ts';
import type { CompositeDefinition, IndicatorRule, PillarId } from './definition.ts';
import type { CaseEvidence, CompositeEvidence, DayEvidence, SheetEvidence } from './evidence.ts';

/** From evidence to what each pillar is worth, exactly. */

/** What a pillar comes to; null when there is nothing to measure. Minimum numbers are not asked for here. */
export function measurePillar(
  pillar: PillarId,
  definition: CompositeDefinition,
  evidence: CompositeEvidence,
): ExactPillar | null {
  return MEASURES[pillar](definition, evidence);
}

const MEASURES: Readonly<Record<PillarId, (d: CompositeDefinition, e: CompositeEvidence) => ExactPillar | null>> = {
  wait: (_, { days }) => measureWaits(days),
  ratings: (_, { days }) => measureRatings(days),
  inspection: ({ inspection }, { sheets }) => byRules(inspection, (kind) => meanShare(sheetsOf(sheets, kind))),
  complaints: ({ complaints }, evidence) => byRules(complaints, (of) => dealtWith(casesOf(evidence, of))),
};

function measureWaits(days: readonly DayEvidence[]): ExactPillar | null {
  const classes = poolClasses(days);
  const judged = total(days, (day) => day.judged);
  const present = total(days, (day) => day.present);
  if (classes.length === 0) return null;
  return exactWaitPillar({
    classes,
    overtime: {
      share: shareOf(
        total(days, (day) => day.overtime.length),
        judged,
      ),
      n: judged,
    },
    abandonment: {
      share: shareOf(
        total(days, (day) => day.abandoned.length),
        present,
      ),
      n: present,
    },
  });
}

/** By class name, without classes that nobody of came. */
export function poolClasses(days: readonly DayEvidence[]): WaitPillarInput['classes'] {
  const sums = new Map<string, { n: number; late: number }>();
  for (const each of days.flatMap((day) => day.classes)) {
    const sum = sums.get(each.class) ?? { n: 0, late: 0 };
    sums.set(each.class, { n: sum.n + each.n, late: sum.late + each.late.length });
  }
  return [...sums]
    .filter(([, { n }]) => n > 0)
    .map(([name, { n, late }]) => ({ class: name, n, share: shareOf(n - late, n) }))
    .toSorted((a, b) => (a.class < b.class ? -1 : 1));
}

function measureRatings(days: readonly DayEvidence[]): ExactPillar | null {
  const input = poolRatings(days);
  return input.rated === 0 ? null : exactRatingsPillar(input);
}

function poolRatings(days: readonly DayEvidence[]): RatingsPillarInput {
  const served = total(days, (day) => day.served);
  const invited = served - total(days, (day) => day.uninvited.length);
  const rated = total(days, (day) => day.rated);
  return {
    served,
    invited,
    answered: invited - total(days, (day) => day.unanswered.length),
    rated,
    satisfied: rated - total(days, (day) => day.dissatisfied.length),
  };
}

/** Sheets of a kind that have a share. */
export function sheetsOf(sheets: readonly SheetEvidence[], kind: SheetEvidence['kind']): readonly SheetEvidence[] {
  return sheets.filter((sheet) => sheet.kind === kind && sheet.result.share !== null);
}

export function casesOf(
  evidence: CompositeEvidence,
  indicator: 'on-time' | 'rectified',
): readonly CaseEvidence[] | null {
  return indicator === 'on-time' ? evidence.complaints : evidence.rectifications;
}

interface Measure {
  readonly share: Fraction;
  readonly n: number;
}

/** Every sheet counts alike, whatever its points. */
function meanShare(sheets: readonly SheetEvidence[]): Measure | null {
  if (sheets.length === 0) return null;
  const sum = sheets.reduce((shares, { result: { total: reached, attainable } }) => {
    return add(shares, clampToUnit(fraction(reached, attainable ?? 1)));
  }, ZERO);
  return { share: multiply(sum, fraction(1, sheets.length)), n: sheets.length };
}

function dealtWith(cases: readonly CaseEvidence[] | null): Measure | null {
  if (cases === null) return null;
  const met = cases.filter((each) => each.met).length;
  return { share: cases.length === 0 ? ONE : shareOf(met, cases.length), n: cases.length };
}

/** Indicators without weight are not asked for. Null when one that has weight cannot be measured. */
function byRules<K extends string>(
  rules: Readonly<Record<K, IndicatorRule>>,
  measure: (indicator: K) => Measure | null,
): ExactPillar | null {
  const parts: ExactPart[] = [];
  let worth = ZERO;
  for (const [indicator, rule] of Object.entries(rules) as [K, IndicatorRule][]) {
    const weight = weightOf(rule.weight);
    if (weight === 0) continue;
    const measured = measure(indicator);
    if (measured === null) return null;
    const goalposts = { floor: percent(rule.floor), target: percent(rule.target) };
    const part = { indicator, ...measured, goalposts, utility: utility(measured.share, goalposts), weight };
    parts.push(part);
    worth = add(worth, multiply(part.utility, fraction(weight, 10_000)));
  }
  return { worth, parts };
}

/** In 1/10,000. */
export function weightOf(text: string): number {
  return parsePoints(text) / 10;
}

function percent(text: string): Fraction {
  return fraction(parsePoints(text), 100_000);
}

function total<T>(list: readonly T[], count: (each: T) => number): number {
  return list.reduce((sum, each) => sum + count(each), 0);
}
