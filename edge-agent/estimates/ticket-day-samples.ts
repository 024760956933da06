import { CLASS_OF_PRIORITY } from '#devices/conversion/ticket-day-site.ts';
import { readTicketDay, ticketDayDates, type DayTicket } from '#devices/conversion/ticket-day.ts';
import type { WaitingGroup, WaitSample } from '#rubric/prediction/question.ts';

export type TicketDaySamples =
  | { readonly ok: true; readonly samples: readonly WaitSample[]; readonly problems: number }
  | { readonly ok: false; readonly message: string };

/**
 * Every day of a ticket-day file as past waits, without going through bytes: the file knows when a customer hung up,
 * so such a ticket stops standing ahead at that moment (as a cancelled one), and it knows who did not have to queue
 * (wait 0), so those found a counter free. Hung-up tickets are no samples: nobody called them.
 */
export function ticketDaySamples(tsv: string, timeZone: string): TicketDaySamples {
  const samples: WaitSample[] = [];
  let problems = 0;
  for (const date of ticketDayDates(tsv)) {
    const reading = readTicketDay(tsv, date, timeZone);
    if (!reading.ok) return { ok: false, message: reading.message };
    problems += reading.day.problems.length;
    samples.push(...samplesOf(reading.day.tickets, date, timeZone));
  }
  if (samples.length === 0) return { ok: false, message: 'no row holds a date and a called ticket' };
  return { ok: true, samples, problems };
}

function samplesOf(tickets: readonly DayTicket[], date: string, timeZone: string): readonly WaitSample[] {
  const inOrder = tickets.toSorted((a, b) => a.issuedAt - b.issuedAt || a.line - b.line);
  let waiting: DayTicket[] = [];
  return inOrder.flatMap((ticket) => {
    waiting = waiting.filter((other) => other.waitedUntil > ticket.issuedAt);
    const sample = ticket.service === null ? [] : [sampleOf(ticket, waiting, { date, timeZone })];
    if (ticket.waitedUntil > ticket.issuedAt) waiting.push(ticket);
    return sample;
  });
}

function sampleOf(
  ticket: DayTicket,
  waiting: readonly DayTicket[],
  { date, timeZone }: { readonly date: string; readonly timeZone: string },
): WaitSample {
  const { issuedAt, waitedUntil: calledAt } = ticket;
  const free = calledAt === issuedAt;
  const groups = free ? [] : groupsOf(waiting);
  return {
    date,
    ...queueOf(ticket),
    hour: Temporal.Instant.fromEpochMilliseconds(issuedAt).toZonedDateTimeISO(timeZone).hour,
    free,
    issuedAt,
    calledAt,
    ahead: groups.map(({ tickets, ...queue }): WaitingGroup => ({ ...queue, count: tickets.length })),
    calledBefore: groups.map(({ tickets }) => tickets.filter((other) => wasCalledBy(other, calledAt)).length),
    oldestAheadMs: free ? 0 : waiting.reduce((most, other) => Math.max(most, issuedAt - other.issuedAt), 0),
  };
}

function wasCalledBy({ service }: DayTicket, at: number): boolean {
  return service !== null && service.calledAt <= at;
}

function queueOf({ type, priority }: DayTicket) {
  return { service: type.toLowerCase(), class: CLASS_OF_PRIORITY[priority] };
}

function groupsOf(waiting: readonly DayTicket[]) {
  const groups = Map.groupBy(waiting, ({ type, priority }) => `${type} ${priority}`);
  return [...groups.values()].map((tickets) => ({ ...queueOf(tickets[0]!), tickets }));
}
