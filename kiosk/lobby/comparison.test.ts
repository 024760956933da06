import { expect, test } from 'vitest';
import type { Comparison } from '#contract/lobby-view.ts';
import { trendOf, weekdayOf } from './comparison.ts';

const base: Comparison = {
  days: 4,
  until: 0,
  issued: { today: 86, usual: 74 },
  served: { today: 70, usual: 70 },
  abandoned: { today: 5, usual: 2 },
  meanWaitMs: { today: 400_000, usual: 480_000 },
};

test('more tickets than usual are neither good nor bad', () => {
  expect(trendOf(base, 'issued')).toEqual({ direction: 'more', difference: 12, usual: 74, tone: 'plain' });
  expect(trendOf(base, 'served')).toMatchObject({ direction: 'same', difference: 0 });
});

test('shorter waits are welcome, more abandoned tickets are not', () => {
  expect(trendOf(base, 'meanWaitMs')).toEqual({ direction: 'less', difference: 80_000, usual: 480_000, tone: 'good' });
  expect(trendOf(base, 'abandoned')).toMatchObject({ direction: 'more', tone: 'bad' });
});

test('half a minute of mean wait is no difference', () => {
  const { direction } = trendOf({ ...base, meanWaitMs: { today: 450_001, usual: 480_000 } }, 'meanWaitMs')!;
  expect(direction).toBe('same');
  expect(trendOf({ ...base, meanWaitMs: { today: 450_000, usual: 480_000 } }, 'meanWaitMs')!.direction).toBe('less');
});

test('an unknown side is no comparison', () => {
  expect(trendOf(null, 'issued')).toBeNull();
  expect(trendOf({ ...base, meanWaitMs: { today: null, usual: 1 } }, 'meanWaitMs')).toBeNull();
  expect(trendOf({ ...base, issued: { today: 3, usual: null } }, 'issued')).toBeNull();
});

test('a date is a day of the week wherever the tablet is', () => {
  expect([weekdayOf('2026-03-02'), weekdayOf('2026-03-08')]).toEqual([1, 0]);
});
