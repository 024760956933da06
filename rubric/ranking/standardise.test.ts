import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standardise, type BranchAttainment } from './standardise.ts';

const counts = (branch: string, classes: Readonly<Record<string, readonly [number, number]>>): BranchAttainment => ({
  branch,
  classes: Object.entries(classes).map(([name, [attained, n]]) => ({ class: name, attained, n })),
});

describe('attainment at the class mix of the network', () => {
  test('two branches that serve each class alike are alike, whatever their mix', () => {
    const [many, few] = standardise([
      counts('many-ordinary', { ordinary: [720, 900], gold: [95, 100] }),
      counts('few-ordinary', { ordinary: [80, 100], gold: [855, 900] }),
    ]).toReversed();
    expect([many!.crude, few!.crude]).toEqual([8_150, 9_350]);
    // 0.5 · 0.80 + 0.5 · 0.95
    expect([many!.share, few!.share]).toEqual([8_750, 8_750]);
    // √(¼ · p₁q₁/900 + ¼ · p₂q₂/100), one success and one failure added to each.
    const error = Math.sqrt((721 * 181) / 902 ** 2 / 900 + (96 * 6) / 102 ** 2 / 100) / 2;
    expect(many!.standardError).toBeCloseTo(10_000 * error, 8);
  });

  test('a class that was not seen here is taken from the network and said to be', () => {
    const [big, small] = standardise([
      counts('big', { ordinary: [800, 900], platinum: [90, 100] }),
      counts('small', { ordinary: [50, 100] }),
    ]);
    // (1,000 · 8/9 + 100 · 0.9)/1,100
    expect(big).toMatchObject({ borrowed: [], borrowedWeight: 0, share: 8_899, n: 1_000 });
    // (1,000 · 0.5 + 100 · 0.9)/1,100
    expect(small).toMatchObject({ borrowed: ['platinum'], borrowedWeight: 909, share: 5_364, crude: 5_000 });
  });

  test('a figure that would mostly be the network’s is no figure', () => {
    const [empty, , other] = standardise([
      counts('other', { gold: [1, 2] }),
      counts('normal', { ordinary: [80, 100], gold: [9, 10] }),
      counts('empty', { ordinary: [0, 0] }),
    ]);
    expect(empty).toMatchObject({ branch: 'empty', share: null, standardError: null, crude: null, n: 0 });
    expect(other).toMatchObject({ branch: 'other', share: null, crude: 5_000, borrowed: ['ordinary'] });
    expect(standardise([])).toEqual([]);
    expect(standardise([counts('empty', {})])[0]).toMatchObject({ share: null, borrowedWeight: 0 });
  });

  test('refuses counts that cannot be', () => {
    for (const pair of [
      [3, 2],
      [-1, 2],
      [0.5, 2],
    ] as const) {
      expect(() => standardise([counts('b', { ordinary: pair })])).toThrow('class ordinary');
    }
  });

  test('a network of one mix keeps its crude figures, and order does not matter', () => {
    const pair = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(
        fc.array(fc.record({ ordinary: pair, gold: pair, platinum: pair }), { minLength: 1, maxLength: 12 }),
        (all) => {
          const branches = all.map((classes, n) => counts(`b${n}`, classes));
          const turned = branches.toReversed().map((each) => ({ ...each, classes: each.classes.toReversed() }));
          expect(standardise(turned)).toEqual(standardise(branches));
          const [alone] = standardise(branches.slice(0, 1));
          expect(alone!.share).toBe(alone!.crude);
        },
      ),
    );
  });
});
