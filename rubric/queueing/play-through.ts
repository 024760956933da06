import { isSameQueue, queueKey, takesService, type Queue } from '../hall/queue.ts';
import { seededUnit } from '../statistics/random.ts';
import { percentileOfSorted } from '../statistics/summary.ts';

/**
 * Plays the next while of a hall through many times from how it stands, and compares sets of open counters on the
 * very same people and services (common random numbers). Times in ms. The model: people come at random at the given
 * rates, nobody leaves, each counter takes the oldest ticket of those it serves, a service lasts as long as one of
 * those observed, drawn anew. With counters that all take the same services one more never makes anybody wait longer.
 */

export interface HallLoad {
  /** Who waits now, in any order. */
  readonly waiting: readonly (Queue & { readonly ageMs: number })[];
  readonly arrivals: readonly (Queue & { readonly perHour: number })[];
  /** How long people may still come in. */
  readonly doorsMs: number;
  /** Observed services, to be drawn from. */
  readonly services: readonly { readonly service: string; readonly durationMs: number }[];
  /** Between the end of a service and the next call while somebody waits. */
  readonly changeoverMs: number;
}

export interface PlayCounter {
  /** Null = takes every service. */
  readonly services: readonly string[] | null;
  /** How long the present service has lasted; null = free. */
  readonly busyForMs: number | null;
}

/** Counters that are open, as places in the list of counters. */
export type Plan = readonly number[];

export interface PlayOptions {
  readonly horizonMs: number;
  readonly runs: number;
  readonly seed: number;
}

export interface PlayedQueue extends Queue {
  /** Of all who wait or come; null = nobody, or no open counter takes this service. */
  readonly p90Ms: number | null;
  /** Of somebody who joins this queue now; null = no open counter takes this service. */
  readonly joinP90Ms: number | null;
}

export interface PlayedPlan {
  /**
   * 90th percentile of the waits, issue to call, of all who wait now or come within the horizon; null = nobody. Who
   * cannot be served counts as waiting to the end of the horizon, which is the least it will be.
   */
  readonly p90Ms: number | null;
  readonly queues: readonly PlayedQueue[];
}

const HOUR_MS = 3_600_000;
/** With fewer services of its own kind to draw from, a service is drawn from all of them. */
const ENOUGH_OF_A_KIND = 10;

/** People played through per plan, all runs together: bounds the work of a full hall; a small one gets all its runs. */
const MOST_PEOPLE = 10_000;

/** So many runs of this hall, at most `wanted`, cost no more than a full hall may. */
export function affordableRuns(hall: HallLoad, horizonMs: number, wanted: number): number {
  const perHour = hall.arrivals.reduce((sum, each) => sum + each.perHour, 0);
  const people = hall.waiting.length + (perHour * Math.min(hall.doorsMs, horizonMs)) / HOUR_MS;
  return Math.max(1, Math.min(wanted, Math.floor(MOST_PEOPLE / Math.max(1, people))));
}

/** What each plan would mean; the same input gives the same output. Null without any service to draw from. */
export function playThrough(
  hall: HallLoad,
  counters: readonly PlayCounter[],
  plans: readonly Plan[],
  options: PlayOptions,
): readonly PlayedPlan[] | null {
  const waits = playedWaits(hall, counters, plans, options);
  return waits === null ? null : waits.map((queues) => summarise(queues));
}

export interface QueueWaits extends Queue {
  readonly isServed: boolean;
  /** Of every person in every run, whole ms. */
  readonly waitsMs: readonly number[];
  /** Of somebody who joined this queue now, behind all who wait: one per run. */
  readonly joiningMs: readonly number[];
}

/** Every single wait, per plan and queue: what `playThrough` sums up. */
export function playedWaits(
  hall: HallLoad,
  counters: readonly PlayCounter[],
  plans: readonly Plan[],
  options: PlayOptions,
): readonly (readonly QueueWaits[])[] | null {
  if (hall.services.length === 0) return null;
  const queues = queuesOf(hall);
  const pools = queues.map(({ service }) => poolOf(hall, service));
  const rests = counters.map((counter) => restsOf(hall, counter));
  const open = plans.map((plan) => queues.map(({ service }) => takers(counters, plan, service)));
  const results = plans.map(() => queues.map((): Waits => ({ waitsMs: [], joiningMs: [] })));
  const unit = seededUnit(options.seed);
  for (let run = 0; run < options.runs; run += 1) {
    const people = drawPeople(hall, queues, { unit, pools }, options.horizonMs);
    const freeAt = rests.map((rest) => pick(unit, rest));
    plans.forEach((_, index) => serve(people, { open: open[index]!, freeAt, hall, options }, results[index]!));
  }
  return results.map((lists, plan) =>
    queues.map((queue, index) => ({ ...queue, isServed: open[plan]![index]!.length > 0, ...lists[index]! })),
  );
}

interface Draw {
  readonly unit: () => number;
  /** Durations to draw from, per queue. */
  readonly pools: readonly (readonly number[])[];
}

