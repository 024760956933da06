import type { CounterStateName } from '#contract/live.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView, WaitingTicket } from '#contract/lobby-view.ts';
import type { Language } from '../shared/language.ts';

/** What the lobby manager sees, computed from the agent's view at one moment. Durations in ms. */

/** Against the class target: within it, in its last fifth, beyond it. */
export type Urgency = 'ok' | 'near' | 'over';

export interface TicketRow {
  readonly ticket: string;
  readonly waitMs: number;
  readonly urgency: Urgency;
}

export interface QueueCard {
  readonly key: string;
  readonly service: string;
  readonly className: string;
  /** Null for a class that the configuration does not know. */
  readonly targetMs: number | null;
  readonly longestMs: number | null;
  readonly urgency: Urgency;
  /** Longest wait first. */
  readonly rows: readonly TicketRow[];
}

export interface CounterCard {
  readonly id: string;
  readonly name: string;
  readonly state: CounterStateName;
  readonly ticket: string | null;
  readonly teller: string | null;
  /** How long the state has lasted. */
  readonly forMs: number | null;
}

export interface RatingRow {
  readonly at: number;
  readonly level: number;
  readonly scale: number;
  readonly counter: string | null;
}

export interface LobbyBoard {
  readonly waiting: number;
  readonly longest: TicketRow | null;
  /** Tickets beyond their target, and close to it. */
  readonly over: number;
  readonly near: number;
  readonly openCounters: number;
  readonly queues: readonly QueueCard[];
  readonly counters: readonly CounterCard[];
  /** Newest first. */
  readonly ratings: readonly RatingRow[];
}

const NEAR_SHARE = 0.8;

export function lobbyBoard(
  view: LobbyView,
  hall: HallConfig,
  { now, language }: { now: number; language: Language },
): LobbyBoard {
  const queues = queueCards(view, hall, { now, language });
  const rows = queues.flatMap((queue) => queue.rows);
  const counters = counterCards(view, hall, { now, language });
  return {
    waiting: rows.length,
    longest: rows.reduce<TicketRow | null>(
      (most, row) => (most !== null && most.waitMs >= row.waitMs ? most : row),
      null,
    ),
    over: rows.filter(({ urgency }) => urgency === 'over').length,
    near: rows.filter(({ urgency }) => urgency === 'near').length,
    openCounters: counters.filter(({ state }) => state !== 'closed' && state !== 'paused').length,
    queues,
    counters,
    ratings: view.live.lastRatings
      .map(({ at, level, scale, counter }) => ({ at, level, scale, counter: counterName(hall, counter, language) }))
      .toSorted((a, b) => b.at - a.at),
  };
}

export function urgencyOf(waitMs: number, targetMs: number | null): Urgency {
  if (targetMs === null || waitMs < targetMs * NEAR_SHARE) return 'ok';
  return waitMs > targetMs ? 'over' : 'near';
}

type Moment = { readonly now: number; readonly language: Language };

/** One card per queue the hall knows, in the order of the configuration, so that cards do not jump about. */
function queueCards(view: LobbyView, hall: HallConfig, moment: Moment): readonly QueueCard[] {
  const queues = new Map<string, Queue>();
  for (const { service, class: className } of [...view.live.queues, ...view.waiting]) {
    queues.set(`${service}/${className}`, { service, className });
  }
  const services = Object.keys(hall.services);
  const classes = Object.keys(hall.classes);
  const place = (list: readonly string[], id: string): number => (list.includes(id) ? list.indexOf(id) : list.length);
  return [...queues.values()]
    .toSorted(
      (a, b) =>
        place(services, a.service) - place(services, b.service) ||
        place(classes, a.className) - place(classes, b.className),
    )
    .map((queue) => queueCard(queue, view.waiting, { hall, ...moment }));
}

interface Queue {
  readonly service: string;
  readonly className: string;
}

function queueCard(
  { service, className }: Queue,
  waiting: readonly WaitingTicket[],
  { hall, now, language }: Moment & { readonly hall: HallConfig },
): QueueCard {
  const known = hall.classes[className];
  const targetMs = known?.targetMs ?? null;
  const mine = waiting.filter((ticket) => ticket.service === service && ticket.class === className);
  const rows = ticketRows(mine, targetMs, now);
  return {
    key: `${service}-${className}`,
    service: hall.services[service]?.[language] ?? service,
    className: known?.name[language] ?? className,
    targetMs,
    longestMs: rows[0]?.waitMs ?? null,
    urgency: rows[0]?.urgency ?? 'ok',
    rows,
  };
}

function ticketRows(waiting: readonly WaitingTicket[], targetMs: number | null, now: number): readonly TicketRow[] {
  return waiting
    .map(({ ticket, issuedAt }) => ({ ticket, waitMs: Math.max(0, now - issuedAt) }))
    .toSorted((a, b) => b.waitMs - a.waitMs)
    .map((row) => ({ ...row, urgency: urgencyOf(row.waitMs, targetMs) }));
}

/** Every configured counter, in order; one that has said nothing yet counts as closed. */
function counterCards(view: LobbyView, hall: HallConfig, { now, language }: Moment): readonly CounterCard[] {
  return hall.counters.map(({ id, name }) => {
    const live = view.live.counters.find(({ counter }) => counter === id);
    return {
      id,
      name: name[language],
      state: live?.state ?? 'closed',
      ticket: live?.ticket ?? null,
      teller: live?.teller ?? null,
      forMs: live === undefined || live.since === null ? null : Math.max(0, now - live.since),
    };
  });
}

function counterName(hall: HallConfig, id: string | null, language: Language): string | null {
  return hall.counters.find((counter) => counter.id === id)?.name[language] ?? id;
}
