import { expect, test } from 'vitest';
import type { CompositeEvidence } from './evidence.ts';
import { compositeScore } from './score.ts';
import { standardErrors } from './standard-error.ts';
import { day, definition, visit, WINDOW, WORKED_EXAMPLE } from './test-evidence.ts';
import { compositeInterval } from './uncertainty.ts';

/** Twenty days of a hundred tickets; `late` per day by its number. */
function evidence(late: (index: number) => number, sheets = WORKED_EXAMPLE.sheets): CompositeEvidence {
  const days = Array.from({ length: 20 }, (_, index) =>
    day({
      date: `2026-07-${String(index + 1).padStart(2, '0')}`,
      classes: { ordinary: [100, late(index)] },
      judged: 100,
      overtime: late(index) / 10,
      present: 100,
      abandoned: 6,
      served: 94,
      uninvited: 4,
      unanswered: 30,
      rated: 60,
      dissatisfied: 5,
    }),
  );
  return { ...WORKED_EXAMPLE, days, sheets };
}

const STEADY = evidence(() => 30);
const UNSTEADY = evidence((index) => (index % 2) * 60);

function errorOf(of: CompositeEvidence): number {
  return standardErrors(definition(), of)!.composite;
}

test('days that are all alike leave the chance of the visits alone', () => {
  const errors = standardErrors(definition(), STEADY)!;
  expect(errors.parts.get('wait/attainment')).toBe(0);
  // One announced visit: 6 points; two mystery visits at 86 and 92: √((4·36 + 18)/5)/√2. Each counts 17.5 %.
  expect(errors.composite).toBeCloseTo(0.175 * 100 * Math.hypot(6, Math.sqrt(162 / 5 / 2)), 6);
});

test('days that differ make a score less certain, by the delete-one formula', () => {
  const errors = standardErrors(definition(), UNSTEADY)!;
  // Attainment 0.4 and 1 by turns: leaving one day out moves its mean by ±0.3/19, its utility (50…80 %) by that / 0.3.
  const steps = Array.from({ length: 20 }, () => (10_000 * 0.3) / 19 / 0.3);
  const expected = Math.sqrt((19 / 20) * steps.reduce((sum, step) => sum + step ** 2, 0));
  expect(errors.parts.get('wait/attainment')! / expected).toBeCloseTo(1, 2);
  expect(errors.composite).toBeGreaterThan(errorOf(STEADY));
});

test('is of the size of the bootstrap’s', () => {
  const of = {
    ...UNSTEADY,
    sheets: [1, 2, 3].flatMap((n) => [visit(`i${n}`, 'announced', 90), visit(`m${n}`, 'mystery', 90)]),
  };
  const drawn = compositeInterval(definition(), of, { seed: 7, draws: 2_000 })!;
  const ofDays = Math.sqrt(errorOf(of) ** 2 - 2 * (17.5 * Math.sqrt(144 / 6 / 3)) ** 2);
  expect((drawn.high - drawn.low) / 100 / (2 * 1.645) / ofDays).toBeCloseTo(1, 0);
});

test('does not depend on the order of the evidence', () => {
  expect(errorOf({ ...UNSTEADY, days: UNSTEADY.days.toReversed(), sheets: UNSTEADY.sheets.toReversed() })).toBe(
    errorOf(UNSTEADY),
  );
});

test('a single day, days without which nothing is known, and no score have no error', () => {
  expect(standardErrors(definition(), WORKED_EXAMPLE)).toBeNull();
  const quiet = { ...STEADY.days[1]!, rated: 0, dissatisfied: [] };
  expect(standardErrors(definition(), { ...STEADY, days: [STEADY.days[0]!, quiet] })).toBeNull();
  expect(standardErrors(definition(), { ...STEADY, complaints: null })).toBeNull();
  expect(compositeScore(definition(), { ...STEADY, complaints: null }, WINDOW).state).toBe('insufficient');
});
