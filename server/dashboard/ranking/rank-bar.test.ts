import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankBar, TIER_LINES } from './rank-bar.ts';

test('ranks share the width evenly, and an interval covers its ranks whole', () => {
  expect(rankBar({ place: 3, rank: { low: 2, median: 4, high: 5 } }, 10)).toEqual({
    start: 10,
    size: 40,
    place: 25,
    median: 35,
  });
  expect(rankBar({ place: 1, rank: { low: 1, median: 1, high: 1 } }, 4)).toMatchObject({ start: 0, size: 25 });
});

test('a bar stays within its track and holds its median', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.tuple(fc.nat(), fc.nat(), fc.nat()), (branches, any) => {
      const [low, median, high] = any.map((each) => (each % branches) + 1).toSorted((a, b) => a - b) as [
        number,
        number,
        number,
      ];
      const bar = rankBar({ place: median, rank: { low, median, high } }, branches);
      expect(bar.start).toBeGreaterThanOrEqual(0);
      expect(bar.start + bar.size).toBeLessThanOrEqual(100 + 1e-9);
      expect(bar.median).toBeGreaterThan(bar.start);
      expect(bar.median).toBeLessThan(bar.start + bar.size);
    }),
  );
});

test('tiers end after a quarter and three quarters', () => expect(TIER_LINES).toEqual([25, 75]));
