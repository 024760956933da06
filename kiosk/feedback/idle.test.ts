import { expect, test } from 'vitest';
import { announced, extended, secondsLeft, warningSeconds } from './idle.ts';

const touched = { until: 30_000, touched: true };

test('the warning shows for the last ten seconds, only to somebody who is there', () => {
  expect(warningSeconds(touched, 19_999)).toBeNull();
  expect(warningSeconds(touched, 20_000)).toBe(10);
  expect(warningSeconds(touched, 29_999)).toBe(1);
  expect(warningSeconds({ until: 30_000, touched: false }, 29_000)).toBeNull();
  expect(warningSeconds(null, 0)).toBeNull();
});

test('a touch extends the time and never shortens what was granted', () => {
  expect(extended(null, 1_000, 15_000)).toEqual({ until: 16_000, touched: true });
  expect(extended({ until: 61_000, touched: true }, 2_000, 15_000).until).toBe(61_000);
});

test('seconds never run below zero', () => {
  expect(secondsLeft(touched, 99_000)).toBe(0);
});

test('the warning is announced twice, not each second', () => {
  expect([null, 10, 9, 6, 5, 4, 0].map(announced)).toEqual([null, 10, 10, 10, 5, 5, 5]);
});
