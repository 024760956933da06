import { thresholdsSchema, type Thresholds } from '#contract/branch-config.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import { aVisit } from '../metrics/test-visit.ts';
import type { Visit } from '../hall/visit.ts';
import type { CounterNow, HallPicture, WaitingNow } from './picture.ts';

/** Test helper: pictures of a hall with everything ordinary except what a test is about. */

export const MINUTE = 60_000;
/** Long enough after the opening, at 0, for rates and for closing a counter. */
export const NOW = 120 * MINUTE;

export function aPicture(fields: Partial<HallPicture> = {}): HallPicture {
  return {
    at: NOW,
    isOpen: true,
    opensAt: 0,
    closesAt: NOW + 240 * MINUTE,
    targets: { ordinary: 10 * MINUTE, gold: 5 * MINUTE },
    waiting: [],
    counters: [],
    visits: [],
    ...fields,
  };
}

/** `name` e.g. "A001": A = personal ordinary, B = corporate ordinary, V = wealth gold. */
export function aTicket(name: string, ageMin: number): WaitingNow {
  const queues: Readonly<Record<string, readonly [string, string]>> = {
    A: ['personal', 'ordinary'],
    B: ['corporate', 'ordinary'],
    V: ['wealth', 'gold'],
  };
  const [service, customerClass] = queues[name[0]!]!;
  return { ticket: name as TicketNumber, service, class: customerClass, ageMs: ageMin * MINUTE };
}

/** So many ordinary tickets, the oldest waiting for `oldestMin`, all others for less. */
export function tickets(count: number, oldestMin: number): readonly WaitingNow[] {
  return Array.from({ length: count }, (_, n) => aTicket(`A${100 + n}`, (oldestMin * (count - n)) / count));
}

export function aCounter(
  counter: string,
  state: CounterNow['state'],
  forMin = 1,
  fields: Partial<CounterNow> = {},
): CounterNow {
  const isBusy = state === 'called' || state === 'serving';
  return {
    counter: counter as CounterId,
    services: null,
    state,
    forMs: forMin * MINUTE,
    ticket: isBusy ? (`A0${counter}` as TicketNumber) : null,
    service: isBusy ? 'personal' : null,
    ...fields,
  };
}

/** Served visits of the last hour, each of `serviceMin`, `perHour` of them. */
export function servedVisits(perHour: number, serviceMin: number, service = 'personal'): readonly Visit[] {
  return Array.from({ length: perHour }, (_, n) => {
    const issuedAt = NOW - 60 * MINUTE + (n * 60 * MINUTE) / perHour;
    return aVisit({
      service,
      issuedAt,
      lastCalledAt: issuedAt,
      startedAt: issuedAt,
      finishedAt: issuedAt + serviceMin * MINUTE,
      counter: String(1 + (n % 2)),
    });
  });
}

export function thresholds(fields: Partial<Thresholds> = {}): Thresholds {
  return { ...thresholdsSchema.parse({}), ...fields };
}
