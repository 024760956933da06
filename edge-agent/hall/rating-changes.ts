import type { Clock } from '#contract/clock.ts';
import { parseEventLine, type EventOf } from '#contract/events.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import type { RatingDetailRequest } from '#contract/local-api.ts';
import { WITHDRAW_MS } from '#rubric/hall/apply-rating-change.ts';
import { ratingEntry } from '#rubric/hall/rating-book.ts';
import type { Journal } from '../ports.ts';
import { refused, storedBefore, storeNow, type PageAnswer } from './page-answer.ts';
import type { Recorder } from './recorder.ts';
import { screenText } from './screening.ts';

/** What a customer adds to a kiosk rating, and taking it back. Each may be repeated: stored once. */

export interface RatingChangeOptions {
  readonly journal: Pick<Journal, 'findRating' | 'read'>;
  readonly recorder: Pick<Recorder, 'record' | 'hall'>;
  readonly clock: Clock;
  /** The settings in force. */
  readonly kiosk: () => Pick<KioskSettings, 'reasons'>;
}

type Given = EventOf<'rating.given'> & { readonly seq: number };

/** Replaces reasons and comment of a rating as a whole. Throws JournalError when the disk refuses. */
export function detailRating(options: RatingChangeOptions, rating: string, request: RatingDetailRequest): PageAnswer {
  const given = kioskRating(options.journal, rating);
  if (given === null) return unknown(rating);
  // A page may be older than the configuration: what is not offered any more is left out, the rest is kept.
  const offered = new Set(options.kiosk().reasons.map(({ id }) => id));
  const reasons = [...new Set(request.reasons)].filter((reason) => offered.has(reason));
  const comment = screenText(request.comment);
  const entry = ratingEntry(options.recorder.hall, rating);
  if (entry !== null) {
    const { record, detailSeq } = entry;
    const isSame = record.reasons.join() === reasons.join() && record.comment === comment;
    if (isSame) return storedBefore(rating, detailSeq);
  }
  return storeNow(options.recorder, rating, {
    type: 'rating.detailed',
    at: options.clock.now(),
    src: given.src,
    rating,
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(comment === null ? {} : { comment }),
  });
}

/** Takes a rating back, within WITHDRAW_MS after it was stored. Throws JournalError when the disk refuses. */
export function withdrawRating(options: RatingChangeOptions, rating: string): PageAnswer {
  const given = kioskRating(options.journal, rating);
  if (given === null) return unknown(rating);
  const before = ratingEntry(options.recorder.hall, rating)?.withdrawnSeq ?? null;
  if (before !== null) return storedBefore(rating, before);
  const at = options.clock.now();
  if (at - given.at > WITHDRAW_MS) {
    return refused('too-late', `A rating can be taken back for ${WITHDRAW_MS / 1_000} s; this one stands.`);
  }
  return storeNow(options.recorder, rating, { type: 'rating.withdrawn', at, src: given.src, rating });
}

/** From the journal: the hall lets go of a rating with its day. What was given at a counter is not a page's to change. */
function kioskRating(journal: RatingChangeOptions['journal'], rating: string): Given | null {
  const seq = journal.findRating(rating);
  const row = seq === null ? undefined : journal.read(seq, 1)[0];
  if (row === undefined) return null;
  const parsed = parseEventLine(row.line);
  if (parsed.kind !== 'event' || parsed.event.type !== 'rating.given') return null;
  return parsed.event.channel === 'kiosk' ? parsed.event : null;
}

function unknown(rating: string): PageAnswer {
  return refused('unknown-rating', `This agent has stored no rating "${rating}" of a kiosk.`);
}
