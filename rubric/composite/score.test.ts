import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateSheet } from '../scorecards/evaluate.ts';
import { sheet, shipped } from '../scorecards/test-card.ts';
import type { CompositeDefinition } from './definition.ts';
import type { CompositeEvidence } from './evidence.ts';
import type { Leaf } from './explain.ts';
import { compositeScore, type Composite, type ScoredComposite } from './score.ts';
import { sensitivityOf } from './sensitivity.ts';
import { cases, day, definition, visit, WINDOW, WORKED_EXAMPLE } from './test-evidence.ts';

function scored(composite: Composite): ScoredComposite {
  if (composite.state !== 'scored') throw new Error(JSON.stringify(composite.missing));
  return composite;
}
const score = (evidence: CompositeEvidence, by: CompositeDefinition = definition()): ScoredComposite =>
  scored(compositeScore(by, evidence, WINDOW));

describe('the worked example', () => {
  test('is 84.8667, of waits 72.18, ratings 94.8134, inspections 90 and complaints 85', () => {
    const { points, value, grade, pillars } = score(WORKED_EXAMPLE);
    expect(pillars.map((pillar) => [pillar.pillar, pillar.points.toFixed(4), pillar.weight])).toEqual([
      ['wait', '72.1800', 0.3],
      ['ratings', '94.8134', 0.2],
      ['inspection', '90.0000', 0.35],
      ['complaints', '85.0000', 0.15],
    ]);
    expect([points.toFixed(4), value, grade]).toEqual(['84.8667', 848_667, 'b']);
    expect((points * 0.3).toFixed(2)).toBe('25.46');
  });

  test('has utilities and shares as printed', () => {
    const parts = score(WORKED_EXAMPLE).pillars.flatMap((pillar) => pillar.parts);
    const utilities = Object.fromEntries(
      parts.map((part) => [
        part.class ?? part.indicator,
        part.utility === null ? null : Number(part.utility.toFixed(4)),
      ]),
    );
    expect(utilities).toEqual({
      platinum: 100,
      gold: 95,
      ordinary: 80,
      overtime: 40,
      abandonment: 83.3333,
      satisfied: 98.9091,
      invitation: 89.4737,
      response: 100,
      coverage: null,
      announced: 91,
      mystery: 89,
      'on-time': 80,
      rectified: 90,
    });
    expect(parts.find((part) => part.indicator === 'coverage')?.share.toFixed(6)).toBe('0.894737');
    expect(parts.find((part) => part.indicator === 'satisfied')?.share.toFixed(6)).toBe('0.947273');
    expect(parts.find((part) => part.class === 'gold')?.goalposts).toEqual({ floor: 0.5, target: 0.9 });
  });

  test('is 84.3911 as a geometric mean', () => {
    expect(sensitivityOf(definition(), WORKED_EXAMPLE)?.geometric).toEqual({
      value: 843_911,
      grade: 'b',
      changesGrade: false,
    });
  });

  test('names window, definition, rubric and scorecards', () => {
    expect(score(WORKED_EXAMPLE)).toMatchObject({
      window: WINDOW,
      definition: { id: 'default', version: 1, approval: null },
      rubric: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      scorecards: [{ id: 'plain', version: 1 }],
      flags: [{ code: 'single-visit', kind: 'announced' }],
    });
  });
});

