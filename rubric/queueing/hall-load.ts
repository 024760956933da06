import { queueKey, type Queue } from '../hall/queue.ts';
import type { Visit } from '../hall/visit.ts';
import { serviceOf } from '../metrics/service.ts';
import { percentileOfSorted } from '../statistics/summary.ts';
import type { HallLoad } from './play-through.ts';

/** What today's records say about arrivals, services and changeovers: what a play-through draws from. Times in ms. */

/** Arrivals of the last hour, services of the last three: what was before says less about the next half hour. */
const ARRIVALS_MS = 3_600_000;
const SERVICES_MS = 3 * 3_600_000;
/** A rate over less than this is chance. */
const SHORTEST_RATE_MS = 600_000;
/** So many services make a distribution; with fewer recent ones the whole day counts. */
export const ENOUGH_SERVICES = 10;
/** A longer gap between two services is a break, not a changeover. */
const LONGEST_CHANGEOVER_MS = 300_000;
const HOUR_MS = 3_600_000;

export interface DayFacts {
  readonly at: number;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** Legs of the running day. */
  readonly visits: readonly Visit[];
}

export function loadOf(facts: DayFacts, waiting: HallLoad['waiting']): HallLoad {
  return {
    waiting,
    arrivals: arrivalRates(facts),
    doorsMs: facts.closesAt === null ? Infinity : Math.max(0, facts.closesAt - facts.at),
    services: recentServices(facts),
    changeoverMs: changeoverMs(facts.visits),
  };
}

/** Tickets issued in the last hour, or since the hall opened, per queue and hour. */
function arrivalRates({ at, opensAt, visits }: DayFacts): HallLoad['arrivals'] {
  const issued = visits.filter(({ leg, issuedAt }) => leg === 1 && issuedAt !== null && issuedAt <= at);
  const first = issued.reduce((earliest, { issuedAt }) => Math.min(earliest, issuedAt!), at);
  const from = Math.max(at - ARRIVALS_MS, Math.min(first, opensAt ?? at));
  const overMs = Math.max(at - from, SHORTEST_RATE_MS);
  const queues = new Map<string, Queue & { tickets: number }>();
  for (const visit of issued) {
    if (visit.issuedAt! < at - overMs) continue;
    const key = queueKey(visit);
    queues.set(key, { service: visit.service, class: visit.class, tickets: (queues.get(key)?.tickets ?? 0) + 1 });
  }
  return [...queues.values()].map(({ tickets, ...queue }) => ({ ...queue, perHour: (tickets * HOUR_MS) / overMs }));
}

/** Services that ended lately and whose end was reported. */
export function recentServices({ at, visits }: Pick<DayFacts, 'at' | 'visits'>): HallLoad['services'] {
  const known = visits.flatMap((visit) => {
    const durationMs = serviceOf(visit);
    return durationMs === null ? [] : [{ service: visit.service, durationMs, finishedAt: visit.finishedAt! }];
  });
  const recent = known.filter(({ finishedAt }) => finishedAt > at - SERVICES_MS);
  const taken = recent.length >= ENOUGH_SERVICES ? recent : known;
  return taken.map(({ service, durationMs }) => ({ service, durationMs }));
}

/**
 * Median time between the end of a service and the next call at that counter, where the next customer waited already:
 * farewell, rating, preparing. 0 when that never happened.
 */
function changeoverMs(visits: readonly Visit[]): number {
  const gaps: number[] = [];
  const lastAt = new Map<string, Visit>();
  const called = visits.filter((visit) => visit.counter !== null && visit.lastCalledAt !== null);
  for (const visit of called.toSorted((a, b) => a.lastCalledAt! - b.lastCalledAt!)) {
    const before = lastAt.get(visit.counter!);
    lastAt.set(visit.counter!, visit);
    if (before === undefined || serviceOf(before) === null) continue;
    const gap = visit.lastCalledAt! - before.finishedAt!;
    const hadToWait = visit.issuedAt !== null && visit.issuedAt <= before.finishedAt!;
    if (hadToWait && gap >= 0 && gap <= LONGEST_CHANGEOVER_MS) gaps.push(gap);
  }
  return (
    percentileOfSorted(
      gaps.toSorted((a, b) => a - b),
      50,
    ) ?? 0
  );
}

/** Median service time, of the service itself where there are enough, else of all; null with too few. */
export function usualServiceMs(services: HallLoad['services'], service: string | null): number | null {
  const own = services.filter((each) => each.service === service);
  const taken = own.length >= ENOUGH_SERVICES ? own : services;
  if (taken.length < ENOUGH_SERVICES) return null;
  return percentileOfSorted(
    taken.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b),
    50,
  );
}
