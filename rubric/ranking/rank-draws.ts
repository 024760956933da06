import type { Beta } from '../statistics/beta.ts';
import { drawBeta, drawNormal, type Unit } from '../statistics/draws.ts';
import { seedFor, seededUnit } from '../statistics/random.ts';
import type { Normal } from '../statistics/shrinkage.ts';

/**
 * A rank is an interval: every branch is drawn from what is believed of it, the drawn values are ranked, again and
 * again. More is better; rank 1 is the best.
 */

export type Belief = ({ readonly kind: 'normal' } & Normal) | ({ readonly kind: 'beta' } & Beta);

export interface Believed {
  /** Names the stream of draws: those of a branch stay the same whoever its peers are. */
  readonly branch: string;
  readonly belief: Belief;
}

export interface RankDraws {
  readonly branches: number;
  readonly draws: number;
  /** Rank of branch i in draw d at i · draws + d. */
  readonly ranks: Uint16Array | Uint32Array;
}

const MOST_DRAWS = 10_000;
const LEAST_DRAWS = 1_000;
/** Draws of all branches together. */
const MOST_CELLS = 40_000_000;

/**
 * 10,000 draws for up to 4,000 branches; a larger network gets fewer, down to 1,000, so that the work stays bounded.
 * A share of draws is then good to ±0.5 and ±1.6 points at worst (one standard error).
 */
export function drawsFor(branches: number): number {
  return Math.min(MOST_DRAWS, Math.max(LEAST_DRAWS, Math.floor(MOST_CELLS / Math.max(1, branches))));
}

/** So many draws at a time fit a processor's cache. */
const BLOCK = 64;

/**
 * The same beliefs and seed give the same ranks, in whatever order they come. Equal draws share the better rank. Throws
 * a RangeError unless `draws` is a whole number from 1 on.
 */
export function drawRanks(believed: readonly Believed[], seed: number, draws = drawsFor(believed.length)): RankDraws {
  if (!Number.isSafeInteger(draws) || draws < 1) throw new RangeError(`${draws} draws cannot be made`);
  const branches = believed.length;
  const streams = believed.map(({ branch, belief }) => stream(belief, seededUnit(seedFor(branch, seed))));
  const ranks = branches < 2 ** 16 ? new Uint16Array(branches * draws) : new Uint32Array(branches * draws);
  const values = new Float64Array(branches * BLOCK);
  const ranker = createRanker(branches);
  for (let start = 0; start < draws; start += BLOCK) {
    const size = Math.min(BLOCK, draws - start);
    for (const [i, draw] of streams.entries()) for (let d = 0; d < size; d += 1) values[d * branches + i] = draw();
    for (let d = 0; d < size; d += 1) {
      ranker(values.subarray(d * branches, (d + 1) * branches), (branch, rank) => {
        ranks[branch * draws + start + d] = rank;
      });
    }
  }
  return { branches, draws, ranks };
}

function stream(belief: Belief, unit: Unit): () => number {
  if (belief.kind === 'beta') return () => drawBeta(belief, unit);
  return () => belief.mean + belief.deviation * drawNormal(unit);
}

type Ranker = (values: Float64Array, place: (branch: number, rank: number) => void) => void;

const INDEX_BITS = 20;

/**
 * Ranks many sets of numbers of one size. The sort of a Float64Array is fast but forgets where a number came from, so
 * its last 20 bits, which are worth less than 2⁻³² of it, make room for the index.
 */
function createRanker(branches: number): Ranker {
  if (branches >= 2 ** INDEX_BITS) throw new RangeError(`more than ${2 ** INDEX_BITS - 1} branches in one group`);
  const keys = new Float64Array(branches);
  const words = new Uint32Array(keys.buffer);
  const [low, high] = new Uint32Array(new Float64Array([2]).buffer)[0] === 0 ? [0, 1] : [1, 0];
  return (values, place) => {
    keys.set(values);
    for (let i = 0; i < branches; i += 1) words[2 * i + low] = ((words[2 * i + low]! >>> INDEX_BITS) << INDEX_BITS) | i;
    keys.sort();
    let rank = 0;
    for (let k = branches - 1; k >= 0; k -= 1) {
      const isTied =
        k + 1 < branches &&
        words[2 * k + high] === words[2 * k + 2 + high] &&
        words[2 * k + low]! >>> INDEX_BITS === words[2 * k + 2 + low]! >>> INDEX_BITS;
      if (!isTied) rank = branches - k;
      place(words[2 * k + low]! & (2 ** INDEX_BITS - 1), rank);
    }
  };
}

/** In how many draws a branch came out at each rank; index 0 stays empty. */
export function rankCounts({ ranks, draws, branches }: RankDraws, branch: number): Uint32Array {
  const counts = new Uint32Array(branches + 1);
  for (let at = branch * draws; at < (branch + 1) * draws; at += 1) counts[ranks[at]!]! += 1;
  return counts;
}

export interface RankInterval {
  readonly median: number;
  /** 95 % of the draws lie between these, both included. */
  readonly low: number;
  readonly high: number;
}

export function rankInterval(counts: Uint32Array, draws: number): RankInterval {
  const at = (probability: number): number => {
    let rank = 0;
    for (let sum = 0; sum < probability * draws; sum += counts[rank]!) rank += 1;
    return rank;
  };
  return { median: at(0.5), low: at(0.025), high: at(0.975) };
}

/** In how many draws one branch came out above another; ties count for neither. */
export function timesAbove({ ranks, draws }: RankDraws, branch: number, other: number): number {
  let times = 0;
  for (let d = 0; d < draws; d += 1) if (ranks[branch * draws + d]! < ranks[other * draws + d]!) times += 1;
  return times;
}

/** From this share of draws on one branch is told to be better than another, in 1/10,000. */
const DISTINGUISHED = 9_500;

/** Better in 95 % of the draws? Then it is told apart as the better one. */
export function isAbove(draws: RankDraws, branch: number, other: number): boolean {
  return timesAbove(draws, branch, other) * 10_000 >= DISTINGUISHED * draws.draws;
}

/** All branches that one cannot be told apart from, by index. */
export function notDistinguishableFrom(draws: RankDraws, branch: number): readonly number[] {
  return Array.from({ length: draws.branches }, (_, other) => other).filter(
    (other) => other !== branch && !isAbove(draws, branch, other) && !isAbove(draws, other, branch),
  );
}
