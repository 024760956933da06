import type { DisplayView } from '#contract/display-view.ts';
import type { EstimateReason } from '#contract/estimate.ts';
import type { HallConfig } from '#contract/local-api.ts';
import type { LocalizedText } from '#contract/ids.ts';
import { estimateRange } from '../shared/estimate-range.ts';
import type { MinuteRange } from '../shared/estimate-range.ts';

/** What everybody in the hall sees: ticket numbers, counters, how many wait and how long it will take. */

export interface Call {
  readonly ticket: string;
  readonly counter: LocalizedText;
  /** Called so recently that people still look for it. */
  readonly fresh: boolean;
  /** Called before already. */
  readonly again: boolean;
}

export interface QueueRow {
  readonly id: string;
  readonly service: LocalizedText;
  readonly waiting: number;
  /** Null: cannot be estimated, for `reason`. */
  readonly range: MinuteRange | null;
  readonly reason: EstimateReason | null;
}

export interface DisplayBoard {
  /** The newest call; null before the first of the day. */
  readonly now: Call | null;
  /** The calls before it, newest first. */
  readonly earlier: readonly Call[];
  /** In the whole hall. */
  readonly waiting: number;
  readonly queues: readonly QueueRow[];
  readonly isClosed: boolean;
}

const FRESH_MS = 15_000;
const EARLIER_CALLS = 6;

/** `stale`: the figures are old. Calls stay, but an expected wait that nobody renews would be invented. */
export function displayBoard(view: DisplayView, hall: HallConfig, { now, stale }: BoardTime): DisplayBoard {
  const calls = view.calls.map(({ ticket, counter, at, times }): Call => ({
    ticket,
    counter: counterName(hall, counter),
    fresh: now - at < FRESH_MS,
    again: times > 1,
  }));
  return {
    now: calls[0] ?? null,
    earlier: calls.slice(1, 1 + EARLIER_CALLS),
    waiting: view.queues.reduce((sum, queue) => sum + queue.waiting, 0),
    queues: Object.entries(hall.services).map(([id, service]) => queueRow(id, service, { view, stale })),
    isClosed: view.openCounters === 0,
  };
}

export interface BoardTime {
  /** At the agent. */
  readonly now: number;
  readonly stale: boolean;
}

export function counterName(hall: HallConfig, counter: string): LocalizedText {
  const known = hall.counters.find(({ id }) => id === counter);
  return known?.name ?? { zh: `${counter}号窗口`, en: `Counter ${counter}` };
}

function queueRow(
  id: string,
  service: LocalizedText,
  { view, stale }: { readonly view: DisplayView; readonly stale: boolean },
): QueueRow {
  const queue = view.queues.find((each) => each.service === id);
  const estimate = stale ? null : (queue?.estimate ?? null);
  return {
    id,
    service,
    waiting: queue?.waiting ?? 0,
    range: estimate === null ? null : estimateRange(estimate),
    reason: stale ? null : (queue?.reason ?? null),
  };
}
