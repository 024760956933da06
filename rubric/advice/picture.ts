import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { CounterStateName } from '#contract/live.ts';
import { dayRecords } from '../hall/hall.ts';
import { waitingTickets } from '../hall/live.ts';
import { queueKey, takesService, type CounterServices, type Queue } from '../hall/queue.ts';
import type { Hall } from '../hall/state.ts';
import type { Visit } from '../hall/visit.ts';

/** One picture of the hall as a person would take it in: what advice, alerts and the play-through look at. */

export interface WaitingNow extends Queue {
  readonly ticket: TicketNumber;
  /** ms, never negative: a clock set back makes nobody younger than new. */
  readonly ageMs: number;
}

export interface CounterNow {
  readonly counter: CounterId;
  /** Null = takes every service. */
  readonly services: readonly string[] | null;
  readonly state: CounterStateName;
  /** How long it has been so; 0 for a counter that was not heard of yet. */
  readonly forMs: number;
  /** What stands there. */
  readonly ticket: TicketNumber | null;
  readonly service: string | null;
}

export interface HallPicture {
  readonly at: number;
  /** A business day is running. */
  readonly isOpen: boolean;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** Wait target per class, ms. */
  readonly targets: Readonly<Record<string, number>>;
  /** Longest wait first. */
  readonly waiting: readonly WaitingNow[];
  /** In the order of the branch's own list, those it does not list last. */
  readonly counters: readonly CounterNow[];
  /** Legs of the running day, in the order they began. */
  readonly visits: readonly Visit[];
}

export function pictureOf(hall: Hall, at: number, plans: readonly CounterServices[]): HallPicture {
  const day = hall.newestDay === null ? null : dayRecords(hall, hall.newestDay.date);
  const isOpen = day !== null && !day.closed;
  return {
    at,
    isOpen,
    opensAt: day?.opensAt ?? null,
    closesAt: day?.closesAt ?? null,
    targets: day?.targets ?? {},
    waiting: waitingTickets(hall).map(({ ticket, service, class: customerClass, issuedAt }) => ({
      ticket,
      service,
      class: customerClass,
      ageMs: Math.max(0, at - issuedAt),
    })),
    counters: countersOf(hall, at, plans),
    visits: isOpen ? day.visits : [],
  };
}

function countersOf(hall: Hall, at: number, plans: readonly CounterServices[]): readonly CounterNow[] {
  const listed = new Set(plans.map(({ id }) => id));
  const others = [...hall.counters.keys()].filter((id) => !listed.has(id)).map((id): CounterServices => ({ id }));
  return [...plans, ...others].map(({ id, services }) => {
    const counter = hall.counters.get(id);
    const visit = counter?.current?.visit;
    return {
      counter: id as CounterId,
      services: services ?? null,
      state: counter?.state ?? 'closed',
      forMs: counter === undefined ? 0 : Math.max(0, at - counter.since),
      ticket: (visit?.ticket as TicketNumber | undefined) ?? null,
      service: visit?.service ?? null,
    };
  });
}

/** Open to customers: has called, serves, rates or waits for the next call. */
export function isOpenCounter({ state }: CounterNow): boolean {
  return state !== 'closed' && state !== 'paused';
}

/** Idle with somebody to call for longer than this: whoever should sit there does not. */
const ABSENT_MS = 300_000;

/** Open and attended. A machine without log-out keys shows a counter as idle long after its teller has left. */
export function isAtWork(counter: CounterNow, waiting: readonly WaitingNow[]): boolean {
  if (!isOpenCounter(counter)) return false;
  if (counter.state !== 'idle' || counter.forMs <= ABSENT_MS) return true;
  return (nextFor(counter, waiting)?.ageMs ?? 0) <= ABSENT_MS;
}

/** The longest-waiting ticket that this counter would call. */
export function nextFor(counter: CounterNow, waiting: readonly WaitingNow[]): WaitingNow | null {
  return waiting.find(({ service }) => takesService(counter, service)) ?? null;
}

export interface QueueNow extends Queue {
  readonly waiting: number;
  readonly longest: WaitingNow;
}

/** Queues in which somebody waits, the one with the longest wait first. */
export function queuesNow(waiting: readonly WaitingNow[]): readonly QueueNow[] {
  const queues = new Map<string, QueueNow>();
  for (const each of waiting) {
    const key = queueKey(each);
    const queue = queues.get(key) ?? { service: each.service, class: each.class, waiting: 0, longest: each };
    queues.set(key, { ...queue, waiting: queue.waiting + 1 });
  }
  return [...queues.values()];
}
