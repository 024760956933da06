import { queueKey, type Queue } from '../hall/queue.ts';
import { Gathering, shrunk, type Cells } from './cells.ts';
import { laneOf, waitMsOf, type Lane, type WaitQuestion, type WaitSample } from './question.ts';
import type { Steps } from './steps.ts';

/**
 * What a branch has learned about its waits: minutes per place in the queue. A place counts those ahead, each with the
 * share of such tickets that really were called first, so that priority, overtaking and people who leave are learned
 * and need no configuration. Plain data, the same for the same tickets in the same order.
 *
 * Source: measuring definitions, wait prediction v1 (learned minutes per position per queue and day-part, 20 % of the
 * hour's mean). The median is weighted by the place: it is the rate with the least absolute error in ms.
 */

/** Name of the predictor in `wait.estimated`. */
export const MODEL_NAME = 'place-1';

/** Whose tickets stand ahead: everybody's, or those of the own service only (a hall of separate queues). */
export type Scope = 'hall' | 'service';

export interface WaitModel {
  readonly scope: Scope;
  /** Tickets it was learned from. */
  readonly trained: Readonly<Record<Lane, number>>;
  /** Share of tickets of one queue that were called before one of another that came later. */
  readonly calledFirst: Cells;
  /** Per place of the queue. */
  readonly msPerPlace: Cells;
  /** Mean wait of those who queued, by the hour of issue. */
  readonly hourMeanMs: Cells;
  /** Wait of those who found a counter free: until the teller calls. */
  readonly freeMs: Cells;
}

/** Tickets that the more general figure counts against those of a cell. */
const RATE_STRENGTH = 30;
const CALLED_FIRST_STRENGTH = 20;
const HOUR_SHARE = 0.2;
/** Day-parts begin at these hours; the first at midnight. */
const DAY_PART_HOURS = [10, 12, 14, 16, 18];

/** Tickets looked at in one step. */
const TICKETS_A_STEP = 1_000;

export function* fitModel(samples: readonly WaitSample[], scope: Scope): Steps<WaitModel> {
  const calledFirst = yield* fitCalledFirst(samples);
  const perPlace = new Gathering();
  const hours = new Gathering();
  const free = new Gathering();
  const trained = { free: 0, queued: 0 };
  for (const [index, sample] of samples.entries()) {
    if (index % TICKETS_A_STEP === 0) yield;
    const wait = waitMsOf(sample);
    trained[laneOf(sample)] += 1;
    if (sample.free) {
      free.add(queueLevels(sample), wait);
    } else {
      const place = placeOf({ scope, calledFirst }, sample);
      perPlace.add(rateLevels(sample), wait / place, place);
      hours.add(hourLevels(sample), wait);
    }
  }
  return {
    scope,
    trained,
    calledFirst,
    msPerPlace: yield* perPlace.medians(),
    hourMeanMs: yield* hours.means(),
    freeMs: yield* free.medians(),
  };
}

function* fitCalledFirst(samples: readonly WaitSample[]): Steps<Cells> {
  const shares = new Gathering();
  for (const [at, sample] of samples.entries()) {
    if (at % TICKETS_A_STEP === 0) yield;
    sample.ahead.forEach((group, index) => {
      shares.add(pairLevels(group, sample), (sample.calledBefore[index] ?? 0) / group.count, group.count);
    });
  }
  return yield* shares.means();
}

/** 1 = next to be called; whoever stands ahead adds at most 1. */
export function placeOf(model: Pick<WaitModel, 'scope' | 'calledFirst'>, question: WaitQuestion): number {
  return question.ahead.reduce((place, group) => {
    if (model.scope === 'service' && group.service !== question.service) return place;
    const share = shrunk(model.calledFirst, pairLevels(group, question), CALLED_FIRST_STRENGTH) ?? 1;
    return place + group.count * share;
  }, 1);
}

/** Expected wait in ms before today's pace is looked at; null when nothing was learned that fits. */
export function learnedWaitMs(model: WaitModel, question: WaitQuestion): number | null {
  if (question.free) return shrunk(model.freeMs, queueLevels(question), RATE_STRENGTH);
  const rate = shrunk(model.msPerPlace, rateLevels(question), RATE_STRENGTH);
  const hour = shrunk(model.hourMeanMs, hourLevels(question), RATE_STRENGTH);
  if (rate === null || hour === null) return null;
  return (1 - HOUR_SHARE) * rate * placeOf(model, question) + HOUR_SHARE * hour;
}

const BRANCH = '';

/** Branch → class → queue. */
function queueLevels(queue: Queue): readonly string[] {
  return [BRANCH, `* ${queue.class}`, queueKey(queue)];
}

function rateLevels(question: WaitQuestion): readonly string[] {
  const part = DAY_PART_HOURS.filter((hour) => question.hour >= hour).length;
  return [...queueLevels(question), `${queueKey(question)} ${part}`];
}

function hourLevels(question: WaitQuestion): readonly string[] {
  return [BRANCH, `${question.hour}`, `${queueKey(question)} ${question.hour}`];
}

function pairLevels(ahead: Queue, own: Queue): readonly string[] {
  return [BRANCH, `${ahead.class} > ${own.class}`, `${queueKey(ahead)} > ${queueKey(own)}`];
}
