import { basisPoints } from '../statistics/exact.ts';

/** Tiers of a peer group, with how sure each placing is. */

/** Where tiers end, as shares of the group from the top in 1/10,000, ascending: upper quarter, middle half, lower quarter. */
export const QUARTERS: readonly number[] = [2_500, 7_500];

export type Confidence = 'high' | 'medium' | 'low';

const HIGH = 9_000;
const MEDIUM = 7_000;

/** What a share of draws (1/10,000) that agree on a tier is called. */
export function confidenceOf(share: number): Confidence {
  if (share >= HIGH) return 'high';
  return share >= MEDIUM ? 'medium' : 'low';
}

export interface TierPlace {
  /** 1 is the best. */
  readonly tier: number;
  /** Share of draws in this tier, 1/10,000. */
  readonly share: number;
  readonly confidence: Confidence;
}

/** Tier of a rank in a group: a rank belongs where its middle lies, at a cut to the better tier. */
export function tierOfRank(rank: number, branches: number, cuts: readonly number[] = QUARTERS): number {
  return 1 + cuts.filter((cut) => (2 * rank - 1) * 10_000 > 2 * cut * branches).length;
}

/** The tier in which most draws place a branch, of two with as many the better one. `counts`: its draws by rank. */
export function tierPlace(counts: Uint32Array, cuts: readonly number[] = QUARTERS): TierPlace {
  const branches = counts.length - 1;
  const inTier = Array.from({ length: cuts.length + 1 }, () => 0);
  for (const [rank, times] of counts.entries()) if (times > 0) inTier[tierOfRank(rank, branches, cuts) - 1]! += times;
  const most = Math.max(...inTier);
  const share = basisPoints(
    most,
    inTier.reduce((sum, times) => sum + times, 0),
  );
  return { tier: inTier.indexOf(most) + 1, share, confidence: confidenceOf(share) };
}
