import type { Clock } from '#contract/clock.ts';
import type { EventOf } from '#contract/events.ts';
import type { TicketNumber } from '#contract/ids.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import type { RatingRequest } from '#contract/local-api.ts';
import type { Problem } from '#contract/problems.ts';
import type { Site } from '#devices/sites/site.ts';
import { knownTicket, ticketToRate } from '#rubric/hall/kiosk-binding.ts';
import type { Hall } from '#rubric/hall/state.ts';
import type { Journal } from '../ports.ts';
import { refused, storedBefore, storeNow, type PageAnswer } from './page-answer.ts';
import type { Recorder } from './recorder.ts';
import { screenText } from './screening.ts';

export interface KioskRatingOptions {
  readonly site: Site;
  readonly journal: Pick<Journal, 'findRating'>;
  readonly recorder: Pick<Recorder, 'record' | 'hall'>;
  readonly clock: Clock;
  /** The settings in force. */
  readonly kiosk: () => Pick<KioskSettings, 'reasons'>;
}

/**
 * Stores a rating from a page durably, once per id. A ticket or a reason that the hall does not know costs the binding
 * or the reason, never the rating. Throws JournalError when the disk refuses.
 */
export function rateFromKiosk(options: KioskRatingOptions, request: RatingRequest): PageAnswer {
  const { rating, counter } = request;
  const before = options.journal.findRating(rating);
  if (before !== null) return storedBefore(rating, before);
  const problems = counterProblems(options.site, counter);
  if (problems.length > 0) return refused('unknown-counter', `This hall has no counter "${counter}".`, problems);
  return storeNow(options.recorder, rating, eventOf(options, request));
}

function eventOf(options: KioskRatingOptions, request: RatingRequest): EventOf<'rating.given'> {
  const { rating, level, scale, counter } = request;
  const at = options.clock.now();
  const known = options.kiosk().reasons.map(({ id }) => id);
  const reasons = [...new Set(request.reasons)].filter((reason) => known.includes(reason));
  const comment = screenText(request.comment ?? '');
  const ticket = boundTicket(options.recorder.hall, request, at);
  return {
    type: 'rating.given',
    at,
    src: kioskSource(request.kiosk),
    rating,
    channel: 'kiosk',
    level,
    scale,
    ...(counter === undefined ? {} : { counter }),
    ...(ticket === null ? {} : { ticket }),
    ...delayOf(request.delayedMs),
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(comment === null ? {} : { comment }),
  };
}

/** What the customer shows outweighs what the counter suggests; a wrong number is not replaced by a guess. */
function boundTicket(hall: Hall, request: RatingRequest, at: number): TicketNumber | null {
  const { ticket, counter, delayedMs = 0 } = request;
  if (ticket !== undefined || counter === undefined) return ticketOf(hall, ticket);
  return ticketToRate(hall, counter, at - delayedMs) as TicketNumber | null;
}

/** The ticket that a page names, as the hall writes it; null when it is none of today. */
export function ticketOf(hall: Hall, ticket: string | undefined): TicketNumber | null {
  return ticket === undefined ? null : (knownTicket(hall, ticket) as TicketNumber | null);
}

/** Source of the events of one kiosk: the rules about taps hold for each kiosk by itself. */
export function kioskSource(kiosk: string | undefined): string {
  return kiosk === undefined ? 'kiosk' : `kiosk-${kiosk}`;
}

export function delayOf(delayedMs: number | undefined): { delayedMs?: number } {
  return delayedMs === undefined || delayedMs === 0 ? {} : { delayedMs };
}

export function counterProblems(site: Pick<Site, 'counters'>, counter: string | undefined): readonly Problem[] {
  if (counter === undefined || site.counters.some(({ id }) => id === counter)) return [];
  return [{ path: 'counter', expected: `a counter of this hall, "${counter}" is none` }];
}