interface Person {
  readonly queue: number;
  /** Before 0 = waits already. */
  readonly at: number;
  readonly durationMs: number;
}

function queuesOf(hall: HallLoad): readonly Queue[] {
  const queues = new Map<string, Queue>();
  for (const each of [...hall.waiting, ...hall.arrivals]) {
    queues.set(queueKey(each), { service: each.service, class: each.class });
  }
  return [...queues.values()];
}

function poolOf({ services }: HallLoad, service: string): readonly number[] {
  const own = services.filter((each) => each.service === service);
  return (own.length >= ENOUGH_OF_A_KIND ? own : services).map(({ durationMs }) => durationMs);
}

/** Counters of a plan that take this service; those that take little else first, so that they are used first. */
function takers(counters: readonly PlayCounter[], plan: Plan, service: string): readonly number[] {
  const breadth = (index: number): number => counters[index]!.services?.length ?? Infinity;
  return plan
    .filter((index) => takesService(counters[index], service))
    .toSorted((a, b) => (breadth(a) === breadth(b) ? a - b : breadth(a) - breadth(b)));
}

function pick(unit: () => number, pool: readonly number[]): number {
  return pool[Math.floor(unit() * pool.length)] ?? 0;
}

/** How much longer the present service may last: as those that lasted longer; else as much again as any service. */
function restsOf({ services }: HallLoad, { busyForMs }: PlayCounter): readonly number[] {
  if (busyForMs === null) return [0];
  const all = services.map(({ durationMs }) => durationMs);
  const longer = all.filter((duration) => duration > busyForMs);
  return longer.length === 0 ? all : longer.map((duration) => duration - busyForMs);
}

/** Who waits and who will come, in order of their tickets. */
function drawPeople(hall: HallLoad, queues: readonly Queue[], draw: Draw, horizonMs: number): readonly Person[] {
  const { unit, pools } = draw;
  const person = (queue: Queue, at: number): Person => {
    const index = queues.findIndex((each) => isSameQueue(each, queue));
    return { queue: index, at, durationMs: pick(unit, pools[index]!) };
  };
  const people = hall.waiting.map((each) => person(each, Math.min(0, -each.ageMs)));
  const until = Math.min(hall.doorsMs, horizonMs);
  for (const queue of hall.arrivals) {
    if (!(queue.perHour > 0)) continue;
    const gap = (): number => (-Math.log(1 - unit()) * HOUR_MS) / queue.perHour;
    for (let at = gap(); at < until; at += gap()) people.push(person(queue, at));
  }
  return people.toSorted((a, b) => a.at - b.at);
}

interface Played {
  readonly open: readonly (readonly number[])[];
  readonly freeAt: readonly number[];
  readonly hall: HallLoad;
  readonly options: PlayOptions;
}

interface Waits {
  readonly waitsMs: number[];
  readonly joiningMs: number[];
}

/**
 * One after the other takes the counter that can call it first. As later tickets never go before earlier ones that
 * the same counter takes, this is what the counters would do.
 */
function serve(people: readonly Person[], { open, freeAt, hall, options }: Played, waits: readonly Waits[]): void {
  const free = [...freeAt];
  const join = (): void =>
    open.forEach((among, queue) => {
      const counter = firstFree(free, among, 0);
      if (counter >= 0) waits[queue]!.joiningMs.push(Math.round(free[counter]!));
    });
  let hasJoined = false;
  for (const { queue, at, durationMs } of people) {
    if (at > 0 && !hasJoined) join();
    hasJoined ||= at > 0;
    const ready = Math.max(0, at);
    const counter = firstFree(free, open[queue]!, ready);
    if (counter < 0) {
      waits[queue]!.waitsMs.push(Math.round(options.horizonMs - at));
      continue;
    }
    const calledAt = Math.max(ready, free[counter]!);
    free[counter] = calledAt + durationMs + hall.changeoverMs;
    waits[queue]!.waitsMs.push(Math.round(calledAt - at));
  }
  if (!hasJoined) join();
}

function firstFree(free: readonly number[], among: readonly number[], ready: number): number {
  let best = -1;
  let bestAt = Infinity;
  for (const counter of among) {
    const at = free[counter]!;
    if (at <= ready) return counter;
    if (at < bestAt) [best, bestAt] = [counter, at];
  }
  return best;
}

function summarise(queues: readonly QueueWaits[]): PlayedPlan {
  return {
    p90Ms: p90(queues.flatMap(({ waitsMs }) => waitsMs)),
    queues: queues.map(({ service, class: customerClass, isServed, waitsMs, joiningMs }) => ({
      service,
      class: customerClass,
      p90Ms: isServed ? p90(waitsMs) : null,
      joinP90Ms: p90(joiningMs),
    })),
  };
}

function p90(waitsMs: readonly number[]): number | null {
  return percentileOfSorted(Float64Array.from(waitsMs).toSorted(), 90);
}
