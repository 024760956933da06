import { describe, expect, test } from 'vitest';
import type { CompositeEvidence } from './evidence.ts';
import { compositeScore } from './score.ts';
import { sensitivityOf } from './sensitivity.ts';
import { day, definition, visit, WINDOW, WORKED_EXAMPLE, type DayCounts } from './test-evidence.ts';
import { compositeInterval } from './uncertainty.ts';

const OPTIONS = { seed: 7, draws: 400 };

const ordinary = (date: number, late: number): DayCounts => ({
  date: `2026-07-${String(date).padStart(2, '0')}`,
  classes: { ordinary: [100, late] },
  judged: 100,
  overtime: 0,
  present: 100,
  abandoned: 3,
  served: 100,
  uninvited: 5,
  unanswered: 35,
  rated: 60,
  dissatisfied: 3,
});

/** Days on which so many of a hundred were late. */
function quarter(late: readonly number[], mystery: readonly number[] = [90, 90]): CompositeEvidence {
  return {
    ...WORKED_EXAMPLE,
    days: late.map((each, index) => day(ordinary(index + 1, each))),
    sheets: [visit('i1', 'announced', 90), ...mystery.map((points, n) => visit(`m${String(n)}`, 'mystery', points))],
  };
}

const interval = (evidence: CompositeEvidence, seed = OPTIONS.seed) =>
  compositeInterval(definition(), evidence, { ...OPTIONS, seed })!;
const valueOf = (evidence: CompositeEvidence): number => {
  const composite = compositeScore(definition(), evidence, WINDOW);
  return composite.state === 'scored' ? composite.value : Number.NaN;
};

describe('the interval', () => {
  const uneven = quarter([5, 60, 10, 45, 20, 50, 30, 25, 40, 35]);

  test('lies around the score, and is the same for the same seed in any order of evidence', () => {
    const of = interval(uneven);
    expect(of.low).toBeLessThan(valueOf(uneven));
    expect(of.high).toBeGreaterThan(valueOf(uneven));
    expect(of.draws).toBe(400);
    expect(interval({ ...uneven, days: uneven.days.toReversed(), sheets: uneven.sheets.toReversed() })).toEqual(of);
    expect(interval(uneven, 8)).not.toEqual(of);
  });

  test('is a point when all days and visits are alike, however many tickets they hold', () => {
    const alike = quarter([20, 20, 20, 20, 20]);
    expect(interval(alike)).toMatchObject({
      low: valueOf(alike),
      high: valueOf(alike),
      sameGrade: 10_000,
      confidence: 'high',
    });
  });

  test('agrees with the spread of the mean of days', () => {
    // One day moves the wait pillar by 0.6 × 30 % ÷ 30 points per late ticket and day; the rest stands still.
    const late = [22, 28, 24, 26, 30, 20, 25, 23, 27, 25];
    const mean = late.reduce((sum, each) => sum + each, 0) / late.length;
    const variance = late.reduce((sum, each) => sum + (each - mean) ** 2, 0) / late.length;
    const perTicket = (100 / 30) * 0.6 * 0.3;
    const expected = 2 * 1.645 * Math.sqrt(variance / late.length) * perTicket * 10_000;
    const { low, high } = interval(quarter(late));
    expect((high - low) / expected).toBeGreaterThan(0.85);
    expect((high - low) / expected).toBeLessThan(1.15);
  });

  test('widens when visits disagree', () => {
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(width(interval(quarter([20, 20], [60, 100])))).toBeGreaterThan(width(interval(quarter([20, 20], [79, 81]))));
  });

  test('says how often the grade would be the same', () => {
    const shares = [
      [90, 90],
      [60, 100],
      [40, 100, 100],
    ].map((mystery) => interval(quarter([20, 22, 21], mystery)));
    for (const { sameGrade, confidence } of shares) {
      expect(confidence).toBe(sameGrade >= 9000 ? 'high' : sameGrade >= 7000 ? 'medium' : 'low');
    }
    expect(new Set(shares.map((each) => each.confidence)).size).toBeGreaterThan(1);
  });

  test('leaves out draws in which a pillar could not be measured', () => {
    const oneBusyDay = quarter([20, 20]);
    const empty = {
      ...ordinary(2, 0),
      classes: {},
      judged: 0,
      present: 0,
      served: 0,
      uninvited: 0,
      unanswered: 0,
      rated: 0,
      abandoned: 0,
      dissatisfied: 0,
    };
    const of = interval({ ...oneBusyDay, days: [oneBusyDay.days[0]!, day(empty)] });
    expect(of.draws).toBeGreaterThan(250);
    expect(of.draws).toBeLessThan(350);
  });

  test('there is none without a score', () => {
    expect(compositeInterval(definition(), { ...WORKED_EXAMPLE, complaints: null }, OPTIONS)).toBeNull();
  });
});

describe('sensitivity', () => {
  test('each weight a quarter up and down moves the worked example towards and away from its pillar', () => {
    const of = sensitivityOf(definition(), WORKED_EXAMPLE)!;
    const values = Object.fromEntries(of.weights.map(({ pillar, change, value }) => [`${pillar} ${change}`, value]));
    // (score ± 0.25 · weight · points) ÷ (1 ± 0.25 · weight), computed apart.
    expect(values).toEqual({
      'wait quarter-more': 839_816,
      'wait quarter-less': 858_953,
      'ratings quarter-more': 853_403,
      'ratings quarter-less': 843_432,
      'inspection quarter-more': 852_797,
      'inspection quarter-less': 843_744,
      'complaints quarter-more': 848_715,
      'complaints quarter-less': 848_615,
    });
    expect(of.weights.some(({ changesGrade }) => changesGrade)).toBe(false);
  });

  test('names the weights that would change the grade', () => {
    const grades = definition().grades.map((grade) => (grade.id === 'b' ? { ...grade, from: '84.5' } : grade));
    const of = sensitivityOf(definition({ grades }), WORKED_EXAMPLE)!;
    expect(
      of.weights.filter(({ changesGrade }) => changesGrade).map(({ pillar, change, grade }) => [pillar, change, grade]),
    ).toEqual([
      ['wait', 'quarter-more', 'c'],
      ['ratings', 'quarter-less', 'c'],
      ['inspection', 'quarter-less', 'c'],
    ]);
    expect(of.geometric).toEqual({ value: 843_911, grade: 'c', changesGrade: true });
  });

  test('a pillar that is worth nothing takes all from the geometric mean', () => {
    const hopeless = {
      ...WORKED_EXAMPLE,
      sheets: ['a', 'b', 'c'].map((id) => visit(id, id === 'a' ? 'announced' : 'mystery', 0)),
    };
    expect(sensitivityOf(definition(), hopeless)?.geometric.value).toBe(0);
    expect(sensitivityOf(definition(), { ...WORKED_EXAMPLE, days: [] })).toBeNull();
  });
});
