import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaInterval, betaMean, betaQuantile } from './beta.ts';
import { binomialCdf, binomialQuantile, signTest } from './binomial.ts';
import { chiSquareTail, normalCdf, normalQuantile } from './distributions.ts';
import { holm } from './holm.ts';
import { incompleteBeta, logGamma, upperGamma } from './special-functions.ts';

/** Reference values: SciPy 1.17. */
function relativeError(actual: number, expected: number): number {
  return Math.abs(actual / expected - 1);
}

describe('special functions', () => {
  test.each([
    [0.5, 0.5723649429247],
    [100.3, 360.5147057290581],
    [1e-3, 6.907178885383853],
    [1e6 + 0.5, 12815511.476902766],
  ])('ln Γ(%f)', (x, expected) => expect(relativeError(logGamma(x), expected)).toBeLessThan(1e-14));

  test('Γ of whole numbers are factorials', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n += 1) {
      expect(relativeError(Math.exp(logGamma(n)), factorial)).toBeLessThan(1e-13);
      factorial *= n;
    }
  });

  test.each([
    [9, 9, 0.43727418891386693],
    [21.666, 9, 0.009999979883498333],
    [40, 9, 7.598525229464264e-6],
    [0.5, 3, 0.9188914116546758],
    [200, 9, 3.312992393909567e-38],
  ])('chi-square beyond %f with %i degrees of freedom', (x, degrees, tail) => {
    expect(relativeError(chiSquareTail(x, degrees), tail)).toBeLessThan(1e-11);
  });

  test.each([
    [-8, 6.22096057427174e-16],
    [-3, 0.0013498980316300933],
    [-1.96, 0.024997895148220435],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [2.5, 0.9937903346742238],
  ])('standard normal up to %f', (z, probability) =>
    expect(relativeError(normalCdf(z), probability)).toBeLessThan(1e-11),
  );

  test('the normal quantile undoes the normal distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(relativeError(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-10);
      }),
    );
  });

  test('the ends of the unit are certain', () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3), upperGamma(3, 0)]).toEqual([0, 1, 1]);
  });
});

describe('beta distribution', () => {
  test.each([
    [0.5, 0.5, 0.001541333133436012, 0.9984586668665639],
    [1, 3, 0.008403758659612636, 0.7075982261787133],
    [28.26, 2.35, 0.807932057715044, 0.9876285814238175],
    [5000.5, 400.25, 0.9187565062331973, 0.9327246173816427],
    [200_000, 300, 0.9983282264575702, 0.9986668400382848],
  ])('95 %% interval of Beta(%f, %f)', (a, b, low, high) => {
    const interval = betaInterval({ a, b });
    expect(relativeError(interval.low, low)).toBeLessThan(1e-11);
    expect(relativeError(interval.high, high)).toBeLessThan(1e-11);
  });

  test('the quantile undoes the distribution and keeps the order', () => {
    const shape = fc.double({ min: 1, max: 500, noNaN: true });
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(shape, shape, probability, (a, b, p) => {
        const x = betaQuantile(p, { a, b });
        expect(incompleteBeta(x, a, b)).toBeCloseTo(p, 9);
        expect(betaQuantile(Math.min(0.9995, p + 0.0005), { a, b })).toBeGreaterThanOrEqual(x);
        expect(betaMean({ a, b })).toBeCloseTo(1 - betaMean({ a: b, b: a }), 12);
      }),
    );
  });
});

describe('binomial distribution', () => {
  test.each([
    [3, 20, 0.1, 0.8670466765656649],
    [450, 500, 0.9, 0.5218018627273865],
    [0, 10, 0.2, 0.1073741824],
    [39_000, 40_000, 0.98, 3.2767264748263457e-12],
  ])('P(X ≤ %i) of %i at %f', (k, n, p, probability) => {
    expect(relativeError(binomialCdf(k, { n, p }), probability)).toBeLessThan(1e-9);
  });

  test('nothing below zero, everything at n', () => {
    const coin = { n: 5, p: 0.5 };
    expect([binomialCdf(-1, coin), binomialCdf(5, coin), binomialCdf(0, { n: 0, p: 0.5 })]).toEqual([0, 1, 1]);
  });

  test('the quantile is the smallest count that reaches the probability', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, p, probability) => {
          const k = binomialQuantile(probability, { n, p });
          expect(binomialCdf(k, { n, p })).toBeGreaterThanOrEqual(probability);
          expect(binomialCdf(k - 1, { n, p })).toBeLessThan(probability);
        },
      ),
    );
  });

  test('sign test: 1 of 8 is 0.0703, 0 of 6 is 0.03125, an even split or nothing says nothing', () => {
    expect(signTest(1, 7)).toBeCloseTo(18 / 256, 12);
    expect(signTest(6, 0)).toBeCloseTo(2 / 64, 12);
    expect([signTest(3, 3), signTest(0, 0)]).toEqual([1, 1]);
  });
});

describe('Holm correction', () => {
  test('the textbook steps', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => p.toFixed(3))).toEqual(['0.030', '0.060', '0.060', '0.020']);
    expect(holm([])).toEqual([]);
  });

  test('never makes a result stronger and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (pValues) => {
        const adjusted = holm(pValues);
        for (const [i, p] of pValues.entries()) {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]!).toBeLessThanOrEqual(1);
          const larger = adjusted.filter((_, j) => pValues[j]! > p);
          expect(larger.every((other) => other >= adjusted[i]!)).toBe(true);
        }
      }),
    );
  });
});
