import { describe, expect, test } from 'vitest';
import { effectiveProblems, lastDayOfPeriod, type Beginning } from './effective.ts';

const days = (version: number, from_on: string, to_on: string | null = null, id = 'visit') => ({
  id,
  version,
  from_on,
  to_on,
});
const begins = (from: string, fields: Partial<Beginning> = {}): Beginning => ({
  kind: 'scorecard',
  id: 'visit',
  version: 3,
  effective: { from, to: null },
  ...fields,
});
const problems = (beginning: Beginning, approved: ReturnType<typeof days>[], releasedUpto: string | null = null) =>
  effectiveProblems(beginning, { approved, releasedUpto }).map(({ path, expected }) => ({ path, expected }));

describe('one version after the other', () => {
  test('a later version that begins later is fine, with a gap or without', () => {
    expect(problems(begins('2026-07-01'), [days(1, '2025-01-01', '2025-12-31'), days(2, '2026-01-01')])).toEqual([]);
    expect(problems(begins('2026-09-01'), [days(2, '2026-01-01', '2026-06-30')])).toEqual([]);
  });

  test('the last day of an approved version cannot be passed over', () => {
    expect(problems(begins('2026-06-30'), [days(2, '2026-01-01', '2026-06-30')])).toEqual([
      { path: 'effective.from', expected: 'a day after 2026-06-30, the last one of version 2' },
    ]);
  });

  test('two versions cannot begin on one day, nor a later one earlier', () => {
    const expected = 'a day after 2026-01-01, when version 2 begins';
    expect(problems(begins('2026-01-01'), [days(2, '2026-01-01')])).toEqual([{ path: 'effective.from', expected }]);
    expect(problems(begins('2025-12-31'), [days(2, '2026-01-01')])).toEqual([{ path: 'effective.from', expected }]);
  });

  test('an earlier number approved late must end before the later one begins', () => {
    const late = begins('2025-06-01', { version: 1, effective: { from: '2025-06-01', to: '2026-01-01' } });
    expect(problems(late, [days(2, '2026-01-01')]).map(({ path }) => path)).toEqual(['effective.to']);
  });

  test('scorecards of other ids are of no concern', () => {
    expect(problems(begins('2026-01-01'), [days(1, '2026-01-01', null, 'other')])).toEqual([]);
  });
});

describe('composites', () => {
  const composite = (from: string, to: string | null = null): Beginning =>
    begins(from, { kind: 'composite', id: 'new', version: 1, effective: { from, to } });

  test('two definitions never hold on one day', () => {
    expect(problems(composite('2026-07-01'), [days(1, '2026-01-01', null, 'old')])).toEqual([
      {
        path: 'effective.from',
        expected: 'a time in which no other definition holds; "old" version 1 does',
      },
    ]);
    expect(problems(composite('2026-07-01'), [days(1, '2026-01-01', '2026-06-30', 'old')])).toEqual([]);
    expect(problems(composite('2025-07-01', '2025-12-31'), [days(1, '2026-01-01', null, 'old')])).toEqual([]);
  });

  test('an open version ends when the next of its id begins', () => {
    const old = [days(1, '2026-01-01', null, 'old'), days(2, '2026-04-01', '2026-06-30', 'old')];
    expect(problems(composite('2026-07-01'), old)).toEqual([]);
    expect(problems(composite('2026-06-30'), old).map(({ expected }) => expected)).toEqual([
      'a time in which no other definition holds; "old" version 2 does',
    ]);
  });
});

describe('what is released stays as it was', () => {
  test('a later version begins after the last released result', () => {
    const approved = [days(2, '2026-01-01')];
    expect(problems(begins('2026-05-20'), approved, '2026-05-20').map(({ path }) => path)).toEqual(['effective.from']);
    expect(problems(begins('2026-05-21'), approved, '2026-05-20')).toEqual([]);
  });

  test('the first version may begin in the past', () => {
    expect(problems(begins('2026-01-01', { version: 1 }), [], '2026-05-20')).toEqual([]);
  });
});

test.each([
  ['2026-Q1', '2026-03-31'],
  ['2026-Q4', '2026-12-31'],
  ['2028-02', '2028-02-29'],
  ['2026-12', '2026-12-31'],
  ['2026-13', null],
  ['2026-Q5', null],
])('the last day of %s is %s', (period, day) => {
  expect(lastDayOfPeriod(period)).toBe(day);
});
