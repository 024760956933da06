import { daysNewestFirst } from './days.ts';
import { hasRating } from './rating-book.ts';
import type { Day, Hall } from './state.ts';
import type { Visit } from './visit.ts';

/** Which ticket a rating from a kiosk is about, asked before it is journalled. Never a guess: null when unclear. */

/**
 * Someone who names the counter and no ticket means the service that has just ended there; after this long it is
 * more likely a later customer, or one who was never served there. Own limit, no source names one.
 */
export const COUNTER_BIND_MS = 15 * 60_000;

/** The number as the hall knows it (spaces and lower case are a scanner's or a customer's), null when it does not. */
export function knownTicket(hall: Hall, ticket: string): string | null {
  const plain = ticket.trim();
  for (const day of daysNewestFirst(hall)) {
    const found = [plain, plain.toUpperCase()].find((each) => day.slots.has(each));
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * The ticket finished last at a counter, as of `tappedAt` (epoch ms), if it is not rated yet. Where nobody reports the
 * end of a service, the customer at the kiosk may as well be the one whose ticket still stands at the counter: null.
 */
export function ticketToRate(hall: Hall, counter: string, tappedAt: number): string | null {
  for (const day of daysNewestFirst(hall)) {
    const last = lastFinished(day, counter, tappedAt);
    if (last !== null) return isRateable(day, last) ? last.ticket : null;
  }
  return null;
}

function lastFinished({ visits }: Day, counter: string, tappedAt: number): Visit | null {
  let last: Visit | null = null;
  for (const visit of visits) {
    const { finishedAt, outcome } = visit;
    if (visit.counter !== counter || (outcome !== 'served' && outcome !== 'transferred')) continue;
    if (finishedAt === null || finishedAt > tappedAt || finishedAt < tappedAt - COUNTER_BIND_MS) continue;
    if (last === null || finishedAt >= last.finishedAt!) last = visit;
  }
  return last;
}

function isRateable(day: Day, visit: Visit): boolean {
  if (visit.ambiguous || visit.finishInferred) return false;
  const ended = day.slots.get(visit.ticket)?.ended ?? null;
  return ended !== null && ended.visit === visit && !hasRating(ended);
}