describe('the explanation', () => {
  const leavesOf = (of: ScoredComposite, indicator: string, name: string | null = null): readonly Leaf[] =>
    of.pillars.flatMap(({ parts }) => parts).find((part) => part.indicator === indicator && part.class === name)!
      .leaves;

  test('opens down to single tickets, ratings, items and complaints', () => {
    const evidence = { ...WORKED_EXAMPLE, sheets: [...WORKED_EXAMPLE.sheets, visit('m3', 'mystery', 100)] };
    const of = score(evidence);
    expect(leavesOf(of, 'attainment', 'platinum')).toEqual([
      { of: 'visits', date: '2026-07-01', n: 250, visits: WORKED_EXAMPLE.days[0]!.classes[0]!.late },
    ]);
    const count = (indicator: string): number =>
      leavesOf(of, indicator).reduce((sum, leaf) => sum + ('visits' in leaf ? leaf.visits.length : 0), 0);
    expect(['overtime', 'abandonment', 'invitation', 'response'].map(count)).toEqual([300, 250, 150, 250]);
    expect(leavesOf(of, 'satisfied')).toMatchObject([{ of: 'ratings', n: 600, ratings: { length: 30 } }]);
    expect(leavesOf(of, 'mystery')).toEqual([
      { of: 'sheet', sheet: 'm1', items: [{ item: 'all', cell: null, deducted: 14_000 }] },
      { of: 'sheet', sheet: 'm2', items: [{ item: 'all', cell: null, deducted: 8_000 }] },
      { of: 'sheet', sheet: 'm3', items: [] },
    ]);
    expect(leavesOf(of, 'on-time').filter((leaf) => 'met' in leaf && !leaf.met)).toHaveLength(2);
    expect(leavesOf(of, 'rectified').at(-1)).toEqual({ of: 'rectification', id: 'task-9', met: false });
  });

  const share = fc.record({ n: fc.integer({ min: 30, max: 400 }), of: fc.nat({ max: 1000 }) });
  const drawnDay = fc.record({ gold: share, ordinary: share, served: share, invited: share, rated: share });
  const evidence = fc
    .record({
      days: fc.array(drawnDay, { minLength: 1, maxLength: 6 }),
      visits: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 6 }),
      complaints: fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })),
    })
    .map(({ days, visits, complaints: [met, more] }): CompositeEvidence => {
      const part = ({ n, of }: { n: number; of: number }): number => Math.floor((n * of) / 1000);
      return {
        days: days.map((each, index) => {
          const uninvited = Math.floor((each.served.n * each.invited.of) / 1000);
          return day({
            date: `2026-07-0${String(index + 1)}`,
            classes: { gold: [each.gold.n, part(each.gold)], ordinary: [each.ordinary.n, part(each.ordinary)] },
            judged: each.gold.n,
            overtime: Math.floor(part(each.gold) / 10),
            present: each.ordinary.n,
            abandoned: Math.floor(part(each.ordinary) / 7),
            served: each.served.n,
            uninvited,
            unanswered: Math.floor(((each.served.n - uninvited) * each.served.of) / 1000),
            rated: each.rated.n,
            dissatisfied: Math.floor(part(each.rated) / 3),
          });
        }),
        sheets: visits.map((points, index) =>
          visit(`v${String(index)}`, index === 0 ? 'announced' : 'mystery', points),
        ),
        complaints: cases('complaint', met, met + more),
        rectifications: cases('task', more, met + more),
      };
    });

  test('has contributions that add up to the score to 1e-9, on every level', () => {
    fc.assert(
      fc.property(evidence, (drawn) => {
        const of = score(drawn);
        const sum = (list: readonly { readonly contribution: number }[]): number =>
          list.reduce((total, { contribution }) => total + contribution, 0);
        expect(Math.abs(sum(of.pillars) - of.points)).toBeLessThan(1e-9);
        expect(Math.abs(sum(of.pillars.flatMap(({ parts }) => parts)) - of.points)).toBeLessThan(1e-9);
        expect(of.pillars.every((pillar) => Math.abs(sum(pillar.parts) - pillar.contribution) < 1e-9)).toBe(true);
        expect(Math.abs(of.value / 10_000 - of.points)).toBeLessThanOrEqual(0.5e-4 + 1e-9);
        expect(of.points).toBeGreaterThanOrEqual(0);
        expect(of.points).toBeLessThanOrEqual(100);
      }),
      { numRuns: 60 },
    );
  });

  test('does not depend on the order of the evidence', () => {
    fc.assert(
      fc.property(evidence, (drawn) => {
        const turned: CompositeEvidence = {
          days: drawn.days.toReversed(),
          sheets: drawn.sheets.toReversed(),
          complaints: drawn.complaints!.toReversed(),
          rectifications: drawn.rectifications!.toReversed(),
        };
        expect(JSON.stringify(score(turned))).toBe(JSON.stringify(score(drawn)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('without enough there is no score', () => {
  const missing = (fields: Partial<CompositeEvidence>, by = definition()): unknown => {
    const composite = compositeScore(by, { ...WORKED_EXAMPLE, ...fields }, WINDOW);
    return composite.state === 'insufficient' ? composite.missing : composite.state;
  };

  test.each<[string, Partial<CompositeEvidence>, object[]]>([
    [
      'without days',
      { days: [] },
      [
        { reason: 'too-few', pillar: 'wait', of: 'waits', n: 0, needed: 30 },
        { reason: 'too-few', pillar: 'ratings', of: 'ratings', n: 0, needed: 30 },
      ],
    ],
    [
      'with one mystery visit of two',
      { sheets: [visit('i1', 'announced', 91), visit('m1', 'mystery', 86)] },
      [{ reason: 'too-few', pillar: 'inspection', of: 'mystery', n: 1, needed: 2 }],
    ],
    [
      'when the only announced inspection is incomplete',
      { sheets: [visit('i1', 'announced', null), ...WORKED_EXAMPLE.sheets.slice(1)] },
      [{ reason: 'too-few', pillar: 'inspection', of: 'announced', n: 0, needed: 1 }],
    ],
    [
      'without a record of complaints',
      { complaints: null },
      [{ reason: 'no-records', pillar: 'complaints', of: 'on-time' }],
    ],
    [
      'without a record of rectifications',
      { rectifications: null },
      [{ reason: 'no-records', pillar: 'complaints', of: 'rectified' }],
    ],
  ])('%s', (_, fields, expected) => {
    expect(missing(fields)).toEqual(expected);
  });

  test('from the ranking rows of which only two of five columns are left', () => {
    const card = shipped('satisfaction-profile-30');
    const rows = ['7.07', '6.70', '6.63'].map((site, index) => {
      const evaluated = evaluateSheet(card, sheet(card, { 'site-management': site, conduct: '6.35' }));
      if (!evaluated.ok) throw new Error('does not fit');
      return {
        id: `row-${String(index)}`,
        kind: index === 0 ? ('announced' as const) : ('mystery' as const),
        result: evaluated.result,
      };
    });
    const composite = compositeScore(definition(), { ...WORKED_EXAMPLE, sheets: rows }, WINDOW);
    expect(composite).toMatchObject({ state: 'insufficient', missing: [{ of: 'announced' }, { of: 'mystery' }] });
    expect(composite.flags.filter(({ code }) => code === 'sheet-incomplete')).toHaveLength(3);
  });

  test('what has no weight is not missed', () => {
    const by = definition({ weights: { wait: '60', ratings: '40', inspection: '0', complaints: '0' } });
    expect(missing({ sheets: [], complaints: null, rectifications: null }, by)).toBe('scored');
    const rule = { floor: '0', target: '100' };
    const visitsOnly = definition({
      inspection: { announced: { ...rule, weight: '0' }, mystery: { ...rule, weight: '100' } },
    });
    expect(missing({ sheets: WORKED_EXAMPLE.sheets.slice(1) }, visitsOnly)).toBe('scored');
  });
});

test('no complaint and nothing to put right counts as all dealt with, and is flagged', () => {
  const of = score({ ...WORKED_EXAMPLE, complaints: [], rectifications: [] });
  expect(of.pillars[3]!.points).toBe(100);
  expect(of.flags.filter(({ code }) => code === 'none-arose')).toHaveLength(2);
});

test('a veto caps the grade and takes no points, also on a sheet that is incomplete', () => {
  const clean = score(WORKED_EXAMPLE);
  const vetoed = score({ ...WORKED_EXAMPLE, sheets: [...WORKED_EXAMPLE.sheets, visit('m9', 'mystery', null, true)] });
  expect([clean.grade, clean.vetoes]).toEqual(['b', []]);
  expect([vetoed.grade, vetoed.vetoes]).toEqual(['d', [{ sheet: 'm9', item: 'privacy' }]]);
  expect(vetoed.value).toBe(clean.value);
});

test('days outside the window and days that come twice are refused', () => {
  const [first] = WORKED_EXAMPLE.days;
  const days = (...dates: string[]): CompositeEvidence => ({
    ...WORKED_EXAMPLE,
    days: dates.map((date) => ({ ...first!, date })),
  });
  expect(() => score(days('2026-06-30'))).toThrow(RangeError);
  expect(() => score(days('2026-10-01'))).toThrow(RangeError);
  expect(() => score(days('2026-07-02', '2026-07-02'))).toThrow(RangeError);
  expect(score(days('2026-07-01', '2026-09-30')).state).toBe('scored');
});
