import type { EstimateReason } from '#contract/estimate.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView, WaitingTicket } from '#contract/lobby-view.ts';
import { estimateRange } from '../shared/estimate-range.ts';
import type { MinuteRange } from '../shared/estimate-range.ts';
import type { Names } from './names.ts';

/** Against the class target: within it, in its last fifth, beyond it. */
export type Urgency = 'ok' | 'near' | 'over';

export interface TicketRow {
  readonly ticket: string;
  readonly waitMs: number;
  readonly urgency: Urgency;
}

/** What somebody who takes a ticket now is told; "nothing" stands where the agent said neither a wait nor a reason. */
export type Forecast =
  | { readonly kind: 'range'; readonly range: MinuteRange }
  | { readonly kind: 'abstained'; readonly reason: EstimateReason }
  | { readonly kind: 'nothing' };

export interface QueueCard {
  readonly key: string;
  readonly service: string;
  readonly className: string;
  /** Null for a class that the configuration does not know. */
  readonly targetMs: number | null;
  readonly longestMs: number | null;
  readonly urgency: Urgency;
  readonly forecast: Forecast;
  /** Longest wait first. */
  readonly rows: readonly TicketRow[];
}

const NEAR_SHARE = 0.8;

export function urgencyOf(waitMs: number, targetMs: number | null): Urgency {
  if (targetMs === null || waitMs < targetMs * NEAR_SHARE) return 'ok';
  return waitMs > targetMs ? 'over' : 'near';
}

interface Moment {
  readonly hall: HallConfig;
  readonly names: Names;
  readonly now: number;
}

/** One card per queue the hall knows, in the order of the configuration, so that cards do not jump about. */
export function queueCards(view: LobbyView, moment: Moment): readonly QueueCard[] {
  const services = Object.keys(moment.hall.services);
  const classes = Object.keys(moment.hall.classes);
  const forecasts = new Map(view.estimates.map((entry) => [keyOf(entry), forecastOf(entry)]));
  return [...gathered(view).values()]
    .toSorted(
      (a, b) =>
        place(services, a.service) - place(services, b.service) || place(classes, a.class) - place(classes, b.class),
    )
    .map((queue) => queueCard(queue, forecasts.get(keyOf(queue)) ?? { kind: 'nothing' }, moment));
}

interface Queue {
  readonly service: string;
  readonly class: string;
  readonly waiting: WaitingTicket[];
}

function gathered(view: LobbyView): ReadonlyMap<string, Queue> {
  const queues = new Map<string, Queue>();
  const queueOf = (named: Pick<Queue, 'service' | 'class'>): Queue => {
    const key = keyOf(named);
    let queue = queues.get(key);
    if (queue === undefined) queues.set(key, (queue = { service: named.service, class: named.class, waiting: [] }));
    return queue;
  };
  for (const queue of [...view.live.queues, ...view.estimates]) queueOf(queue);
  for (const ticket of view.waiting) queueOf(ticket).waiting.push(ticket);
  return queues;
}

function queueCard(queue: Queue, forecast: Forecast, { hall, names, now }: Moment): QueueCard {
  const targetMs = hall.classes[queue.class]?.targetMs ?? null;
  const rows = ticketRows(queue.waiting, targetMs, now);
  return {
    key: keyOf(queue),
    service: names.service(queue.service),
    className: names.className(queue.class),
    targetMs,
    longestMs: rows[0]?.waitMs ?? null,
    urgency: rows[0]?.urgency ?? 'ok',
    forecast,
    rows,
  };
}

function ticketRows(waiting: readonly WaitingTicket[], targetMs: number | null, now: number): readonly TicketRow[] {
  return waiting
    .toSorted((a, b) => a.issuedAt - b.issuedAt)
    .map(({ ticket, issuedAt }) => {
      const waitMs = Math.max(0, now - issuedAt);
      return { ticket, waitMs, urgency: urgencyOf(waitMs, targetMs) };
    });
}

function forecastOf({ estimate, reason }: LobbyView['estimates'][number]): Forecast {
  if (estimate !== null) return { kind: 'range', range: estimateRange(estimate) };
  return reason === null ? { kind: 'nothing' } : { kind: 'abstained', reason };
}

function keyOf({ service, class: className }: Pick<Queue, 'service' | 'class'>): string {
  return `${service}-${className}`;
}

function place(list: readonly string[], id: string): number {
  return list.includes(id) ? list.indexOf(id) : list.length;
}

/** How many tickets of a queue are drawn before somebody asks for all: with many queues, each gets one line. */
export function ticketCap(busyQueues: number): number {
  return busyQueues <= 2 ? 12 : 6;
}

export interface Capped<T> {
  readonly shown: readonly T[];
  readonly hidden: number;
}

/** The first `cap` of a list. The button for the rest takes the last place, so it never hides just one. */
export function capped<T>(list: readonly T[], cap: number): Capped<T> {
  if (list.length <= cap) return { shown: list, hidden: 0 };
  const shown = list.slice(0, cap - 1);
  return { shown, hidden: list.length - shown.length };
}
