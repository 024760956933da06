import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  betaPosterior,
  betaPrior,
  normalPosterior,
  normalPrior,
  shrunkenShare,
  type BetaPrior,
  type Count,
} from './shrinkage.ts';

const count = (successes: number, n: number): Count => ({ successes, n });

describe('shares drawn towards their peers', () => {
  const PRIOR: BetaPrior = { mean: 27 / 30, weight: 30 };

  test.each([
    [1, 1, '0.9032 [0.7793, 0.9789]'],
    [48, 50, '0.9375 [0.8754, 0.9791]'],
    [450, 500, '0.9000 [0.8731, 0.9240]'],
    [20, 25, '0.8545 [0.7510, 0.9338]'],
  ])('prior Beta(27, 3) with %i of %i is %s', (successes, n, printed) => {
    const { mean, low, high } = shrunkenShare(PRIOR, count(successes, n));
    expect(`${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`).toBe(printed);
  });

  const PEERS = [count(45, 50), count(38, 40), count(470, 500), count(88, 100), count(19, 25)];

  test('the prior of five peers by the method of moments', () => {
    const prior = betaPrior(PEERS)!;
    expect([prior.mean.toFixed(4), (1 / (1 + prior.weight)).toFixed(5), prior.weight.toFixed(2)]).toEqual([
      '0.9231',
      '0.03163',
      '30.62',
    ]);
    expect(PEERS.map((peer) => shrunkenShare(prior, peer).mean.toFixed(4))).toEqual([
      '0.9088',
      '0.9383',
      '0.9390',
      '0.8901',
      '0.8498',
    ]);
  });

  test('peers without observations teach nothing, and one peer is no prior', () => {
    expect(betaPrior([...PEERS, count(0, 0)])).toEqual(betaPrior(PEERS));
    expect([betaPrior([]), betaPrior([count(3, 4)]), betaPrior([count(3, 4), count(0, 0)])]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('peers that differ by chance only pool, but know no more than they have seen', () => {
    expect(betaPrior([count(9, 10), count(9, 10), count(9, 10)])).toEqual({ mean: 0.9, weight: 30 });
    expect(betaPrior([count(1, 1), count(0, 1)])).toEqual({ mean: 0.5, weight: 2 });
  });

  test('peers that are all perfect still leave room for doubt', () => {
    const prior = betaPrior([count(20, 20), count(30, 30)])!;
    const { a, b } = betaPosterior(prior, count(20, 20));
    expect(prior.mean).toBeCloseTo(50.5 / 51, 12);
    expect(a > 0 && b > 0).toBe(true);
    expect(shrunkenShare(prior, count(20, 20)).high).toBeLessThan(1);
  });

  test('peers that could not differ more count as one observation', () => {
    expect(betaPrior([count(100, 100), count(0, 100)])!.weight).toBe(1);
  });

  test('a shrunken share lies between its own share and that of the peers, nearer to its own the larger its n', () => {
    const peer = fc
      .integer({ min: 1, max: 200 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(fc.array(peer, { minLength: 2, maxLength: 30 }), (pairs) => {
        const peers = pairs.map(([successes, n]) => count(successes, n));
        const prior = betaPrior(peers)!;
        for (const each of peers) {
          const own = each.successes / each.n;
          const { mean, low, high } = shrunkenShare(prior, each);
          expect(mean).toBeGreaterThanOrEqual(Math.min(own, prior.mean) - 1e-12);
          expect(mean).toBeLessThanOrEqual(Math.max(own, prior.mean) + 1e-12);
          expect(low < high && low >= 0 && high <= 1).toBe(true);
          const more = shrunkenShare(prior, count(each.successes * 10, each.n * 10));
          expect(Math.abs(more.mean - own)).toBeLessThanOrEqual(Math.abs(mean - own) + 1e-12);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('means drawn towards their peers', () => {
  // One part of a satisfaction table: 12 branches, points of 8, and how many customers were asked.
  const POINTS = [7.07, 6.7, 6.63, 6.41, 6.76, 6.48, 6.84, 7.58, 6.8, 6.82, 6.47, 7.11];
  const ASKED = [50, 50, 50, 40, 50, 50, 40, 50, 40, 40, 50, 40];
  const measured = (deviation: number) =>
    POINTS.map((value, row) => ({ value, variance: deviation ** 2 / ASKED[row]! }));

  // The spread of single answers is not printed with the table, so three are assumed.
  test.each([
    [1, '0.79'],
    [1.5, '0.54'],
    [2, '0.18'],
  ])('with answers spread by %f points the table is reliable to %s', (deviation, reliability) => {
    expect(normalPrior(measured(deviation))!.reliability.toFixed(2)).toBe(reliability);
  });

  test('a mean keeps as much of its own as it is surer than its peers are alike', () => {
    const prior = { mean: 80, variance: 4, reliability: 0.5 };
    expect(normalPosterior(prior, { value: 90, variance: 4 })).toEqual({ mean: 85, deviation: Math.sqrt(2) });
    expect(normalPosterior(prior, { value: 90, variance: 36 })).toEqual({ mean: 81, deviation: Math.sqrt(3.6) });
  });

  test('what chance alone explains is not reliable, yet no posterior becomes certain', () => {
    const alike = [50, 50, 50].map((value) => ({ value, variance: 9 }));
    const prior = normalPrior(alike)!;
    expect(prior).toEqual({ mean: 50, variance: 3, reliability: 0 });
    expect(normalPosterior(prior, alike[0]!).deviation).toBe(1.5);
    expect([normalPrior([]), normalPrior([{ value: 1, variance: 1 }])]).toEqual([null, null]);
  });
});
