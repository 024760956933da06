import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateRange, rangeWords, withinRange } from './estimate-range.ts';

const MINUTE = 60_000;

test.each([
  [0, 0, '5 分钟以内', 'up to 5 min'],
  [1 * MINUTE, 4 * MINUTE, '5 分钟以内', 'up to 5 min'],
  [3 * MINUTE, 5 * MINUTE + 1, '10 分钟以内', 'up to 10 min'],
  [14 * MINUTE, 20 * MINUTE, '10–20 分钟', '10–20 min'],
  [15 * MINUTE, 15 * MINUTE, '15–20 分钟', '15–20 min'],
  [16 * MINUTE, 19 * MINUTE, '15–20 分钟', '15–20 min'],
  [-5 * MINUTE, 4 * MINUTE, '5 分钟以内', 'up to 5 min'],
])('a band of %i–%i ms is said as %s', (lowMs, highMs, zh, en) => {
  const range = estimateRange({ lowMs, highMs });
  expect([rangeWords(range, 'zh'), rangeWords(range, 'en')]).toEqual([zh, en]);
});

test('a wait inside the computed band is always inside the band that was said', () => {
  const ms = fc.integer({ min: 0, max: 14_400_000 });
  fc.assert(
    fc.property(ms, ms, ms, (a, b, c) => {
      const [lowMs, waitMs, highMs] = [a, b, c].toSorted((x, y) => x - y) as [number, number, number];
      expect(withinRange(waitMs, estimateRange({ lowMs, highMs }))).toBe(true);
    }),
  );
});

test('a wait outside the band that was said is outside', () => {
  const range = estimateRange({ lowMs: 12 * MINUTE, highMs: 14 * MINUTE });
  expect([9 * MINUTE, 10 * MINUTE, 15 * MINUTE, 15 * MINUTE + 1].map((wait) => withinRange(wait, range))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
