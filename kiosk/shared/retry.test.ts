import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelayMs } from './retry.ts';

test('waits double and stop growing at fifteen seconds', () => {
  expect([1, 2, 3, 4, 5, 60].map((attempt) => retryDelayMs(attempt, 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
  ]);
});

test('chance never takes more than half of a wait', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const full = retryDelayMs(attempt, 1);
      expect(retryDelayMs(attempt, random)).toBeGreaterThanOrEqual(full / 2);
      expect(retryDelayMs(attempt, random)).toBeLessThanOrEqual(full);
    }),
  );
});
