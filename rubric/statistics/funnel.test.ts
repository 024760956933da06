import { describe, expect, test } from 'vitest';
import { exactFunnelLimits, FUNNEL_LINES, funnelLimits, funnelPlace, overDispersion } from './funnel.ts';

const TARGET = 0.9;

describe('funnel around 0.9', () => {
  test.each([
    [20, '0.7685', 0.75],
    [50, '0.8168', 0.82],
    [100, '0.8412', 0.84],
    [500, '0.8737', 0.872],
  ])('95 %% of %i observations stay above %s, exactly %f', (n, normal, exact) => {
    expect(funnelLimits(TARGET, n, FUNNEL_LINES.warning).low.toFixed(4)).toBe(normal);
    expect(exactFunnelLimits(TARGET, n, FUNNEL_LINES.warning).low).toBe(exact);
  });

  // 0.1 % and 99.9 % quantiles of SciPy.
  test.each([
    [20, 13, 20],
    [50, 37, 50],
    [100, 80, 98],
    [500, 428, 470],
  ])('99.8 %% of %i observations lie between %i and %i', (n, low, high) => {
    expect(exactFunnelLimits(TARGET, n, FUNNEL_LINES.alarm)).toEqual({ low: low / n, high: high / n });
  });

  test('a place agrees with the exact limits at every count', () => {
    for (const n of [1, 20, 50, 100]) {
      const warning = exactFunnelLimits(TARGET, n, FUNNEL_LINES.warning);
      const alarm = exactFunnelLimits(TARGET, n, FUNNEL_LINES.alarm);
      for (let successes = 0; successes <= n; successes += 1) {
        const share = successes / n;
        const place = funnelPlace(TARGET, { successes, n })!;
        expect(place.endsWith('low')).toBe(share < warning.low);
        expect(place === 'alarm-low').toBe(share < alarm.low);
        expect(place.endsWith('high')).toBe(share > warning.high);
        expect(place === 'alarm-high').toBe(share > alarm.high);
      }
    }
  });

  test('the normal limits stay inside the unit, and nothing has no place', () => {
    expect(funnelLimits(TARGET, 2, FUNNEL_LINES.alarm)).toEqual({ low: expect.any(Number), high: 1 });
    expect(funnelLimits(0.1, 2, FUNNEL_LINES.alarm).low).toBe(0);
    expect(funnelPlace(TARGET, { successes: 0, n: 0 })).toBeNull();
  });
});

describe('over-dispersion', () => {
  const peer = (successes: number) => ({ successes, n: 100 });

  test('peers that differ by chance have none', () => {
    expect(overDispersion(TARGET, [86, 89, 90, 90, 91, 93].map(peer))).toBe(1);
    expect(overDispersion(TARGET, [])).toBe(1);
    expect(overDispersion(TARGET, [{ successes: 0, n: 0 }])).toBe(1);
  });

  test('peers that differ more widen the funnel, one outlier does not', () => {
    const wide = overDispersion(TARGET, [75, 78, 80, 85, 90, 95, 99, 100, 100, 100].map(peer));
    // z-scores from −5 to 10/3; the outer tenths are pulled in to −4.1 and 10/3.
    expect(wide).toBeCloseTo(9.181, 9);
    expect(funnelPlace(TARGET, peer(78))).toBe('alarm-low');
    expect(funnelPlace(TARGET, peer(78), wide)).toBe('within');
    expect(funnelPlace(TARGET, peer(65), wide)).toBe('warning-low');
    expect(funnelPlace(0.5, peer(90), wide)).toBe('warning-high');
    const outlier = [40, 88, 89, 89, 90, 90, 90, 91, 91, 91, 92, 92].map(peer);
    expect(overDispersion(TARGET, outlier)).toBe(1);
  });
});
