import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { Language } from '../shared/language.ts';
import { counterCards, isOpen } from './counter-cards.ts';
import type { CounterCard } from './counter-cards.ts';
import { namesOf } from './names.ts';
import type { Names } from './names.ts';
import { queueCards } from './queue-cards.ts';
import type { QueueCard, TicketRow } from './queue-cards.ts';

/** What the lobby manager sees of queues and counters at one moment. Durations in ms. */
export interface LobbyBoard {
  readonly names: Names;
  readonly waiting: number;
  readonly longest: TicketRow | null;
  /** Tickets beyond their target, and close to it. */
  readonly over: number;
  readonly near: number;
  readonly openCounters: number;
  readonly queues: readonly QueueCard[];
  readonly counters: readonly CounterCard[];
}

export function lobbyBoard(
  view: LobbyView,
  hall: HallConfig,
  { now, language }: { now: number; language: Language },
): LobbyBoard {
  const names = namesOf(hall, language);
  const queues = queueCards(view, { hall, names, now });
  const counters = counterCards(view, { hall, names, now });
  let [waiting, over, near] = [0, 0, 0];
  let longest: TicketRow | null = null;
  for (const { rows } of queues) {
    waiting += rows.length;
    for (const row of rows) {
      if (row.urgency === 'over') over += 1;
      if (row.urgency === 'near') near += 1;
      if (longest === null || row.waitMs > longest.waitMs) longest = row;
    }
  }
  return { names, waiting, longest, over, near, openCounters: counters.filter(isOpen).length, queues, counters };
}

/** Why the board may look empty or old. */
export type DayNotice = 'other-day' | 'nothing-yet' | null;

export function dayNotice({ live }: LobbyView, { timeZone }: HallConfig, now: number): DayNotice {
  // Swedish writes dates as the contract does.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
  if (live.date !== today) return 'other-day';
  return live.today.issued === 0 && live.today.waiting === 0 ? 'nothing-yet' : null;
}
