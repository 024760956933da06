import { expect, test } from 'vitest';
import { lastDayOf, monthsOf, periodsOf, windowOf } from './periods.ts';

test.each([
  ['2026-Q4', '2026-10-01', '2027-01-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-04-01', '2026-03-31'],
  ['2028-02', '2028-02-01', '2028-03-01', '2028-02-29'],
  ['2026-12', '2026-12-01', '2027-01-01', '2026-12-31'],
])('%s is [%s, %s)', (period, from, to, last) => {
  expect(windowOf(period)).toEqual({ from, to });
  expect(lastDayOf({ from, to })).toBe(last);
});

test.each(['2026', '2026-Q5', '2026-13', '2026-00', '2026-1', '26-Q1', '2026-Q1 ', '2026-11-30'])(
  '"%s" is no period',
  (text) => {
    expect(windowOf(text)).toBeNull();
    expect(monthsOf(text)).toBeNull();
  },
);

test('a day lies in one quarter and one month', () => {
  expect(periodsOf('2026-11-30')).toEqual(['2026-Q4', '2026-11']);
  expect(periodsOf('2026-03-31')).toEqual(['2026-Q1', '2026-03']);
});
