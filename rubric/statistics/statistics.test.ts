import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HUNDRED_WAITS_MIN as WAITS } from '../metrics/hundred-waits.ts';
import { normalQuantile, studentQuantile } from './distributions.ts';
import {
  add,
  basisPoints,
  clampToUnit,
  divide,
  divideRounded,
  fraction,
  multiply,
  roundTimes,
  subtract,
} from './exact.ts';
import { tInterval, wilson } from './intervals.ts';
import { productLimit, productLimitMean, survivalAt } from './product-limit.ts';
import { mean, percentileOfSorted, quantileType7, standardDeviation } from './summary.ts';

describe('summary of the 100 bank waits', () => {
  test('sum, mean and standard deviation', () => {
    expect(WAITS).toHaveLength(100);
    expect(WAITS.reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(987.7, 9);
    expect(mean(WAITS)).toBeCloseTo(9.877, 9);
    expect(standardDeviation(WAITS)).toBeCloseTo(7.237, 3);
  });

  test.each([
    [0.5, 8.1],
    [0.8, 13.94],
    [0.9, 19.09],
    [0.95, 21.955],
  ])('type-7 quantile %f is %f', (p, expected) => {
    expect(quantileType7(WAITS.toReversed(), p)).toBeCloseTo(expected, 9);
  });

  test('t interval of the mean', () => {
    const interval = tInterval(WAITS)!;
    expect([interval.low, interval.high].map((bound) => bound.toFixed(3))).toEqual(['8.441', '11.313']);
  });

  test('nothing has no mean, one value no spread', () => {
    expect([mean([]), quantileType7([], 0.5), standardDeviation([1]), tInterval([1]), wilson(0, 0)]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(percentileOfSorted([], 50)).toBeNull();
    expect([0, 50, 100].map((percent) => percentileOfSorted([7], percent))).toEqual([7, 7, 7]);
  });

  test('the exact percentile of whole numbers is the rounded type-7 quantile', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 100 }),
        (sample, percent) => {
          const sorted = sample.toSorted((a, b) => a - b);
          const exact = percentileOfSorted(sorted, percent)!;
          expect(Math.abs(exact - quantileType7(sample, percent / 100)!)).toBeLessThanOrEqual(0.5 + 1e-6);
        },
      ),
    );
  });
});

describe('Wilson interval', () => {
  // The first four agree with Newcombe's published values.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [9, 10, 0.5958, 0.9821],
    [1, 1, 0.2065, 1],
    [48, 50, 0.8654, 0.989],
    [36, 40, 0.7695, 0.9604],
    [450, 500, 0.8706, 0.9233],
    [38, 100, 0.291, 0.4779],
  ])('of %i in %i is %f–%f', (successes, n, low, high) => {
    const interval = wilson(successes, n)!;
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
  });
});

describe('quantiles', () => {
  test.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-30, -11.464024688443617],
  ])('standard normal at %f', (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 9));

  // Printed tables of Student's t.
  test.each([
    [0.975, 1, 12.7062],
    [0.975, 2, 4.3027],
    [0.975, 3, 3.1824],
    [0.975, 10, 2.2281],
    [0.95, 30, 1.6973],
    [0.975, 99, 1.9842],
    [0.995, 120, 2.6174],
    [0.025, 10, -2.2281],
  ])('Student t at %f with %i degrees of freedom', (p, degrees, t) => {
    expect(studentQuantile(p, degrees)).toBeCloseTo(t, 4);
  });

  test('the t expansion takes over without a step', () => {
    for (const p of [0.9, 0.975, 0.999]) {
      expect(studentQuantile(p, 401) / studentQuantile(p, 400)).toBeCloseTo(1, 4);
      expect(studentQuantile(p, 401)).toBeLessThan(studentQuantile(p, 400));
    }
  });
});

describe('product-limit estimate', () => {
  // Freireich et al. (1963), remission of 21 patients on 6-MP, the textbook example of the estimator.
  const EVENTS = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const remission = [
    ...EVENTS.map((time) => ({ time, happened: true })),
    ...CENSORED.map((time) => ({ time, happened: false })),
  ];

  test('matches the published survival of the 6-MP trial', () => {
    const steps = productLimit(remission);
    const at = [5, 6, 7, 10, 13, 16, 22, 23, 35].map((time) => survivalAt(steps, time).toFixed(4));
    expect(at).toEqual(['1.0000', '0.8571', '0.8067', '0.7529', '0.6902', '0.6275', '0.5378', '0.4482', '0.4482']);
  });

  test('does not depend on the order of the observations', () => {
    expect(productLimit(remission.toReversed())).toEqual(productLimit(remission));
  });

  test('without censoring its mean is the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 }), (times) => {
        const all = times.map((time) => ({ time, happened: true }));
        expect(productLimitMean(productLimit(all))).toBeCloseTo(mean(times)!, 6);
      }),
    );
  });

  test('people who leave early raise the mean above that of the served', () => {
    const served = [10, 20, 30, 40].map((time) => ({ time, happened: true }));
    const left = [5, 15, 25].map((time) => ({ time, happened: false }));
    expect(productLimitMean(productLimit([...served, ...left]))!).toBeGreaterThan(25);
  });

  test('knows nothing when nothing happened', () => {
    expect(productLimitMean(productLimit([{ time: 5, happened: false }]))).toBeNull();
    expect(productLimit([])).toEqual([]);
  });
});

describe('exact arithmetic', () => {
  test('a tenth and two tenths are three tenths', () => {
    expect(roundTimes(add(fraction(1, 10), fraction(2, 10)), 10)).toBe(3);
    expect(roundTimes(subtract(add(fraction(1, 10), fraction(2, 10)), fraction(3, 10)), 1_000_000_000)).toBe(0);
  });

  test('halves are rounded away from zero', () => {
    const rounded = [1, 3, -1, -3].map((halves) => roundTimes(fraction(halves, 2), 1));
    expect(rounded).toEqual([1, 2, -1, -2]);
    expect([divideRounded(5, 2), divideRounded(4, 3), divideRounded(5, 3)]).toEqual([3, 1, 2]);
  });

  test('is a field: what is divided comes back when multiplied', () => {
    const whole = fc.integer({ min: -1000, max: 1000 });
    const positive = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(whole, positive, whole, positive, (a, b, c, d) => {
        fc.pre(c !== 0);
        const back = multiply(divide(fraction(a, b), fraction(c, d)), fraction(c, d));
        expect(back.over * BigInt(b)).toBe(BigInt(a) * back.under);
        expect(back.under > 0n).toBe(true);
      }),
    );
  });

  test('stays within the unit, and refuses a zero below', () => {
    expect([fraction(-1, 2), fraction(1, 2), fraction(3, 2)].map((each) => roundTimes(clampToUnit(each), 2))).toEqual([
      0, 1, 2,
    ]);
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => divide(fraction(1), fraction(0))).toThrow(RangeError);
    expect([basisPoints(0, 0), basisPoints(1, 3), basisPoints(2, 1)]).toEqual([0, 3333, 10_000]);
  });
});
