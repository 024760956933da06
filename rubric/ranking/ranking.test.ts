import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PointScore } from './measures.ts';
import {
  drawRanks,
  drawsFor,
  isAbove,
  notDistinguishableFrom,
  rankCounts,
  rankInterval,
  timesAbove,
  type Believed,
} from './rank-draws.ts';
import { rankBranches, type Candidate, type Field, type RankedGroup } from './ranking.ts';
import { confidenceOf, tierOfRank, tierPlace } from './tiers.ts';

// Two parts of a satisfaction table in hundredths of a point: 12 branches, and how many customers each was judged by.
const MANAGEMENT = [707, 670, 663, 641, 676, 648, 684, 758, 680, 682, 647, 711];
const CONDUCT = [635, 598, 584, 571, 616, 572, 595, 661, 610, 606, 580, 639];
const ASKED = [50, 50, 50, 40, 50, 50, 40, 50, 40, 40, 50, 40];
const name = (row: number): string => `row-${String(row + 1).padStart(2, '0')}`;

/** The spread of single answers is not printed with the table; it is assumed, in hundredths of a point. */
function table(values: readonly number[], spread: number): Candidate<PointScore>[] {
  return values.map((value, row) => ({
    branch: name(row),
    group: 'all',
    score: { value, standardError: spread / Math.sqrt(ASKED[row]!) },
  }));
}

function onlyGroup(field: Field, draws = 1000): RankedGroup {
  const { groups, notRanked } = rankBranches(field, { seed: 1, draws });
  expect([groups.length, notRanked]).toEqual([1, []]);
  return groups[0]!;
}

describe('the table of 12 branches', () => {
  test.each([
    ['hall management', MANAGEMENT, [3, 8, 9, 12, 7, 10, 4, 1, 6, 5, 11, 2]],
    ['conduct', CONDUCT, [3, 7, 9, 12, 4, 11, 8, 1, 5, 6, 10, 2]],
    ['both', MANAGEMENT.map((value, row) => value + CONDUCT[row]!), [3, 8, 9, 12, 4, 11, 7, 1, 5, 6, 10, 2]],
  ])('places by %s', (_part, values, places) => {
    const { branches } = onlyGroup({ measure: 'points', candidates: table(values, 100) }, 50);
    expect(places.map((_, row) => branches.find(({ branch }) => branch === name(row))!.place)).toEqual(places);
    expect(branches.some(({ tied }) => tied)).toBe(false);
  });

  // As printed with the definitions: every branch by itself, without its peers.
  test.each([
    [100, 1],
    [150, 2],
    [200, 4],
  ])('with answers spread by %i only row 8 is firmly first, 1 to %i', (spread, high) => {
    const believed = table(MANAGEMENT, spread).map(({ branch, score }): Believed => ({
      branch,
      belief: { kind: 'normal', mean: (score as PointScore).value, deviation: (score as PointScore).standardError },
    }));
    const drawn = drawRanks(believed, 1, 100_000);
    const intervals = believed.map((_, row) => rankInterval(rankCounts(drawn, row), drawn.draws));
    expect(intervals[7]).toEqual({ median: 1, low: 1, high });
    expect(intervals.filter((rank) => rank.median === 1)).toHaveLength(1);
    expect(intervals.filter((rank) => rank.high <= high)).toHaveLength(1);
  });

  // Drawn towards the peers the doubt is larger: the best of twelve is partly the luckiest of twelve.
  test.each([
    [100, 7946, 2],
    [150, 5379, 4],
    [200, 1786, 10],
  ])('with answers spread by %i the table is reliable to %i and row 8 is 1 to %i', (spread, reliability, high) => {
    const group = onlyGroup({ measure: 'points', candidates: table(MANAGEMENT, spread) }, 100_000);
    expect(group.reliability).toBe(reliability);
    expect(group.branches[0]).toMatchObject({ branch: 'row-08', place: 1, tier: 1, rank: { low: 1, high } });
    expect(group.branches[0]!.shrunken).toBeLessThan(758);
  });

  test('places 2 and 3 cannot be told apart, places 1 and 2 can when answers are close to one another', () => {
    const { alike, branches } = onlyGroup({ measure: 'points', candidates: table(MANAGEMENT, 100) }, 10_000);
    expect(branches.slice(0, 3).map(({ branch }) => branch)).toEqual(['row-08', 'row-12', 'row-01']);
    expect(alike.map(({ above }) => above)).not.toContain('row-08');
    const pair = alike.find(({ above }) => above === 'row-12')!;
    expect(pair.below).toBe('row-01');
    expect(Math.abs(pair.share - 5_500)).toBeLessThan(200);
  });
});

