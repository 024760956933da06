import type { Thresholds } from '#contract/branch-config.ts';
import type { CounterId } from '#contract/ids.ts';
import type { WhatIf } from '#contract/lobby-view.ts';
import { isSameQueue, takesService, type Queue } from '../hall/queue.ts';
import { meanMs } from '../metrics/wait.ts';
import { ENOUGH_SERVICES, loadOf } from '../queueing/hall-load.ts';
import {
  affordableRuns,
  playThrough,
  type HallLoad,
  type PlayCounter,
  type PlayedPlan,
} from '../queueing/play-through.ts';
import { waitLimitMs } from './limits.ts';
import { isAtWork, queuesNow, type CounterNow, type HallPicture } from './picture.ts';

/** The next half hour with the counters as they are, with one more and with one fewer. Times in ms. */

export const HORIZON_MS = 1_800_000;
const RUNS = 200;
/** The same chance each time: figures move because the hall does. */
const SEED = 1;
/** A counter that nobody needed for so long may be one too many. */
const LONG_IDLE_MS = 600_000;
/** Queues for which an opening is played through. */
const MOST_OPENINGS = 2;

/** A counter that could be opened for a queue. */
export interface Opening extends Queue {
  readonly counter: CounterId;
}

export interface PlayedOpening extends Opening {
  /** Of somebody who joins this queue now; null = nobody serves it without the counter. */
  readonly p90Ms: number | null;
  readonly p90WithMs: number | null;
}

export interface PlayedClosing {
  readonly counter: CounterId;
  readonly p90Ms: number;
  readonly p90WithoutMs: number;
  /** Every queue stays within its wait limit without the counter. */
  readonly isWithinLimits: boolean;
}

export interface Outlook {
  readonly whatIf: WhatIf;
  readonly queues: PlayedPlan['queues'];
  readonly openings: readonly PlayedOpening[];
  /** Null when no counter has been idle for long. */
  readonly closing: PlayedClosing | null;
}

/**
 * Null = cannot be told: no counter at work, fewer than 10 services today, or nobody waits or comes. "One more" is the
 * counter that would help the worst queue, or one that takes every service where no queue names one.
 */
export function outlookOf(picture: HallPicture, thresholds: Thresholds): Outlook | null {
  const load = loadOf(picture, picture.waiting);
  const atWork = picture.counters.filter((counter) => isAtWork(counter, picture.waiting));
  if (atWork.length === 0 || load.services.length < ENOUGH_SERVICES) return null;
  const openings = openingsFor(picture, thresholds);
  const leaving = counterToSpare(atWork);
  const base = atWork.map((_, index) => index);
  const added = openings.length === 0 ? [ANY_COUNTER] : openings.map((opening) => opened(picture, opening));
  const plans = [
    base,
    base.filter((index) => atWork[index] !== leaving),
    ...added.map((_, index) => [...base, base.length + index]),
  ];
  const runs = affordableRuns(load, HORIZON_MS, RUNS);
  const played = playThrough(load, [...atWork.map(playCounter), ...added], plans, {
    horizonMs: HORIZON_MS,
    runs,
    seed: SEED,
  });
  const [now, fewer, ...more] = played ?? [];
  const whatIf = whatIfOf({ now, fewer, more: more[0] }, atWork.length, { ...basisOf(load), runs });
  if (whatIf === null) return null;
  return {
    whatIf,
    queues: now?.queues ?? [],
    openings: openings.map((opening, index) => ({
      ...opening,
      p90Ms: joiningIn(now, opening),
      p90WithMs: joiningIn(more[index], opening),
    })),
    closing: closingOf(leaving, whatIf, fewer?.queues ?? [], limitOf(picture, thresholds)),
  };
}

type Played = Readonly<Record<'now' | 'fewer' | 'more', PlayedPlan | undefined>>;
type Basis = Pick<WhatIf, 'arrivalsPerHour' | 'meanServiceMs' | 'services' | 'runs'>;

/** Null when nobody waits or comes. */
function whatIfOf({ now, fewer, more }: Played, counters: number, basis: Basis): WhatIf | null {
  const [p90Ms, p90MoreMs] = [now?.p90Ms ?? null, more?.p90Ms ?? null];
  if (p90Ms === null || p90MoreMs === null) return null;
  const p90FewerMs = counters < 2 ? null : (fewer?.p90Ms ?? null);
  return { horizonMs: HORIZON_MS, counters, p90Ms, p90MoreMs, p90FewerMs, ...basis };
}

