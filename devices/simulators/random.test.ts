import { describe, expect, test } from 'vitest';
import { createRandom } from './random.ts';

describe('chance', () => {
  test('repeats with the seed and differs without', () => {
    const draw = (seed: number): number[] =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.unit()
        )(createRandom(seed)),
      );
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  test('has the shapes it promises', () => {
    const random = createRandom(1);
    const many = (draw: () => number): number[] => Array.from({ length: 20_000 }, draw).toSorted((a, b) => a - b);
    const units = many(() => random.unit());
    expect(units[0]).toBeGreaterThanOrEqual(0);
    expect(units.at(-1)).toBeLessThan(1);
    expect(units[10_000]).toBeCloseTo(0.5, 1);
    expect(many(() => random.logNormal(3, 0.5))[10_000]).toBeCloseTo(3, 0);
    const exponential = many(() => random.exponential(4));
    expect(exponential.reduce((sum, value) => sum + value, 0) / 20_000).toBeCloseTo(4, 0);
    expect(many(() => random.weighted([0, 3, 0, 1, 0])).filter((index) => index === 1).length / 20_000).toBeCloseTo(
      0.75,
      1,
    );
    expect(random.weighted([0, 0])).toBe(-1);
    expect(random.weighted([])).toBe(-1);
  });
});
