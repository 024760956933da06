import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { histogramSchema } from '#contract/score.ts';
import { percentileOfSorted } from '../statistics/summary.ts';
import {
  BIN_MS,
  binEdgeMs,
  binOf,
  histogramCount,
  histogramOf,
  histogramOver,
  histogramPercentile,
  mergeHistograms,
  OVERFLOW_BIN,
} from './histogram.ts';
import { HUNDRED_WAITS_MS as WAITS } from './hundred-waits.ts';
import { unservedInPeriods } from './tickets.ts';
import { clippedWaitOf, countOver, meanMs, waitBands, waitMetrics } from './wait.ts';
import { aVisit } from './test-visit.ts';

const MINUTE = 60_000;

describe('the 100 bank waits', () => {
  const metrics = waitMetrics({ waits: WAITS.toReversed(), virtual: () => [], abandoned: 0, all: 100 });

  test('mean, percentiles and counts over a threshold', () => {
    expect(metrics).toMatchObject({
      n: 100,
      meanMs: 592_620, // 9.877 min
      p50Ms: 486_000, // 8.1 min
      p80Ms: 836_400, // 13.94 min
      p90Ms: 1_145_400, // 19.09 min
      over10m: 38,
      over20m: 9,
      over30m: 3,
      censoredMeanMs: null,
    });
    expect([3, 5, 10, 15, 20, 30].map((minutes) => countOver(WAITS, minutes * MINUTE))).toEqual([89, 69, 38, 19, 9, 3]);
  });

  test('bands of the bank report, right-closed', () => {
    expect(waitBands(WAITS)).toEqual([11, 20, 31, 19, 10, 6, 3]);
    expect(waitBands([5 * MINUTE, 5 * MINUTE + 1])).toEqual([0, 1, 1, 0, 0, 0, 0]);
  });

  test('counts over whole minutes are exact from the histogram too', () => {
    expect([1, 3, 5, 10, 15, 20, 30].map((minutes) => histogramOver(metrics.histogram, minutes * MINUTE))).toEqual(
      [1, 3, 5, 10, 15, 20, 30].map((minutes) => countOver(WAITS, minutes * MINUTE)),
    );
  });

  test('the product-limit mean is given from more than 2 % abandonment on', () => {
    const virtual = () => [
      { time: 60_000, happened: true },
      { time: 30_000, happened: false },
    ];
    expect(waitMetrics({ waits: [60_000], virtual, abandoned: 2, all: 100 }).censoredMeanMs).toBeNull();
    expect(waitMetrics({ waits: [60_000], virtual, abandoned: 3, all: 100 }).censoredMeanMs).toBe(60_000);
  });
});

describe('30-second histogram', () => {
  test('its bins are right-closed and end at 240 min', () => {
    const edges = [0, 1, 30_000, 30_001, 60_000, 14_400_000, 14_400_001, 99_999_999];
    expect(edges.map(binOf)).toEqual([0, 0, 0, 1, 1, 479, 480, 480]);
    expect([binEdgeMs(0), binEdgeMs(479), binEdgeMs(OVERFLOW_BIN)]).toEqual([30_000, 14_400_000, null]);
  });

  const waits = fc.array(fc.integer({ min: 0, max: 15_000_000 }), { maxLength: 40 });

  test('parts add up to the whole in any order, to the same bytes', () => {
    fc.assert(
      fc.property(fc.array(waits, { maxLength: 8 }), (parts) => {
        const whole = JSON.stringify(histogramOf(parts.flat()));
        const histograms = parts.map(histogramOf);
        expect(JSON.stringify(mergeHistograms(histograms))).toBe(whole);
        expect(JSON.stringify(mergeHistograms(histograms.toReversed()))).toBe(whole);
        const [first = [], ...rest] = histograms;
        expect(JSON.stringify(mergeHistograms([first, mergeHistograms(rest)]))).toBe(whole);
        expect(histogramSchema.safeParse(mergeHistograms(histograms)).success).toBe(true);
      }),
    );
  });

  test('a percentile from bins is at most one bin above the true one, and never below', () => {
    const short = fc.array(fc.integer({ min: 0, max: 14_400_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(short, fc.integer({ min: 0, max: 100 }), (sample, percent) => {
        const truth = percentileOfSorted(
          sample.toSorted((a, b) => a - b),
          percent,
        )!;
        const estimate = histogramPercentile(histogramOf(sample), percent)!;
        expect(estimate).toBeGreaterThanOrEqual(truth);
        expect(estimate - truth).toBeLessThanOrEqual(BIN_MS);
      }),
    );
  });

  test('says nothing about nothing, or about what overflowed', () => {
    expect(histogramPercentile([], 50)).toBeNull();
    expect(histogramPercentile([[OVERFLOW_BIN, 3]], 50)).toBeNull();
    expect(histogramOver([[1, 1]], 45_000)).toBeNull();
    expect(histogramCount(histogramOf([1, 2, 40_000]))).toBe(3);
  });
});

test('unserved in a period is carried over: arrive 6, call 4, then arrive 5, call 6', () => {
  const periods = [
    { arrived: 6, called: 4 },
    { arrived: 5, called: 6 },
    { arrived: 0, called: 9 },
  ];
  expect(unservedInPeriods(periods)).toEqual([2, 1, 0]);
});

test('a ticket taken before opening keeps its true wait, and has one from the opening on', () => {
  const visit = aVisit({ issuedAt: 1_000, lastCalledAt: 61_000 });
  expect([clippedWaitOf(visit, 31_000), clippedWaitOf(visit, 0), clippedWaitOf(visit, 99_000)]).toEqual([
    30_000, 60_000, 0,
  ]);
});

test('a mean of whole ms is rounded once, halves up', () => {
  expect([meanMs([]), meanMs([1, 2]), meanMs([1, 1, 2])]).toEqual([null, 2, 1]);
});
