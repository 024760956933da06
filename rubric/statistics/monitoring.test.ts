import { describe, expect, test } from 'vitest';
import { bernoulliCusum, cusumWeights, ewma, EWMA_DEFAULTS } from './monitoring.ts';
import { seededUnit } from './random.ts';

describe('EWMA', () => {
  const RULES = { centre: 0.05, ...EWMA_DEFAULTS };

  test('rises with a worsening share and alarms on the sixth point', () => {
    const shares = [0.05, 0.06, 0.04, 0.05, 0.09, 0.12, 0.11];
    const points = ewma(
      shares.map((share) => ({ share, n: 100 })),
      RULES,
    );
    const printed = ['0.050000', '0.052000', '0.049600', '0.049680', '0.057744', '0.070195', '0.078156'];
    expect(points.map(({ average }) => average.toFixed(6))).toEqual(printed);
    expect(points[0]!.limit.toFixed(6)).toBe('0.069615');
    expect(points.findIndex(({ alarm }) => alarm)).toBe(5);
  });

  test('a period without observations changes nothing, one with few has a wide limit', () => {
    const [empty, few] = ewma(
      [
        { share: 1, n: 0 },
        { share: 0.5, n: 2 },
      ],
      RULES,
    );
    expect(empty).toEqual({ average: 0.05, limit: Infinity, alarm: false });
    expect(few).toMatchObject({ average: 0.14, alarm: false });
  });
});

describe('Bernoulli CUSUM', () => {
  const RULES = { usual: 0.05, bad: 0.1, limit: 3.5 };

  test('sums and alarm of the worked example', () => {
    const events = [0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1].map(Boolean);
    const { sums, alarmAt } = bernoulliCusum(events, RULES);
    expect(Object.values(cusumWeights(RULES)).map((weight) => weight.toFixed(6))).toEqual(['0.693147', '-0.054067']);
    const printed = '0.00000 0.00000 0.69315 0.63908 1.33223 2.02537 1.97131 1.91724 1.86317 2.55632 3.24947 3.94261';
    expect(sums.map((sum) => sum.toFixed(5)).join(' ')).toBe(printed);
    expect(alarmAt).toBe(11);
    expect(bernoulliCusum(events.slice(0, 11), RULES).alarmAt).toBeNull();
  });

  test('refuses shares that leave nothing to tell apart', () => {
    for (const [usual, bad] of [
      [0, 0.1],
      [0.1, 0.1],
      [0.2, 0.1],
      [0.5, 1],
      [Number.NaN, 0.5],
    ] as const) {
      expect(() => cusumWeights({ usual, bad })).toThrow(RangeError);
    }
  });

  // Mean observations to an alarm, printed with ±5 %; the figures here come from runs of our own.
  test.each([
    [3, 1337, 112, 47],
    [3.5, 2298, 139, 59],
    [4, 4196, 166, 68],
    [4.5, 6502, 183, 76],
  ])('limit %f: a false alarm in %i, found in %i at 10 %% and %i at 15 %%', (limit, ...printed) => {
    const runs = 2000;
    for (const [column, share] of [0.05, 0.1, 0.15].entries()) {
      const unit = seededUnit(1000 * limit + column);
      const { onBad, onGood } = cusumWeights(RULES);
      let observations = 0;
      for (let run = 0; run < runs; run += 1) {
        for (let sum = 0; sum < limit; observations += 1) sum = Math.max(0, sum + (unit() < share ? onBad : onGood));
      }
      expect(Math.abs(observations / runs / printed[column]! - 1)).toBeLessThan(0.1);
    }
  });
});
