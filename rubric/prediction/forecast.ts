import type { Estimate } from '#contract/estimate.ts';
import { quantileType7 } from '../statistics/summary.ts';
import { learnedWaitMs, type WaitModel } from './model.ts';
import { laneOf, type Lane, type WaitQuestion } from './question.ts';

/**
 * From what was learned to what is said: a point that follows the pace of the last calls, and a band from how far the
 * last waits lay from what was learned. Ratios wait / learned of the called tickets are all it remembers.
 */

interface LaneTrack {
  /** Oldest first. */
  readonly ratios: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly pace: number;
}

/** How the last estimates came out. Plain data; changed only by `judge`. */
export interface Track extends Readonly<Record<Lane, LaneTrack>> {
  /** Whether each of the last bands held the wait, oldest first; also of bands that were not shown. */
  readonly hits: readonly Hit[];
}

interface Hit {
  /** Business day of the ticket, YYYY-MM-DD. */
  readonly date: string;
  readonly isHit: boolean;
}

/** An estimate, shown or not, and what is needed to judge it. */
export interface Forecast {
  readonly lane: Lane;
  readonly learnedMs: number;
  readonly estimate: Estimate;
}

/** Fewer tickets than this teach nothing. */
export const LEAST_TICKETS = 30;
const RATIOS_KEPT = 200;
/** Nominal 80 % band. */
const BAND = { low: 0.1, high: 0.9 };
const PACE_TICKETS = 50;
const COVERAGE_TICKETS = 50;
/** What stands in for those that today does not have yet: yesterday evening alone says little about this morning. */
const LONG_COVERAGE_TICKETS = 200;
const LEAST_COVERAGE = 0.6;
/** Nobody can plan with more than this between the ends of a range. Own limit, no source names one. */
const WIDEST_BAND_MS = 90 * 60_000;
/** A ratio to next to nothing says nothing. */
const LEAST_LEARNED_MS = 1_000;

const NO_LANE: LaneTrack = { ratios: [], low: 1, high: 1, pace: 1 };
export const EMPTY_TRACK: Track = { free: NO_LANE, queued: NO_LANE, hits: [] };

/** Null with fewer than 30 tickets to learn from, or fewer than 30 whose ratio is known. */
export function forecast(model: WaitModel, track: Track, question: WaitQuestion): Forecast | null {
  const lane = laneOf(question);
  if (model.trained[lane] < LEAST_TICKETS) return null;
  const learnedMs = learnedWaitMs(model, question);
  return learnedMs === null ? null : bandAround(track, lane, learnedMs);
}

/** Point and band around what was learned; null while the band rests on too little. */
export function bandAround(track: Track, lane: Lane, learned: number): Forecast | null {
  const { ratios, low, high, pace } = track[lane];
  if (ratios.length < LEAST_TICKETS) return null;
  const learnedMs = Math.max(learned, LEAST_LEARNED_MS);
  const estimate = {
    pointMs: Math.round(learnedMs * Math.min(Math.max(pace, low), high)),
    lowMs: Math.round(learnedMs * low),
    highMs: Math.round(learnedMs * high),
  };
  return { lane, learnedMs, estimate };
}

/** A range that people cannot use, whether it holds or not. */
export function isTooWide({ lowMs, highMs }: Estimate): boolean {
  return highMs - lowMs > WIDEST_BAND_MS;
}

/** A ticket of the business day `date` was called after `waitMs`. */
export function judge(
  track: Track,
  { lane, learnedMs, estimate }: Forecast,
  { waitMs, date }: { readonly waitMs: number; readonly date: string },
): Track {
  const isHit = waitMs >= estimate.lowMs && waitMs <= estimate.highMs;
  const next = withRatio(track, { lane, learnedMs }, waitMs);
  return { ...next, hits: [...track.hits, { date, isHit }].slice(-LONG_COVERAGE_TICKETS) };
}

/** As `judge` for a ticket that had no band yet. */
export function withRatio(track: Track, what: Pick<Forecast, 'lane' | 'learnedMs'>, waitMs: number): Track {
  const ratio = waitMs / Math.max(what.learnedMs, LEAST_LEARNED_MS);
  const ratios = [...track[what.lane].ratios, ratio].slice(-RATIOS_KEPT);
  return { ...track, [what.lane]: laneTrack(ratios) };
}

function laneTrack(ratios: readonly number[]): LaneTrack {
  const quantile = (sample: readonly number[], p: number): number => quantileType7(sample, p) ?? 1;
  return {
    ratios,
    low: quantile(ratios, BAND.low),
    high: quantile(ratios, BAND.high),
    // The square root halves a deviation: some of it is chance.
    pace: Math.sqrt(quantile(ratios.slice(-PACE_TICKETS), 0.5)),
  };
}

/**
 * Less than 60 % of the last 50 bands held the wait: better to say nothing for a while. Those of `date` count one by
 * one; for the rest of the 50, as long as there are fewer, the share of the last 200 stands in.
 */
export function hasPoorCoverage({ hits }: Track, date: string): boolean {
  if (hits.length < COVERAGE_TICKETS) return false;
  const today = hits.slice(-COVERAGE_TICKETS).filter((hit) => hit.date === date);
  const share = countHits(hits) / hits.length;
  return countHits(today) + (COVERAGE_TICKETS - today.length) * share < LEAST_COVERAGE * COVERAGE_TICKETS;
}

function countHits(hits: readonly Hit[]): number {
  return hits.filter(({ isHit }) => isHit).length;
}
