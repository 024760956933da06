import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PEER_RULES, peerGroups, type BranchProfile } from './peer-groups.ts';

/** `preferred` of a hundred tickets are of a preferred class. */
function profile(branch: string, type: string, figures: { preferred: number; perDay: number }): BranchProfile {
  const all = figures.perDay * 100;
  const preferred = figures.perDay * figures.preferred;
  const gold = Math.floor(preferred / 2);
  return { branch, type, tickets: { ordinary: all - preferred, gold, platinum: preferred - gold }, openDays: 100 };
}

function many(count: number, prefix: string, type: string, figures: { preferred: number; perDay: number }) {
  return Array.from({ length: count }, (_, n) => profile(`${prefix}${n}`, type, figures));
}

const RULES = { ...PEER_RULES, minPeers: 3 };

describe('peer groups', () => {
  test('split by type, class mix and volume', () => {
    const { groups, withoutPeers } = peerGroups(
      [
        ...many(3, 'a', 'full', { preferred: 5, perDay: 80 }),
        ...many(3, 'b', 'full', { preferred: 5, perDay: 200 }),
        ...many(3, 'c', 'full', { preferred: 20, perDay: 80 }),
        ...many(3, 'd', 'community', { preferred: 5, perDay: 80 }),
      ],
      RULES,
    );
    expect(groups.map(({ branches }) => branches.join(' '))).toEqual(['d0 d1 d2', 'a0 a1 a2', 'b0 b1 b2', 'c0 c1 c2']);
    expect(groups[2]).toMatchObject({
      key: 'full/0/1-3',
      preferredShare: { over: 0, upTo: 1_000 },
      ticketsPerDay: { over: 100, upTo: Infinity },
    });
    expect(withoutPeers).toEqual([]);
  });

  test('a band holds its upper end', () => {
    const { groups } = peerGroups(
      [
        ...many(3, 'a', 'full', { preferred: 10, perDay: 100 }),
        ...many(3, 'b', 'full', { preferred: 11, perDay: 101 }),
      ],
      RULES,
    );
    expect(groups.map(({ branches }) => branches[0])).toEqual(['a0', 'b0']);
  });

  test('a band with too few joins the next, the last the one before', () => {
    const volumes = (counts: readonly number[]) =>
      peerGroups(
        counts.flatMap((count, band) =>
          many(count, 'abcd'[band]!, 'full', { preferred: 5, perDay: [50, 200, 400, 900][band]! }),
        ),
        RULES,
      ).groups.map(({ key, branches }) => [key, branches.length]);
    expect(volumes([1, 2, 0, 3])).toEqual([
      ['full/0-2/0-1', 3],
      ['full/0-2/2-3', 3],
    ]);
    expect(volumes([3, 3, 2, 0])).toEqual([
      ['full/0-2/0', 3],
      ['full/0-2/1-3', 5],
    ]);
    expect(volumes([0, 0, 0, 3])).toEqual([['full/0-2/0-3', 3]]);
  });

  test('a type with too few branches has no peers', () => {
    const { groups, withoutPeers } = peerGroups(
      [
        ...many(2, 'rare', 'island', { preferred: 5, perDay: 80 }),
        ...many(3, 'a', 'full', { preferred: 5, perDay: 80 }),
      ],
      RULES,
    );
    expect([groups.length, withoutPeers]).toEqual([1, ['rare0', 'rare1']]);
    expect(peerGroups([])).toEqual({ groups: [], withoutPeers: [] });
  });

  test('refuses a profile that says nothing', () => {
    const good = profile('x', 'full', { preferred: 5, perDay: 80 });
    expect(() => peerGroups([{ ...good, openDays: 0 }])).toThrow('branch x');
    expect(() => peerGroups([{ ...good, tickets: { ordinary: -1 } }])).toThrow(RangeError);
    expect(() => peerGroups([{ ...good, tickets: { ordinary: Number.NaN } }])).toThrow(RangeError);
    expect(() => peerGroups([good, good])).toThrow('twice');
  });

  test('every branch stands in one group of enough peers or in none, whatever the order', () => {
    const anything = fc.record({
      type: fc.constantFrom('full', 'community', 'business'),
      preferred: fc.integer({ min: 0, max: 60 }),
      perDay: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 60 }), (figures) => {
        const profiles = figures.map((each, n) => profile(`b${n}`, each.type, each));
        const grouping = peerGroups(profiles, RULES);
        const placed = [...grouping.groups.flatMap(({ branches }) => branches), ...grouping.withoutPeers];
        expect(placed.toSorted()).toEqual(profiles.map(({ branch }) => branch).toSorted());
        expect(grouping.groups.every(({ branches }) => branches.length >= RULES.minPeers)).toBe(true);
        expect(new Set(grouping.groups.map(({ key }) => key)).size).toBe(grouping.groups.length);
        expect(peerGroups(profiles.toReversed(), RULES)).toEqual(grouping);
      }),
    );
  });
});
