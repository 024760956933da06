import { parseEventLine, type HallEvent } from '#contract/events.ts';
import type { TicketNumber } from '#contract/ids.ts';
import type { TicketHistory } from '#contract/lobby-view.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import type { Hall } from '#rubric/hall/state.ts';
import type { Visit } from '#rubric/hall/visit.ts';
import { serviceOf } from '#rubric/metrics/service.ts';
import { waitOf } from '#rubric/metrics/wait.ts';
import type { Journal } from '../ports.ts';
import { dayRows } from './day-rows.ts';

const MOST_CANDIDATES = 26;
const MOST_VISITS = 64;
const MOST_STEPS = 500;
/** Events that are a step of a ticket; alerts and surveys also name tickets. */
const OF_TICKETS = /^(?:ticket\.|rating\.|wait\.estimated$)/;

/**
 * What happened to a number on the newest day: the number itself in either case, else those that read the same without
 * prefix or leading zeros ("12", "a12"), else those that end with the digits.
 */
export function ticketHistory(
  query: TicketNumber,
  { hall, journal }: { readonly hall: Hall; readonly journal: Pick<Journal, 'read' | 'checkpoint'> },
): TicketHistory {
  const day = hall.newestDay === null ? null : dayRecords(hall, hall.newestDay.date);
  const all = day?.visits ?? [];
  const found = meant(query, [...new Set(all.map((visit) => visit.ticket))]) as readonly TicketNumber[];
  const [ticket, ...others] = found;
  if (ticket === undefined) return { ticket: query, visits: [], steps: [] };
  if (others.length > 0) {
    return { ticket: query, candidates: found.slice(0, MOST_CANDIDATES), visits: [], steps: [] };
  }
  const events = eventsOf(ticket, journal);
  const visits = all.filter((visit) => visit.ticket === ticket).slice(-MOST_VISITS);
  return {
    ticket,
    visits: visits.map(historyOf),
    steps: events.slice(-MOST_STEPS).map((event) => ({
      seq: event.seq,
      at: event.at,
      type: event.type,
      counter: 'counter' in event ? (event.counter ?? null) : null,
      inferred: event.inferred === true,
    })),
  };
}

function meant(query: string, numbers: readonly string[]): readonly string[] {
  const wanted = query.toUpperCase();
  const exact = numbers.filter((number) => number.toUpperCase() === wanted);
  if (exact.length > 0) return exact;
  const { prefix, digits } = partsOf(wanted);
  if (digits === '') return [];
  const same = numbers.filter((number) => {
    const parts = partsOf(number.toUpperCase());
    return (prefix === '' || parts.prefix === prefix) && parts.digits !== '' && Number(parts.digits) === Number(digits);
  });
  if (same.length > 0 || prefix !== '') return same;
  return numbers.filter((number) => number.endsWith(digits));
}

function partsOf(number: string): { readonly prefix: string; readonly digits: string } {
  const digits = /\d*$/.exec(number)?.[0] ?? '';
  return { prefix: number.slice(0, number.length - digits.length), digits };
}

function eventsOf(ticket: string, journal: Pick<Journal, 'read' | 'checkpoint'>): readonly HallEvent[] {
  const named = `"ticket":"${ticket}"`;
  const events: HallEvent[] = [];
  for (const { line } of dayRows(journal)) {
    // A look at the text spares the parsing of a whole day; a comment may quote it, the event decides.
    if (!line.includes(named)) continue;
    const parsed = parseEventLine(line);
    if (parsed.kind !== 'event' || !OF_TICKETS.test(parsed.event.type)) continue;
    if ('ticket' in parsed.event && parsed.event.ticket === ticket) events.push(parsed.event);
  }
  return events;
}

function historyOf(visit: Visit): TicketHistory['visits'][number] {
  const { id, leg, service, class: customerClass, outcome, estimate, flags } = visit;
  return {
    id,
    leg,
    service,
    class: customerClass,
    outcome,
    waitMs: waitOf(visit),
    serviceMs: serviceOf(visit),
    estimate,
    flags: flags.slice(0, 16),
  };
}
