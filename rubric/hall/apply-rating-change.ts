import type { EventOf } from '#contract/events.ts';
import { ratingEntry, withdraw } from './rating-book.ts';
import { noteAnomaly, type Work } from './state.ts';

/** What a customer adds to a rating, and taking it back. */

/**
 * A rating can be taken back on the thank-you screen of the same customer, not by somebody who comes later. Counted
 * from when the agent took it, since a page that was cut off delivers both late. Own limit, no source names one.
 */
export const WITHDRAW_MS = 60_000;

type Numbered<T> = T & { readonly seq: number };

/** Replaces reasons and comment as a whole. */
export function onDetailed(work: Work, event: Numbered<EventOf<'rating.detailed'>>): void {
  const entry = ratingEntry(work.hall, event.rating);
  if (entry === null) {
    noteAnomaly(work, 'rating-unknown');
    return;
  }
  entry.record.reasons = event.reasons ?? [];
  entry.record.comment = event.comment ?? null;
  entry.detailSeq = event.seq;
  work.draft.ratings.add(entry.record);
}

export function onWithdrawn(work: Work, event: Numbered<EventOf<'rating.withdrawn'>>): void {
  const entry = ratingEntry(work.hall, event.rating);
  if (entry === null) {
    noteAnomaly(work, 'rating-unknown');
    return;
  }
  if (entry.withdrawnSeq !== null) return;
  if (event.at - entry.record.at > WITHDRAW_MS) {
    noteAnomaly(work, 'withdrawn-late');
    return;
  }
  entry.withdrawnSeq = event.seq;
  withdraw(work, entry);
}
