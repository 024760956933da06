import { expect, test } from 'vitest';
import { lockedForMs, MOST_TRIES, recentTries, TRY_WINDOW_MS } from './try-limit.ts';

const tries = Array.from({ length: MOST_TRIES }, (_, index) => 1_000 + index);

test('a few tries are free, then it is locked until the first of them is forgotten', () => {
  expect(lockedForMs(tries.slice(1), 2_000)).toBe(0);
  expect(lockedForMs(tries, 2_000)).toBe(TRY_WINDOW_MS - 1_000);
  expect(lockedForMs(tries, 1_000 + TRY_WINDOW_MS - 1)).toBe(1);
  expect(lockedForMs(tries, 1_000 + TRY_WINDOW_MS)).toBe(0);
});

test('a clock that was set back does not lock anybody out for hours', () => {
  expect(recentTries(tries, 500)).toEqual([]);
});
