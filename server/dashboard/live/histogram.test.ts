import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SparseHistogram } from '#contract/score.ts';
import { histogramBars } from './histogram.ts';

const histogram = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 480 }), fc.integer({ min: 1, max: 500 })), {
    selector: ([bin]) => bin,
    maxLength: 60,
  })
  .map((bins): SparseHistogram => bins.toSorted(([a], [b]) => a - b));

test('bars hold every ticket once, touch each other, and are few enough to read', () => {
  fc.assert(
    fc.property(histogram, (bins) => {
      const bars = histogramBars(bins);
      const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
      expect(total(bars.map(({ count }) => count))).toBe(total(bins.map(([, count]) => count)));
      expect(bars.length).toBeLessThanOrEqual(25);
      const closed = bars.filter(({ to }) => to !== null);
      closed.forEach(({ from }, index) => expect(from).toBe(index === 0 ? 0 : closed[index - 1]!.to));
    }),
  );
});

test('half-minute bins become whole minutes, and the edge belongs to the bar before it', () => {
  // Bin 3 holds waits of more than 1:30 up to 2:00.
  expect(
    histogramBars([
      [0, 1],
      [1, 2],
      [3, 4],
    ]),
  ).toEqual([
    { from: 0, to: 1, count: 3 },
    { from: 1, to: 2, count: 4 },
  ]);
});

test('longer days get wider bars', () => {
  const bars = histogramBars([
    [10, 1],
    [95, 1],
  ]);
  expect([bars.length, bars[1]]).toEqual([24, { from: 2, to: 4, count: 0 }]);
  expect(histogramBars([[479, 1]]).at(-1)).toEqual({ from: 230, to: 240, count: 1 });
});

test('waits beyond four hours are one bar of their own', () => {
  expect(histogramBars([[480, 7]]).at(-1)).toEqual({ from: 240, to: null, count: 7 });
});
