import { parseEventLine } from '#contract/events.ts';
import type { DayRecords, RatingRecord, Visit } from '#rubric/hall/visit.ts';
import type { Reader } from '../store/database.ts';
import { findDayFacts } from '../store/scoring/find-day-facts.ts';
import { findJournalLines, type JournalLine } from '../store/scoring/find-journal-lines.ts';
import type { DaySource } from './day-follower.ts';
import { isWhole } from './scored-day.ts';
import type { TicketView } from './wire.ts';

/** What is asked for: a visit of a day, or a rating with the visit that it belongs to. */
export interface TicketQuestion {
  readonly branch: string;
  readonly date: string;
  readonly of: { readonly visit: string } | { readonly rating: string };
}

/** A machine's report may reach the journal a little before or after what it belongs to. */
const MARGIN_MS = 600_000;

/** A ticket with everything recorded of it; null when nothing was ever known of it. */
export async function ticketView(
  reader: Reader,
  days: DaySource,
  { branch, date, of }: TicketQuestion,
): Promise<TicketView | null> {
  const records = await days.day(branch, date);
  const facts = await findDayFacts(reader, branch, date);
  if (records === null) return facts.length > 0 ? REMOVED : null;
  const { legs, ratings } = belonging(records, of);
  if (legs.length === 0 && ratings.length === 0) {
    const rated = facts.reduce((sum, fact) => sum + fact.rated, 0);
    // When rows of the day are missing, this one may have been among them.
    return isWhole(records, await days.rollups(branch, date), rated) ? null : REMOVED;
  }
  const lines = await findJournalLines(reader, branch, spanOf(legs, ratings));
  const ids = new Set(ratings.map(({ rating }) => rating));
  const tickets = new Set(legs.map(({ ticket }) => ticket));
  return {
    state: 'kept',
    timeZone: records.timeZone,
    legs,
    ratings,
    events: lines.filter((line) => names(line, tickets, ids)),
  };
}

const REMOVED: TicketView = { state: 'removed' };

interface Belonging {
  readonly legs: readonly Visit[];
  readonly ratings: readonly RatingRecord[];
}

function belonging(records: DayRecords, of: TicketQuestion['of']): Belonging {
  if ('visit' in of) return ofVisit(records, of.visit);
  const rating = records.ratings.find((each) => each.rating === of.rating);
  if (rating === undefined) return { legs: [], ratings: [] };
  return rating.visit === null ? { legs: [], ratings: [rating] } : ofVisit(records, rating.visit);
}

function ofVisit({ visits, ratings }: DayRecords, visit: string): Belonging {
  const legs = visits.filter(({ id }) => id === visit).toSorted((a, b) => a.leg - b.leg);
  return { legs, ratings: ratings.filter((rating) => rating.visit === visit) };
}

/** From the first to the last moment that anything is known of. */
function spanOf(
  legs: readonly Visit[],
  ratings: readonly RatingRecord[],
): { readonly from: number; readonly to: number } {
  const times = [
    ...legs.flatMap((leg) => [leg.issuedAt, leg.firstCalledAt, leg.lastCalledAt, leg.invitedAt, leg.finishedAt]),
    ...ratings.flatMap(({ at, tappedAt }) => [at, tappedAt]),
  ].filter((at) => at !== null);
  return { from: Math.min(...times) - MARGIN_MS, to: Math.max(...times) + MARGIN_MS };
}

function names({ line }: JournalLine, tickets: ReadonlySet<string>, ratings: ReadonlySet<string>): boolean {
  const parsed = parseEventLine(line);
  if (parsed.kind !== 'event') return false;
  const { ticket, rating } = parsed.event as { readonly ticket?: string; readonly rating?: string };
  return (ticket !== undefined && tickets.has(ticket)) || (rating !== undefined && ratings.has(rating));
}