const ANY_COUNTER: PlayCounter = { services: null, busyForMs: null };

function opened({ counters }: HallPicture, { counter }: Opening): PlayCounter {
  return { services: counters.find((each) => each.counter === counter)?.services ?? null, busyForMs: null };
}

function playCounter({ services, state, forMs }: CounterNow): PlayCounter {
  return { services, busyForMs: state === 'called' || state === 'serving' ? forMs : null };
}

function basisOf({ arrivals, services }: HallLoad): Omit<Basis, 'runs'> {
  return {
    arrivalsPerHour: Math.round(arrivals.reduce((sum, { perHour }) => sum + perHour, 0) * 10) / 10,
    meanServiceMs: meanMs(services.map(({ durationMs }) => durationMs)) ?? 0,
    services: services.length,
  };
}

function joiningIn(plan: PlayedPlan | undefined, queue: Queue): number | null {
  return plan?.queues.find((each) => isSameQueue(each, queue))?.joinP90Ms ?? null;
}

function limitOf({ targets }: HallPicture, thresholds: Thresholds): (queue: Queue) => number | null {
  return (queue) => waitLimitMs(thresholds, targets, queue);
}

/**
 * For each of the worst queues that no idle counter takes, a closed counter that does: one that takes little else
 * first, a paused one only where none is closed, none twice. Worst = nobody serves it, then the longest wait against
 * its limit.
 */
export function openingsFor(picture: HallPicture, thresholds: Thresholds): readonly Opening[] {
  const openings: Opening[] = [];
  for (const queue of needyQueues(picture, limitOf(picture, thresholds))) {
    const named = new Set<string>(openings.map(({ counter }) => counter));
    const found = picture.counters
      .filter((each) => each.state === 'closed' || each.state === 'paused')
      .filter((each) => takesService(each, queue.service) && !named.has(each.counter))
      .toSorted((a, b) => rank(a) - rank(b))[0];
    if (found !== undefined) openings.push({ service: queue.service, class: queue.class, counter: found.counter });
    if (openings.length === MOST_OPENINGS) break;
  }
  return openings;
}

function needyQueues(picture: HallPicture, limit: (queue: Queue) => number | null): readonly Queue[] {
  return queuesNow(picture.waiting)
    .map((queue) => {
      const takers = takersOf(picture, queue.service);
      const urgency = queue.longest.ageMs / (limit(queue) ?? Infinity);
      return { queue, urgency, isUnserved: takers.length === 0, hasIdle: takers.some(({ state }) => state === 'idle') };
    })
    .filter(({ hasIdle }) => !hasIdle)
    .toSorted((a, b) => Number(b.isUnserved) - Number(a.isUnserved) || b.urgency - a.urgency)
    .map(({ queue }) => queue);
}

/** Counters at work that take a service. */
export function takersOf({ counters, waiting }: HallPicture, service: string): readonly CounterNow[] {
  return counters.filter((each) => takesService(each, service) && isAtWork(each, waiting));
}

const MOST_SERVICES = 64;

function rank({ state, services }: CounterNow): number {
  return (services?.length ?? MOST_SERVICES + 1) + (state === 'paused' ? 2 * MOST_SERVICES : 0);
}

/** The one whose going costs least: idle longest, else closest to the end of its service. */
function counterToSpare(atWork: readonly CounterNow[]): CounterNow {
  const idle = atWork.filter(({ state }) => state === 'idle');
  return (idle.length > 0 ? idle : atWork).toSorted((a, b) => b.forMs - a.forMs)[0]!;
}

function closingOf(
  leaving: CounterNow,
  { p90Ms, p90FewerMs }: WhatIf,
  queues: PlayedPlan['queues'],
  limit: (queue: Queue) => number | null,
): PlayedClosing | null {
  if (p90FewerMs === null || leaving.state !== 'idle' || leaving.forMs < LONG_IDLE_MS) return null;
  const isWithinLimits = queues.every((queue) => queue.p90Ms !== null && queue.p90Ms <= (limit(queue) ?? Infinity));
  return { counter: leaving.counter, p90Ms, p90WithoutMs: p90FewerMs, isWithinLimits };
}
