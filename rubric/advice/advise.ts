import type { Thresholds } from '#contract/branch-config.ts';
import type { Advice, QueueEstimate } from '#contract/lobby-view.ts';
import { isSameQueue, type Queue } from '../hall/queue.ts';
import { recentServices, usualServiceMs } from '../queueing/hall-load.ts';
import { waitLimitMs } from './limits.ts';
import { openingsFor, takersOf, type Opening, type Outlook } from './outlook.ts';
import { nextFor, queuesNow, type CounterNow, type HallPicture, type QueueNow, type WaitingNow } from './picture.ts';

/** What the lobby manager should do next, each piece of advice with the figures that are its reason. Times in ms. */

export interface AdviceInput {
  readonly picture: HallPicture;
  readonly thresholds: Thresholds;
  /** What somebody who joins a queue now must expect; queues may be missing. */
  readonly estimates: readonly QueueEstimate[];
  /** Played through up to some seconds ago; null = cannot be told. */
  readonly outlook: Outlook | null;
}

const MOST_ADVICE = 5;
const MOST_OF_A_KIND = 2;
const MOST_NAMED = 127;
/** A counter may take a breath between two customers. */
const IDLE_MS = 30_000;
const LONG_SERVICE_MS = 900_000;
const LONG_SERVICE_TIMES = 3;
/** A counter that improves the 90th percentile by less is not worth a person. */
const WORTH_MS = 60_000;
/** In the first and last half hour nobody judges how many counters are enough. */
const SETTLING_MS = 1_800_000;

/**
 * At most five, the most useful first: an idle counter while people wait, a counter to open (for a queue that nobody
 * serves before any other), a service that drags on, a person to look after, a counter too many. Nothing while no day
 * is open.
 */
export function advise(input: AdviceInput): readonly Advice[] {
  if (!input.picture.isOpen) return [];
  const openings = openCounters(input);
  return [
    ...callNext(input.picture),
    ...openings,
    ...checkService(input.picture),
    ...lookAfter(input),
    ...(openings.length > 0 ? [] : closeCounter(input)),
  ].slice(0, MOST_ADVICE);
}

function openCounters(input: AdviceInput): readonly Advice[] {
  const { picture, thresholds } = input;
  const queues = queuesNow(picture.waiting);
  return openingsFor(picture, thresholds).flatMap((opening) => {
    const queue = queues.find((each) => isSameQueue(each, opening))!;
    const takers = takersOf(picture, queue.service);
    const isUnserved = takers.length === 0 && isBusinessTime(picture);
    return isUnserved || isPressed(input, queue) ? openCounter(input, opening, { queue, takers }) : [];
  });
}

interface ServedQueue {
  readonly queue: QueueNow;
  readonly takers: readonly CounterNow[];
}

/** Nothing when the counter was played through and is not worth it. */
function openCounter(
  { estimates, outlook }: AdviceInput,
  opening: Opening,
  { queue, takers }: ServedQueue,
): readonly Advice[] {
  const played = outlook?.openings.find((each) => each.counter === opening.counter && isSameQueue(each, opening));
  const [p90Ms, p90WithMs] = [played?.p90Ms ?? null, played?.p90WithMs ?? null];
  if (p90Ms !== null && p90WithMs !== null && p90Ms - p90WithMs < WORTH_MS) return [];
  const advice: Advice = {
    action: 'open-counter',
    ...opening,
    waiting: queue.waiting,
    estimate: estimates.find((each) => isSameQueue(each, queue))?.estimate ?? null,
    p90Ms,
    p90WithMs,
    busy: takers.slice(0, MOST_NAMED).map(({ counter }) => counter),
  };
  return [advice];
}

function isBusinessTime({ at, opensAt }: HallPicture): boolean {
  return opensAt === null || at >= opensAt;
}

/** Somebody waits beyond the limit, or whoever comes now will: by the estimate, or by the play-through without one. */
function isPressed({ picture, thresholds, estimates, outlook }: AdviceInput, queue: QueueNow): boolean {
  const limit = waitLimitMs(thresholds, picture.targets, queue);
  if (limit === null) return false;
  const estimate = estimates.find((each) => isSameQueue(each, queue))?.estimate ?? null;
  const expected = estimate?.pointMs ?? outlook?.queues.find((each) => isSameQueue(each, queue))?.joinP90Ms ?? 0;
  return queue.longest.ageMs > limit || expected > limit;
}

/** Each idle counter with its own person: two counters are not sent for one. */
function callNext({ counters, waiting }: HallPicture): readonly Advice[] {
  const idle = counters.filter(({ state, forMs }) => state === 'idle' && forMs >= IDLE_MS);
  let left = waiting.filter(({ ageMs }) => ageMs >= IDLE_MS);
  const calls: Advice[] = [];
  for (const counter of idle.toSorted((a, b) => b.forMs - a.forMs)) {
    const next = nextFor(counter, left);
    if (next === null) continue;
    left = left.filter((each) => each !== next);
    calls.push({
      action: 'call-next',
      counter: counter.counter,
      service: next.service,
      class: next.class,
      waiting: countIn(waiting, next),
      longestMs: next.ageMs,
      idleMs: counter.forMs,
    });
    if (calls.length === MOST_OF_A_KIND) break;
  }
  return calls;
}

function countIn(waiting: readonly WaitingNow[], queue: Queue): number {
  return waiting.filter((each) => isSameQueue(each, queue)).length;
}

/** Longer than a quarter of an hour and than three usual services. */
function checkService(picture: HallPicture): readonly Advice[] {
  const services = recentServices(picture);
  return picture.counters
    .filter(({ state, forMs }) => (state === 'serving' || state === 'called') && forMs > LONG_SERVICE_MS)
    .toSorted((a, b) => b.forMs - a.forMs)
    .flatMap(({ counter, ticket, service, forMs }): Advice[] => {
      const usualMs = usualServiceMs(services, service);
      if (ticket === null || usualMs === null || forMs <= LONG_SERVICE_TIMES * usualMs) return [];
      return [{ action: 'check-service', counter, ticket, servingMs: forMs, usualMs }];
    })
    .slice(0, MOST_OF_A_KIND);
}

/** Those furthest beyond their limit. */
function lookAfter({ picture, thresholds }: AdviceInput): readonly Advice[] {
  return picture.waiting
    .flatMap(({ ticket, ageMs, ...queue }) => {
      const targetMs = waitLimitMs(thresholds, picture.targets, queue);
      return targetMs === null || ageMs <= targetMs ? [] : [{ ticket, waitMs: ageMs, targetMs, ...queue }];
    })
    .toSorted((a, b) => b.waitMs - b.targetMs - (a.waitMs - a.targetMs))
    .slice(0, MOST_OF_A_KIND)
    .map((person): Advice => ({ action: 'look-after', ...person }));
}

function closeCounter({ picture, outlook }: AdviceInput): readonly Advice[] {
  const { at, opensAt, closesAt, counters, waiting } = picture;
  const closing = outlook?.closing ?? null;
  if (closing === null || !closing.isWithinLimits) return [];
  if (at < (opensAt ?? -Infinity) + SETTLING_MS || at > (closesAt ?? Infinity) - SETTLING_MS) return [];
  const counter = counters.find((each) => each.counter === closing.counter);
  if (counter === undefined || counter.state !== 'idle' || nextFor(counter, waiting) !== null) return [];
  const { p90Ms, p90WithoutMs } = closing;
  return [{ action: 'close-counter', counter: counter.counter, p90Ms, p90WithoutMs, idleMs: counter.forMs }];
}
