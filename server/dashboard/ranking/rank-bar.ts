import { QUARTERS } from '#rubric/ranking/tiers.ts';

/** A rank interval over the ranks of a group, in per cent of the width; every rank has the same room. */
export interface RankBar {
  readonly start: number;
  readonly size: number;
  /** Middle of the place by the figure as it stands, and of the median of the draws. */
  readonly place: number;
  readonly median: number;
}

interface Ranks {
  readonly place: number;
  readonly rank: { readonly low: number; readonly median: number; readonly high: number };
}

export function rankBar({ place, rank }: Ranks, branches: number): RankBar {
  const room = 100 / branches;
  return {
    start: (rank.low - 1) * room,
    size: (rank.high - rank.low + 1) * room,
    place: (place - 0.5) * room,
    median: (rank.median - 0.5) * room,
  };
}

/** Where tiers end. */
export const TIER_LINES: readonly number[] = QUARTERS.map((cut) => cut / 100);
