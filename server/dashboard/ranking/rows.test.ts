import { describe, expect, test } from 'vitest';
import { sampleNetwork } from '../scores/sample-network.ts';
import { groupsToShow, isHidden, matches, nameOf, nameOfRegion, rowsOf, type RankingGroup } from './rows.ts';

const view = sampleNetwork({ branches: 24, days: 3 }).ranking('2026-Q4');
const names = new Map(view.branches.map((name) => [name.branch, name]));

const rank = { median: 1, low: 1, high: 2 };
const branch = (id: string, place: number, tied = false) =>
  ({ branch: id, place, tied, rank, shrunken: 0, tier: 1, share: 10_000, confidence: 'high' }) as const;
const GROUP: RankingGroup = {
  group: 'g',
  title: { zh: '组', en: 'Group' },
  reliability: 5_000,
  draws: 100,
  branches: [branch('a', 1), branch('b', 2, true), branch('c', 2, true), branch('d', 4), branch('e', 5)],
  alike: [
    { above: 'a', below: 'b', share: 6_000 },
    { above: 'b', below: 'c', share: 5_000 },
    { above: 'c', below: 'd', share: 7_000 },
  ],
  scores: ['a', 'b', 'c', 'd', 'e'].map((id) => ({
    branch: id,
    value: 1,
    grade: 'a',
    uncapped: null,
    low: null,
    high: null,
    attainment: null,
  })),
};

describe('rows', () => {
  test('each row knows the places next to it that it cannot be told apart from, ties aside', () => {
    expect(rowsOf(GROUP, new Map()).map(({ name, alike }) => [name.zh, alike])).toEqual([
      ['a', [2]],
      ['b', [1]],
      ['c', [4]],
      ['d', [2]],
      ['e', []],
    ]);
  });

  test('of a real ranking every pair that cannot be told apart is said on both sides', () => {
    for (const group of view.groups) {
      const rows = rowsOf(group, names);
      expect(rows.map(({ score }) => score.branch)).toEqual(group.branches.map((each) => each.branch));
      const rowOf = (id: string) => rows.find(({ name }) => name.branch === id)!;
      for (const { above, below } of group.alike) {
        const [upper, lower] = [rowOf(above), rowOf(below)];
        if (upper.ranked.place === lower.ranked.place) continue;
        expect(upper.alike).toContain(lower.ranked.place);
        expect(lower.alike).toContain(upper.ranked.place);
      }
    }
    expect(view.groups.some(({ alike }) => alike.length > 0)).toBe(true);
  });

  test('scores that do not belong to the branches are refused, not shown', () => {
    expect(() => rowsOf({ ...GROUP, scores: GROUP.scores.toReversed() }, new Map())).toThrow('no score of a');
    expect(() => rowsOf({ ...GROUP, scores: [] }, new Map())).toThrow('no score of a');
  });
});

describe('what is shown', () => {
  test('by region and by any part of the name or id', () => {
    const name = { branch: 'b0001', zh: '青云路支行', en: 'Qingyun Road branch', region: '东城分行' };
    const found = (region: string, search: string): boolean => matches(name, { region, search });
    expect([found('', ''), found('', ' 青云 '), found('', 'qingyun'), found('东城分行', 'B0001')]).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect([found('西城分行', ''), found('', '.*'), found('东城分行', '望海')]).toEqual([false, false, false]);
  });

  test('a peer that may not be known is told from a branch', () => {
    expect([isHidden('full/0/0/peer-3'), isHidden('b0001')]).toEqual([true, false]);
    expect([nameOf('b0001', names).zh, nameOf('gone', names).zh]).toEqual(['青云路支行', 'gone']);
  });

  test('regions have names, and one without shows under its id', () => {
    const [region] = view.regions;
    expect(nameOfRegion(region!.id, view.regions, 'zh')).toBe('东城分行');
    expect(nameOfRegion('r-new', view.regions, 'en')).toBe('r-new');
  });

  test('a small bank sees all groups, a large one a group at a time, and everyone the group that was asked for', () => {
    const many = { ...view, groups: [GROUP, { ...GROUP, group: 'h' }] };
    const huge = { ...many, groups: many.groups.map((group) => ({ ...group, branches: repeated(group) })) };
    const keys = (groups: readonly RankingGroup[]): string => groups.map(({ group }) => group).join('');
    expect([keys(groupsToShow(many, undefined)), keys(groupsToShow(many, 'h'))]).toEqual(['gh', 'h']);
    expect([keys(groupsToShow(huge, undefined)), keys(groupsToShow(huge, 'all'))]).toEqual(['g', 'gh']);
    expect(keys(groupsToShow(huge, 'nonsense'))).toBe('g');
  });
});

function repeated({ branches }: RankingGroup): RankingGroup['branches'] {
  return Array.from({ length: 300 }, () => branches[0]!);
}
