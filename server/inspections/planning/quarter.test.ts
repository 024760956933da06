import { expect, test } from 'vitest';
import { daysOfQuarter, mondayOf, quarterAfter, quarterOf, quartersBetween, weekNumber, windowsOf } from './quarter.ts';

test.each([
  ['2026-Q1', { from: '2026-01-01', to: '2026-03-31' }],
  ['2028-Q1', { from: '2028-01-01', to: '2028-03-31' }],
  ['2026-Q4', { from: '2026-10-01', to: '2026-12-31' }],
  ['2026-Q5', null],
  ['2026-11', null],
])('days of %s', (quarter, days) => {
  expect(daysOfQuarter(quarter)).toEqual(days);
});

test('quarters follow each other over the end of a year', () => {
  expect(quarterAfter('2026-Q4', 1)).toBe('2027-Q1');
  expect(quarterAfter('2026-Q1', -2)).toBe('2025-Q3');
  expect(quarterOf('2026-03-31')).toBe('2026-Q1');
  expect(quarterOf('2026-10-01')).toBe('2026-Q4');
  expect(quartersBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(quartersBetween('2026-10-01', '2026-12-31')).toBe(0);
});

test('a week begins on Monday, also before the turn of a year', () => {
  expect(mondayOf(weekNumber('2026-11-29'))).toBe('2026-11-23');
  expect(mondayOf(weekNumber('2026-11-23'))).toBe('2026-11-23');
  expect(mondayOf(weekNumber('2027-01-01'))).toBe('2026-12-28');
  expect(weekNumber('2027-01-04') - weekNumber('2027-01-03')).toBe(1);
});

test('windows cover all days once', () => {
  const windows = windowsOf({ from: '2026-10-01', to: '2026-12-31' }, 3);
  expect(windows).toEqual([
    { from: '2026-10-01', to: '2026-10-30' },
    { from: '2026-10-31', to: '2026-11-30' },
    { from: '2026-12-01', to: '2026-12-31' },
  ]);
});

test('more visits than days share days', () => {
  const windows = windowsOf({ from: '2026-10-01', to: '2026-10-02' }, 4);
  expect(windows.map(({ from }) => from)).toEqual(['2026-10-01', '2026-10-01', '2026-10-02', '2026-10-02']);
  expect(windows.every(({ from, to }) => from <= to)).toBe(true);
});
