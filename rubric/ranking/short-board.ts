import { normalCdf } from '../statistics/distributions.ts';
import { holm } from '../statistics/holm.ts';

/** The short board (短板): the item that costs a branch most, and whether its peers do better. */

export interface ScoredItem {
  readonly item: string;
  /** Hundredths of a point, 0–10,000. */
  readonly utility: number;
  /** In 1/10,000 of the whole. */
  readonly weight: number;
  /** Of the utility, in hundredths of a point; null where it is not known (a single visit). */
  readonly standardError: number | null;
}

export interface BranchItems {
  readonly branch: string;
  readonly items: readonly ScoredItem[];
}

/**
 * Worse than the peer median by more than chance; not shown to be; or not tested, for want of a standard error or of
 * enough peers with this item.
 */
export type ShortBoardVerdict = 'below-peers' | 'not-below-peers' | 'not-tested';

export interface ShortBoard {
  readonly item: string;
  readonly utility: number;
  readonly weight: number;
  /** (100 − utility) · weight: what the item takes from the whole, in millionths of a point of it (1/1,000,000). */
  readonly loss: number;
  /** Peers with this item, without the branch itself, and the median of their utilities. */
  readonly peers: number;
  readonly peerMedian: number | null;
  /** One-sided, corrected for the number of items tested at this branch (Holm); null when not tested. */
  readonly p: number | null;
  readonly verdict: ShortBoardVerdict;
}

const MIN_PEERS = 5;
const SIGNIFICANT = 0.05;
/** Variance of a median over that of a mean, in large normal samples. */
const MEDIAN_EFFICIENCY = Math.PI / 2;

/**
 * For each branch of one peer group, by id, its items by loss, the largest first; items that cost the same stand by
 * name. The order of input does not matter. Throws a RangeError on an item that comes twice at a branch, or on figures
 * out of range.
 */
export function shortBoards(
  group: readonly BranchItems[],
): readonly { readonly branch: string; readonly boards: readonly ShortBoard[] }[] {
  const everybody = utilitiesByItem(group);
  return group
    .toSorted((a, b) => (a.branch < b.branch ? -1 : 1))
    .map(({ branch, items }) => ({
      branch,
      boards: judged(items.map((item) => compareWithPeers(item, everybody.get(item.item)!))).toSorted(byLoss),
    }));
}

/** The utilities of one item in the whole group. */
interface Utilities {
  readonly ascending: readonly number[];
  /** Whole numbers, so the order of summing does not matter. */
  readonly sum: number;
  readonly sumOfSquares: number;
}

function utilitiesByItem(group: readonly BranchItems[]): ReadonlyMap<string, Utilities> {
  for (const { branch, items } of group) {
    if (new Set(items.map(({ item }) => item)).size < items.length)
      throw new RangeError(`branch ${branch} has an item twice`);
    if (!items.every(({ utility }) => Number.isInteger(utility) && 0 <= utility && utility <= 10_000))
      throw new RangeError(`branch ${branch}: a utility is a whole number of hundredths from 0 to 10,000`);
    if (!items.every(({ standardError: error }) => error === null || (0 <= error && error < Infinity)))
      throw new RangeError(`branch ${branch}: a standard error is a number from 0 on, or null`);
  }
  const byItem = Map.groupBy(
    group.flatMap(({ items }) => items),
    ({ item }) => item,
  );
  return new Map(
    [...byItem].map(([item, all]) => {
      const ascending = all.map(({ utility }) => utility).toSorted((a, b) => a - b);
      const sum = ascending.reduce((total, utility) => total + utility, 0);
      return [item, { ascending, sum, sumOfSquares: ascending.reduce((total, utility) => total + utility ** 2, 0) }];
    }),
  );
}

function byLoss(a: ShortBoard, b: ShortBoard): number {
  return b.loss - a.loss || (a.item < b.item ? -1 : 1);
}

type Compared = Omit<ShortBoard, 'verdict'>;

function compareWithPeers({ item, utility, weight, standardError }: ScoredItem, all: Utilities): Compared {
  const peers = all.ascending.length - 1;
  const peerMedian = medianWithoutOne(all.ascending, utility);
  const figures = { item, utility, weight, loss: (10_000 - utility) * weight, peers, peerMedian };
  if (peerMedian === null || standardError === null || peers < MIN_PEERS) return { ...figures, p: null };
  const sum = all.sum - utility;
  const sumOfSquares = all.sumOfSquares - utility ** 2;
  const spread = (peers * sumOfSquares - sum ** 2) / (peers * (peers - 1));
  const error = Math.sqrt(standardError ** 2 + (MEDIAN_EFFICIENCY * spread) / peers);
  return { ...figures, p: error === 0 ? Number(utility >= peerMedian) : normalCdf((utility - peerMedian) / error) };
}

/** Median of ascending numbers, one of them left out; null when nothing is left. */
function medianWithoutOne(ascending: readonly number[], left: number): number | null {
  const skipped = ascending.indexOf(left);
  const at = (index: number): number => ascending[index < skipped ? index : index + 1]!;
  const middle = (ascending.length - 2) / 2;
  return middle < 0 ? null : (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
}

function judged(compared: readonly Compared[]): readonly ShortBoard[] {
  const tested = compared.filter(({ p }) => p !== null);
  const corrected = holm(tested.map(({ p }) => p!));
  return compared.map((board) => {
    const p = corrected[tested.indexOf(board)] ?? null;
    if (p === null) return { ...board, verdict: 'not-tested' };
    return { ...board, p, verdict: p < SIGNIFICANT ? 'below-peers' : 'not-below-peers' };
  });
}
