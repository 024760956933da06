import type { DisplayCall, DisplayView, Slide } from '#contract/display-view.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { QueueEstimate } from '#contract/lobby-view.ts';
import { localDate } from './days.ts';
import type { Hall } from './state.ts';

export interface DisplayInput {
  /** Epoch ms. */
  readonly at: number;
  /** Services of the hall; they are shown even when nobody waits. */
  readonly services: readonly string[];
  /** Per service and class; may be empty. */
  readonly estimates: readonly QueueEstimate[];
  readonly slides: readonly Slide[];
}

type DisplayQueue = DisplayView['queues'][number];

/**
 * What everybody in the hall may see (contract `DisplayView`). Built from named fields only, never by copying a record,
 * so that nothing about a teller, a class, a rating or a waiting ticket can slip in. After the day is closed its calls
 * are gone.
 */
export function displayView(hall: Hall, { at, services, estimates, slides }: DisplayInput): DisplayView {
  return {
    at,
    date: hall.newestDay?.date ?? localDate(at, hall.timeZone),
    upto: hall.upto,
    calls: hall.newestDay?.status === 'closed' ? [] : hall.lastCalls.map(displayCall),
    queues: displayQueues(hall, services, estimates),
    openCounters: [...hall.counters.values()].filter(({ state }) => state !== 'closed' && state !== 'paused').length,
    slides: [...slides],
  };
}

function displayCall({ ticket, counter, at, times }: Hall['lastCalls'][number]): DisplayCall {
  return { ticket: ticket as TicketNumber, counter: counter as CounterId, at, times };
}

function displayQueues(hall: Hall, services: readonly string[], estimates: readonly QueueEstimate[]): DisplayQueue[] {
  const waiting = new Map<string, number>(services.map((service) => [service, 0]));
  for (const { visit } of hall.waiting) waiting.set(visit.service, (waiting.get(visit.service) ?? 0) + 1);
  return [...waiting].map(([service, count]) => ({
    service,
    waiting: count,
    ...serviceEstimate(estimates.filter((queue) => queue.service === service)),
  }));
}

/**
 * One range for a service whose classes are queues of their own, without saying anything about classes: from the
 * lowest low to the highest high of the classes in which people wait (of all classes while nobody does). A class that
 * cannot be estimated is left out as long as the range still speaks for at least half of the people who wait;
 * otherwise there is none, and the reason is that of the largest class without one.
 */
export function serviceEstimate(classes: readonly QueueEstimate[]): Pick<DisplayQueue, 'estimate' | 'reason'> {
  const someoneWaits = classes.some(({ waiting }) => waiting > 0);
  const asked = classes.filter(({ waiting }) => waiting > 0 || !someoneWaits);
  const people = ({ waiting }: QueueEstimate): number => (someoneWaits ? waiting : 1);
  let [known, unknown, weighted] = [0, 0, 0];
  let [lowMs, highMs] = [Infinity, 0];
  for (const queue of asked) {
    const { estimate } = queue;
    if (estimate === null) {
      unknown += people(queue);
      continue;
    }
    known += people(queue);
    weighted += people(queue) * estimate.pointMs;
    lowMs = Math.min(lowMs, estimate.lowMs);
    highMs = Math.max(highMs, estimate.highMs);
  }
  if (known > 0 && known >= unknown) {
    return { estimate: { pointMs: Math.round(weighted / known), lowMs, highMs }, reason: null };
  }
  const silent = asked.filter(({ estimate }) => estimate === null).toSorted((a, b) => b.waiting - a.waiting);
  return { estimate: null, reason: silent[0]?.reason ?? null };
}
