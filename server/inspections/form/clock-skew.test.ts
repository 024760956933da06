import { expect, test } from 'vitest';
import { isSkewed, localDay, withCorrection } from './clock-skew.ts';

const timers = { offsetMinutes: 480, startedAt: 10_000_000, endedAt: null, sections: { enter: 10_060_000 }, runs: [] };

test('a clock that is two minutes off passes, one that is further off is pointed out', () => {
  expect([null, 0, 120_000, -120_000].map(isSkewed)).toEqual([false, false, false, false]);
  expect([120_001, -120_001].map(isSkewed)).toEqual([true, true]);
});

test('times are corrected beside the device’s own', () => {
  const stored = withCorrection(timers, 600_000);
  expect(stored).toMatchObject(timers);
  expect(stored.corrected).toEqual({ startedAt: 9_400_000, endedAt: null, sections: { enter: 9_460_000 } });
});

test('the day of a visit is the branch’s own', () => {
  const lateEvening = Date.UTC(2026, 10, 19, 16, 30);
  expect(localDay(lateEvening, 480)).toBe('2026-11-20');
  expect(localDay(lateEvening, 0)).toBe('2026-11-19');
});
