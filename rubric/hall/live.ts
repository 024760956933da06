import type { BranchId, CounterId, TicketNumber } from '#contract/ids.ts';
import type { LiveCounter, LiveQueue, LiveSnapshot } from '#contract/live.ts';
import type { WaitingTicket } from '#contract/lobby-view.ts';
import { countDay } from '../metrics/tickets.ts';
import { meanMs, waitOf, wasAttended } from '../metrics/wait.ts';
import { percentileOfSorted } from '../statistics/summary.ts';
import { localDate } from './days.ts';
import { dayRecords } from './hall.ts';
import { queueKey } from './queue.ts';
import type { Counter, Hall, Leg } from './state.ts';

/** The hall now: who waits, what every counter does, the day so far. */

/** Tickets that wait, longest first; ties by number. */
export function waitingTickets(hall: Hall): readonly WaitingTicket[] {
  return [...hall.waiting]
    .flatMap((leg) => waitingTicket(leg))
    .toSorted((a, b) => a.issuedAt - b.issuedAt || compareText(a.ticket, b.ticket));
}

function waitingTicket({ visit }: Leg): WaitingTicket[] {
  if (visit.issuedAt === null) return [];
  const ticket = visit.ticket as TicketNumber;
  return [{ ticket, service: visit.service, class: visit.class, issuedAt: visit.issuedAt }];
}

/** The live message of a branch at `at` (epoch ms). `date` is the newest day the hall holds. */
export function liveSnapshot(hall: Hall, branch: BranchId, at: number): LiveSnapshot {
  return {
    v: 1,
    branch,
    at,
    date: hall.newestDay?.date ?? localDate(at, hall.timeZone),
    upto: hall.upto,
    queues: liveQueues(hall),
    counters: [...hall.counters.values()].map(liveCounter).toSorted((a, b) => compareNumbers(a.counter, b.counter)),
    lastCalls: hall.lastCalls.map((call) => ({
      ticket: call.ticket as TicketNumber,
      counter: call.counter as CounterId,
      at: call.at,
    })),
    lastRatings: hall.lastRatings.slice(0, 8).map((rating) => ({
      at: rating.at,
      level: rating.level,
      scale: rating.scale,
      channel: rating.channel,
      counter: rating.counter === null ? null : (rating.counter as CounterId),
    })),
    today: today(hall, at),
  };
}

function liveQueues(hall: Hall): LiveQueue[] {
  const queues = new Map<string, LiveQueue>();
  for (const { visit } of hall.waiting) {
    const key = queueKey(visit);
    const queue = queues.get(key) ?? { service: visit.service, class: visit.class, waiting: 0, oldestIssuedAt: null };
    queue.waiting += 1;
    if (visit.issuedAt !== null) queue.oldestIssuedAt = Math.min(queue.oldestIssuedAt ?? Infinity, visit.issuedAt);
    queues.set(key, queue);
  }
  return [...queues].toSorted(([a], [b]) => compareText(a, b)).map(([, queue]) => queue);
}

function liveCounter(counter: Counter): LiveCounter {
  const leg = counter.current ?? (counter.state === 'rating' ? (counter.invitation?.leg ?? null) : null);
  return {
    counter: counter.id as CounterId,
    state: counter.state,
    ticket: leg === null ? null : (leg.visit.ticket as TicketNumber),
    teller: counter.teller,
    since: counter.since,
  };
}

const NOTHING: LiveSnapshot['today'] = {
  issued: 0,
  served: 0,
  abandoned: 0,
  waiting: 0,
  overtime: 0,
  meanWaitMs: null,
  p90WaitMs: null,
  ratings: { invited: 0, given: 0, satisfied: 0 },
};

function today(hall: Hall, at: number): LiveSnapshot['today'] {
  const records = hall.newestDay === null ? null : dayRecords(hall, hall.newestDay.date);
  if (records === null) return NOTHING;
  const { resetAtClose: _, ...counts } = countDay(records, at);
  const waits = records.visits
    .filter(wasAttended)
    .flatMap((visit) => waitOf(visit) ?? [])
    .toSorted((a, b) => a - b);
  const counted = records.ratings.filter((rating) => rating.counted);
  return {
    ...counts,
    meanWaitMs: meanMs(waits),
    p90WaitMs: percentileOfSorted(waits, 90),
    ratings: {
      invited: records.visits.filter((visit) => visit.invitedAt !== null).length,
      given: counted.length,
      satisfied: counted.filter((rating) => rating.level4 >= 3).length,
    },
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** "2" before "10", numbers before names. */
function compareNumbers(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return Number.isNaN(x) || x === y ? compareText(a, b) : x - y;
}
