import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortBoards, type BranchItems, type ScoredItem } from './short-board.ts';

const item = (name: string, utility: number, rest: Partial<ScoredItem> = {}): ScoredItem => ({
  item: name,
  utility,
  weight: 1_000,
  standardError: 200,
  ...rest,
});

/** Eight peers around 90 points in every item. */
const PEERS: readonly BranchItems[] = [8_800, 8_900, 8_900, 9_000, 9_000, 9_100, 9_100, 9_200].map((utility, n) => ({
  branch: `peer-${n}`,
  items: ['queue', 'dress', 'signs'].map((name) => item(name, utility)),
}));

const boardsOf = (branch: BranchItems, peers = PEERS) =>
  shortBoards([...peers, branch]).find((each) => each.branch === branch.branch)!.boards;

describe('short boards', () => {
  test('the item that costs most comes first, by lost points times weight', () => {
    const boards = boardsOf({
      branch: 'own',
      items: [item('signs', 5_000, { weight: 100 }), item('queue', 8_000, { weight: 3_000 }), item('dress', 6_000)],
    });
    expect(boards.map((board) => [board.item, board.loss])).toEqual([
      ['queue', 6_000_000],
      ['dress', 4_000_000],
      ['signs', 500_000],
    ]);
    expect(boards[0]).toMatchObject({ peers: 8, peerMedian: 9_000 });
  });

  test('tells the branch’s own weakness from one that all peers share', () => {
    const tiredPeers = PEERS.map(({ branch, items }) => ({
      branch,
      items: items.map((each) => (each.item === 'queue' ? { ...each, utility: each.utility - 4_000 } : each)),
    }));
    const [queue, dress] = boardsOf({ branch: 'own', items: [item('queue', 5_000), item('dress', 7_000)] }, tiredPeers);
    expect(queue).toMatchObject({ item: 'queue', peerMedian: 5_000, verdict: 'not-below-peers' });
    expect(dress).toMatchObject({ item: 'dress', peerMedian: 9_000, verdict: 'below-peers' });
    expect(dress!.p!).toBeLessThan(1e-6);
  });

  // z = −500/√(200² + (π/2)·s²/8) with s² = 120,000/7 of the eight peers; twice for two items.
  test('the test counts the doubt of the peers’ median and the number of items', () => {
    const boards = boardsOf({ branch: 'own', items: [item('queue', 8_500), item('dress', 9_500)] });
    expect(boards[0]!.p).toBeCloseTo(0.01634954580428889, 12);
    expect(boards[1]).toMatchObject({ item: 'dress', verdict: 'not-below-peers' });
    const alone = boardsOf({ branch: 'own', items: [item('queue', 8_500)] });
    expect(alone[0]!.p!).toBeCloseTo(boards[0]!.p! / 2, 12);
  });

  test('a large gap with a large error is not held against a branch', () => {
    const [queue] = boardsOf({ branch: 'own', items: [item('queue', 7_000, { standardError: 1_500 })] });
    expect(queue!.verdict).toBe('not-below-peers');
  });

  test('one visit, or too few peers, is not tested', () => {
    const own = { branch: 'own', items: [item('queue', 2_000, { standardError: null })] };
    expect(boardsOf(own)[0]).toMatchObject({ p: null, verdict: 'not-tested', loss: 8_000_000 });
    const sure = { branch: 'own', items: [item('queue', 2_000)] };
    expect(boardsOf(sure, PEERS.slice(0, 4))[0]).toMatchObject({ peers: 4, verdict: 'not-tested' });
    expect(boardsOf(sure, [])[0]).toMatchObject({ peers: 0, peerMedian: null, verdict: 'not-tested' });
  });

  test('where nothing is in doubt, below is below', () => {
    const certain = (branch: string, utility: number) => ({
      branch,
      items: [item('queue', utility, { standardError: 0 })],
    });
    const peers = Array.from({ length: 6 }, (_, n) => certain(`peer-${n}`, 9_000));
    expect(boardsOf(certain('own', 8_999), peers)[0]!.verdict).toBe('below-peers');
    expect(boardsOf(certain('own', 9_000), peers)[0]!.verdict).toBe('not-below-peers');
  });

  test('refuses an item that comes twice and figures out of range', () => {
    expect(() => shortBoards([{ branch: 'b', items: [item('q', 1), item('q', 2)] }])).toThrow('twice');
    for (const bad of [item('q', -1), item('q', 10_001), item('q', 0.5), item('q', 5, { standardError: -1 })]) {
      expect(() => shortBoards([{ branch: 'b', items: [bad] }])).toThrow(RangeError);
    }
  });

  test('the order of branches and items does not matter, and the median is that of the others', () => {
    const branch = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(branch, { minLength: 2, maxLength: 12 }), (all) => {
        const group = all.map((utilities, n) => ({
          branch: `b${n}`,
          items: utilities.map((utility, k) => item(`item-${k}`, utility * 500)),
        }));
        const turned = group.toReversed().map((each) => ({ ...each, items: each.items.toReversed() }));
        const boards = shortBoards(group);
        expect(shortBoards(turned)).toEqual(boards);
        const others = group
          .filter((each) => each.branch !== boards[0]!.branch)
          .map((each) => each.items[0]!.utility)
          .toSorted((a, b) => a - b);
        const middle = (others[Math.floor((others.length - 1) / 2)]! + others[Math.ceil((others.length - 1) / 2)]!) / 2;
        expect(boards[0]!.boards.find((board) => board.item === 'item-0')!.peerMedian).toBe(middle);
      }),
    );
  });
});
