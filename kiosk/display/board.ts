import type { HallConfig } from '#contract/local-api.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { LocalizedText } from '#contract/ids.ts';

/** What everybody in the hall may see: ticket numbers, counters, how many wait. Nothing about a person. */

export interface Call {
  readonly ticket: string;
  readonly counter: LocalizedText;
  /** Called so recently that people still look for it. */
  readonly fresh: boolean;
}

export interface DisplayBoard {
  /** The newest call; null before the first of the day. */
  readonly now: Call | null;
  /** The calls before it, newest first. */
  readonly earlier: readonly Call[];
  readonly waiting: number;
  readonly queues: readonly { readonly id: string; readonly service: LocalizedText; readonly waiting: number }[];
}

const FRESH_MS = 15_000;
const EARLIER_CALLS = 4;

export function displayBoard({ live }: LobbyView, hall: HallConfig, now: number): DisplayBoard {
  const calls = live.lastCalls
    .toSorted((a, b) => b.at - a.at)
    .map(({ ticket, counter, at }) => ({
      ticket,
      counter: hall.counters.find(({ id }) => id === counter)?.name ?? {
        zh: `${counter}号窗口`,
        en: `Counter ${counter}`,
      },
      fresh: now - at < FRESH_MS,
    }));
  const waiting = Map.groupBy(live.queues, ({ service }) => service);
  const services = [...Object.keys(hall.services), ...[...waiting.keys()].filter((id) => !(id in hall.services))];
  return {
    now: calls[0] ?? null,
    earlier: calls.slice(1, 1 + EARLIER_CALLS),
    waiting: live.queues.reduce((sum, queue) => sum + queue.waiting, 0),
    queues: services.map((id) => ({
      id,
      service: hall.services[id] ?? { zh: id, en: id },
      waiting: (waiting.get(id) ?? []).reduce((sum, queue) => sum + queue.waiting, 0),
    })),
  };
}
