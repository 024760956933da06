import { daysNewestFirst } from './days.ts';
import { NO_TAP_FLAGS, RULES_REACH_MS, tapFlags } from './kiosk-rules.ts';
import { touch } from './legs.ts';
import { setAsideBy } from './rating-flags.ts';
import type { Day, Hall, Leg, RatingEntry, Work } from './state.ts';
import type { RecordFlag } from './visit.ts';

/** The ratings of a hall: entering, finding and judging again. What an event means stands in apply-rating.ts. */

/** Newest first, as many as a board shows. */
const LAST_RATINGS = 12;

/** The rating with this id on any day that the hall holds. */
export function ratingEntry(hall: Hall, rating: string): RatingEntry | null {
  for (const day of daysNewestFirst(hall)) {
    const entry = day.ratingsById.get(rating);
    if (entry !== undefined) return entry;
  }
  return null;
}

/** A rating that was not taken back stands for it, counted or not. */
export function hasRating(leg: Leg): boolean {
  return leg.ratings.some((rating) => !rating.flags.includes('withdrawn'));
}

/** Lists a new rating, whose record has no flags yet. */
export function enter(work: Work, day: Day, entry: RatingEntry): void {
  const { record, leg } = entry;
  day.ratingsById.set(record.rating, entry);
  day.ratings.push(record);
  work.draft.ratings.add(record);
  if (leg !== null) {
    leg.ratings.push(record);
    rateLeg(work, leg);
  }
  const { lastRatings } = work.hall;
  lastRatings.unshift(record);
  if (lastRatings.length > LAST_RATINGS) lastRatings.pop();
  judge(work, entry);
  if (record.channel === 'kiosk') {
    const taps = tapsOf(day, entry.src);
    taps.splice(firstAfter(taps, record.tappedAt), 0, entry);
    judgeTaps(work, taps, record.tappedAt);
  }
}

/** What was taken back stays listed and does not count; to the rules about taps it is as if it had not been. */
export function withdraw(work: Work, entry: RatingEntry): void {
  entry.ownFlags.add('withdrawn');
  entry.tapFlags = NO_TAP_FLAGS;
  judge(work, entry);
  const taps = work.hall.days.get(entry.record.date)?.taps.get(entry.src) ?? [];
  const index = taps.indexOf(entry);
  if (index < 0) return;
  taps.splice(index, 1);
  judgeTaps(work, taps, entry.record.tappedAt);
}

function tapsOf(day: Day, kiosk: string): RatingEntry[] {
  let taps = day.taps.get(kiosk);
  if (taps === undefined) day.taps.set(kiosk, (taps = []));
  return taps;
}

/** Judges again what a tap that came or went at `around` may have changed. */
function judgeTaps(work: Work, taps: readonly RatingEntry[], around: number): void {
  const from = firstAfter(taps, around - 2 * RULES_REACH_MS - 1);
  const near = taps.slice(from, firstAfter(taps, around + 2 * RULES_REACH_MS));
  const flags = tapFlags(near.map(({ record }) => record));
  near.forEach((entry, index) => {
    const isReached = Math.abs(entry.record.tappedAt - around) <= RULES_REACH_MS;
    if (!isReached || entry.tapFlags === flags[index]) return;
    entry.tapFlags = flags[index]!;
    judge(work, entry);
  });
}

/** Index of the first tap later than `at`; `taps` ascend by time. */
function firstAfter(taps: readonly RatingEntry[], at: number): number {
  let [low, high] = [0, taps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (taps[middle]!.record.tappedAt <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Brings the flags of a record up to date. */
function judge(work: Work, { record, leg, ownFlags, tapFlags: others }: RatingEntry): void {
  const flags = [...new Set<RecordFlag>([...ownFlags, ...others])].toSorted();
  if (flags.join() === record.flags.join()) return;
  record.flags = flags;
  record.counted = setAsideBy({ flags, channel: record.channel }).length === 0;
  work.draft.ratings.add(record);
  if (leg !== null) rateLeg(work, leg);
}

function rateLeg(work: Work, leg: Leg): void {
  leg.visit.rated = leg.ratings.some((rating) => rating.counted);
  touch(work, leg);
}
