import type { EventBody, HallEvent } from '#contract/events.ts';
import type { RatingReply } from '#contract/local-api.ts';
import type { Problem } from '#contract/problems.ts';
import type { Recorder } from './recorder.ts';

/** A refusal is final: sending the same again will not help. */
export interface PageRefusal {
  readonly code: 'unknown-counter' | 'unknown-rating' | 'too-late' | 'does-not-fit' | 'survey-changed' | 'too-long';
  readonly message: string;
  readonly problems?: readonly Problem[];
}

/** What became of something that a page sent; stored means durable. */
export type PageAnswer =
  | { readonly kind: 'stored'; readonly reply: RatingReply }
  | { readonly kind: 'refused'; readonly refusal: PageRefusal };

export function refused(code: PageRefusal['code'], message: string, problems?: readonly Problem[]): PageAnswer {
  return { kind: 'refused', refusal: { code, message, ...(problems === undefined ? {} : { problems }) } };
}

export function storedBefore(rating: string, seq: number): PageAnswer {
  return { kind: 'stored', reply: { rating, seq, stored: 'before' } };
}

/** Stores one event about `rating` durably. Throws JournalError when the disk refuses. */
export function storeNow(recorder: Pick<Recorder, 'record'>, rating: string, body: EventBody): PageAnswer {
  const stored: HallEvent | undefined = recorder.record([body]).find(({ type }) => type === body.type);
  // Checked against the contract before: only a fault of ours comes here.
  if (stored === undefined) throw new Error(`${body.type} of ${rating} does not fit the contract`);
  return { kind: 'stored', reply: { rating, seq: stored.seq, stored: 'now' } };
}