describe('ranking', () => {
  const points = (value: number, standardError = 50): PointScore => ({ value, standardError });
  const peers = (values: readonly number[]): Candidate<PointScore>[] =>
    values.map((value, row) => ({ branch: name(row), group: 'all', score: points(value) }));

  test('branches with the same figure share a place, and the next place is left out', () => {
    const { branches } = onlyGroup({ measure: 'points', candidates: peers([80, 90, 90, 70, 60, 70, 70]) });
    expect(branches.map(({ branch, place, tied }) => [branch, place, tied])).toEqual([
      ['row-02', 1, true],
      ['row-03', 1, true],
      ['row-01', 3, false],
      ['row-04', 4, true],
      ['row-06', 4, true],
      ['row-07', 4, true],
      ['row-05', 7, false],
    ]);
  });

  test('places of shares are exact: a third is a third however it was counted, and no more', () => {
    const shares = [
      [1, 3],
      [2, 6],
      [333_333, 1_000_000],
      [9, 10],
      [1, 2],
    ].map(([successes, n], row) => ({ branch: name(row), group: 'all', score: { successes: successes!, n: n! } }));
    const { branches } = onlyGroup({ measure: 'share', candidates: shares });
    expect(branches.map(({ branch, place }) => [branch, place])).toEqual([
      ['row-04', 1],
      ['row-05', 2],
      ['row-01', 3],
      ['row-02', 3],
      ['row-03', 5],
    ]);
  });

  test('three happy customers do not beat hundreds', () => {
    const satisfied = [
      [3, 3],
      [480, 500],
      [440, 500],
      [425, 500],
      [400, 500],
      [380, 500],
    ].map(([successes, n], row) => ({ branch: name(row), group: 'all', score: { successes: successes!, n: n! } }));
    const { branches, reliability } = onlyGroup({ measure: 'share', candidates: satisfied }, 10_000);
    const [few, many] = branches;
    expect([few!.branch, few!.place, many!.place]).toEqual(['row-01', 1, 2]);
    expect(few!.shrunken).toBeLessThan(many!.shrunken);
    expect(few!.rank.median).toBeGreaterThan(many!.rank.median);
    expect(few!.confidence).not.toBe('high');
    expect(many!.rank.low).toBe(1);
    expect(reliability).toBeGreaterThan(5_000);
  });

  test('peers that are all the same are not sorted into tiers with any confidence', () => {
    const group = onlyGroup({ measure: 'points', candidates: peers(Array.from({ length: 20 }, () => 8000)) }, 4000);
    expect(group.reliability).toBe(0);
    for (const branch of group.branches) {
      expect(branch).toMatchObject({ place: 1, tied: true, shrunken: 8000, confidence: 'low' });
      expect(branch.rank.high - branch.rank.low).toBeGreaterThan(15);
    }
    expect(group.alike).toHaveLength(19);
  });

  test('each group is ranked by itself', () => {
    const one = peers([50, 60, 70, 80, 90]);
    const other = one.map(({ branch, score }) => ({ branch: `other-${branch}`, group: 'b', score }));
    const { groups } = rankBranches({ measure: 'points', candidates: [...other, ...one] }, { seed: 3, draws: 500 });
    expect(groups.map(({ group }) => group)).toEqual(['all', 'b']);
    expect(groups.every(({ branches }) => branches[0]!.place === 1 && branches.at(-1)!.place === 5)).toBe(true);
    const alone = rankBranches({ measure: 'points', candidates: one }, { seed: 3, draws: 500 });
    expect(alone.groups[0]).toEqual(groups[0]);
  });

  test('who cannot be ranked is listed with the reason, and changes nothing for the others', () => {
    const ranked = peers([50, 60, 70, 80, 90]);
    const { groups, notRanked } = rankBranches(
      {
        measure: 'points',
        candidates: [
          { branch: 'z', group: 'all', score: 'missing-pillar' },
          { branch: 'y', group: null, score: points(90) },
          { branch: 'x', group: 'tiny', score: points(90) },
          { branch: 'w', group: 'all', score: 'too-few-observations' },
          ...ranked,
        ],
      },
      { seed: 1, draws: 500 },
    );
    expect(notRanked).toEqual([
      { branch: 'w', reason: 'too-few-observations' },
      { branch: 'x', reason: 'too-few-peers' },
      { branch: 'y', reason: 'no-peer-group' },
      { branch: 'z', reason: 'missing-pillar' },
    ]);
    expect(groups).toEqual(rankBranches({ measure: 'points', candidates: ranked }, { seed: 1, draws: 500 }).groups);
    expect(rankBranches({ measure: 'points', candidates: [] }, { seed: 1 })).toEqual({ groups: [], notRanked: [] });
  });

  test('a share of nothing is too few observations', () => {
    const none = { branch: 'none', group: 'all', score: { successes: 0, n: 0 } };
    const { notRanked } = rankBranches({ measure: 'share', candidates: [none] }, { seed: 1 });
    expect(notRanked).toEqual([{ branch: 'none', reason: 'too-few-observations' }]);
  });

  test('refuses figures that cannot be, and a branch that comes twice', () => {
    const bad = (score: PointScore) => () =>
      rankBranches({ measure: 'points', candidates: [{ branch: 'b', group: 'g', score }] }, { seed: 1 });
    expect(bad(points(70.5))).toThrow('branch b: points must be whole');
    expect(bad(points(7000, Number.NaN))).toThrow(RangeError);
    expect(bad(points(7000, -1))).toThrow(RangeError);
    expect(bad(points(7000, Infinity))).toThrow(RangeError);
    for (const score of [
      { successes: 3, n: 2 },
      { successes: -1, n: 2 },
      { successes: 0.5, n: 2 },
    ]) {
      const candidates = [{ branch: 'b', group: 'g', score }];
      expect(() => rankBranches({ measure: 'share', candidates }, { seed: 1 })).toThrow('within n');
    }
    const twice = peers([1]).concat(peers([2]));
    expect(() => rankBranches({ measure: 'points', candidates: twice }, { seed: 1 })).toThrow('twice');
  });

  test('is the same to the last byte in any order of input, for points and shares', () => {
    const candidate = fc.record({
      value: fc.integer({ min: 0, max: 10_000 }),
      standardError: fc.double({ min: 0, max: 900, noNaN: true }),
      n: fc.integer({ min: 0, max: 300 }),
      of: fc.integer({ min: 0, max: 100 }),
      group: fc.constantFrom('a', 'b', null),
    });
    const field = fc.array(candidate, { minLength: 1, maxLength: 40 }).chain((all) => {
      const order = fc.shuffledSubarray(
        all.map((_, index) => index),
        { minLength: all.length },
      );
      return fc.tuple(fc.constant(all), order);
    });
    fc.assert(
      fc.property(field, ([all, order]) => {
        const rank = (indexes: readonly number[]): string => {
          const pick = indexes.map((index) => ({ branch: name(index), ...all[index]! }));
          const rules = { seed: 9, draws: 200 };
          const byPoints = pick.map(({ branch, group, value, standardError }) => ({
            branch,
            group,
            score: { value, standardError },
          }));
          const byShare = pick.map(({ branch, group, n, of }) => ({
            branch,
            group,
            score: { n, successes: Math.floor((n * of) / 100) },
          }));
          return JSON.stringify([
            rankBranches({ measure: 'points', candidates: byPoints }, rules),
            rankBranches({ measure: 'share', candidates: byShare }, rules),
          ]);
        };
        expect(rank(order)).toBe(rank(all.map((_, index) => index)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('draws of ranks', () => {
  const normal = (branch: string, mean: number, deviation = 1): Believed => ({
    branch,
    belief: { kind: 'normal', mean, deviation },
  });

  test('two normals come out above one another as often as their distance says', () => {
    const drawn = drawRanks([normal('a', 1), normal('b', 0)], 5, 200_000);
    // Φ(1/√2)
    expect(timesAbove(drawn, 0, 1) / drawn.draws).toBeCloseTo(0.76025, 2);
    expect(timesAbove(drawn, 0, 1) + timesAbove(drawn, 1, 0)).toBe(drawn.draws);
  });

  test('two betas likewise', () => {
    const drawn = drawRanks(
      [
        { branch: 'a', belief: { kind: 'beta', a: 3, b: 2 } },
        { branch: 'b', belief: { kind: 'beta', a: 0.5, b: 0.5 } },
        { branch: 'c', belief: { kind: 'beta', a: 1, b: 1 } },
      ],
      5,
      200_000,
    );
    // Against a uniform the chance is the mean; the arcsine law against Beta(3, 2): ∫ F dx of 12x²(1 − x).
    expect(timesAbove(drawn, 0, 2) / drawn.draws).toBeCloseTo(0.6, 2);
    expect(timesAbove(drawn, 1, 2) / drawn.draws).toBeCloseTo(0.5, 2);
    expect(timesAbove(drawn, 0, 1) / drawn.draws).toBeCloseTo(0.57031, 2);
  });

  test('the draws of a branch are its own, whoever its peers are', () => {
    const pair = [normal('a', 0), normal('b', 0.2)];
    const two = drawRanks(pair, 7, 1000);
    const three = drawRanks([normal('c', 5), ...pair], 7, 1000);
    expect(timesAbove(three, 1, 2)).toBe(timesAbove(two, 0, 1));
    expect(timesAbove(drawRanks(pair, 8, 1000), 0, 1)).not.toBe(timesAbove(two, 0, 1));
  });

  test('equals share the better rank', () => {
    const certain = [normal('a', 3, 0), normal('b', 5, 0), normal('c', 3, 0), normal('d', -1, 0), normal('e', -1, 0)];
    const drawn = drawRanks(certain, 1, 70);
    expect(certain.map((_, index) => drawn.ranks[index * 70 + 69])).toEqual([2, 1, 2, 4, 4]);
    expect([timesAbove(drawn, 0, 2), timesAbove(drawn, 2, 0), timesAbove(drawn, 1, 0)]).toEqual([0, 0, 70]);
  });

  test('who can be told apart from whom', () => {
    const drawn = drawRanks([normal('a', 0), normal('b', 0.5), normal('c', 9), normal('d', 9.5)], 1, 2000);
    expect([isAbove(drawn, 2, 0), isAbove(drawn, 0, 2), isAbove(drawn, 3, 2)]).toEqual([true, false, false]);
    expect([0, 1, 2, 3].map((index) => notDistinguishableFrom(drawn, index))).toEqual([[1], [0], [3], [2]]);
  });

  test('refuses numbers of draws that cannot be made', () => {
    for (const draws of [0, -5, 2.5, Number.NaN])
      expect(() => drawRanks([normal('a', 0)], 1, draws)).toThrow(RangeError);
  });

  test('larger networks get fewer draws, never too few', () => {
    expect([1, 60, 4000, 8000, 40_000, 1_000_000].map(drawsFor)).toEqual([10_000, 10_000, 10_000, 5000, 1000, 1000]);
  });
});

describe('tiers', () => {
  test('a quarter, a half and a quarter, whatever the size of the group', () => {
    const tiers = (branches: number) =>
      Array.from({ length: branches }, (_, index) => tierOfRank(index + 1, branches)).join('');
    expect([4, 5, 6, 12].map(tiers)).toEqual(['1223', '12223', '112223', '111222222333']);
  });

  test('confidence changes at 90 and 70 of a hundred draws', () => {
    const labels = [10_000, 9_000, 8_999, 7_000, 6_999, 0].map(confidenceOf);
    expect(labels.join(' ')).toBe('high high medium medium low low');
  });

  test('most draws decide, of two tiers with as many the better one', () => {
    expect(tierPlace(Uint32Array.of(0, 2, 3, 3, 2))).toEqual({ tier: 2, share: 6_000, confidence: 'low' });
    expect(tierPlace(Uint32Array.of(0, 5, 0, 0, 5))).toEqual({ tier: 1, share: 5_000, confidence: 'low' });
    expect(tierPlace(Uint32Array.of(0, 0, 0, 1, 9), [5_000])).toEqual({ tier: 2, share: 10_000, confidence: 'high' });
  });
});
