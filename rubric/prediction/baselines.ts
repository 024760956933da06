import { mean, quantileType7 } from '../statistics/summary.ts';
import { waitMsOf, type WaitSample } from './question.ts';

/**
 * The simple ways to estimate a wait that a better one has to beat. Source: measuring definitions, wait prediction;
 * LES and HOL after Ibrahim and Whitt, "Real-time delay estimation based on delay history" (2009).
 */

export const BASELINES = [
  'training-mean',
  'hour-mean',
  'last-customer', // LES: the wait of whoever was called last
  'head-of-line', // HOL: how long the first in line has waited so far
  'queue-pace', // (people ahead + 1) × mean gap between the calls of the last hour
  'place-median', // (people ahead + 1) × median of wait / (people ahead + 1)
] as const;
export type Baseline = (typeof BASELINES)[number];

export interface Baselines {
  /** ms by method. */
  ask(sample: WaitSample): Readonly<Record<Baseline, number>>;
  /** To be told of every call, in the order of time. */
  called(sample: WaitSample): void;
}

const HOUR_MS = 3_600_000;

/** `training`: tickets that queued, at least one. */
export function createBaselines(training: readonly WaitSample[]): Baselines {
  const waits = training.map(waitMsOf);
  const overall = mean(waits) ?? 0;
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const sample = training.filter((each) => each.hour === hour).map(waitMsOf);
    return mean(sample) ?? overall;
  });
  const perPlace = quantileType7(
    training.map((sample) => waitMsOf(sample) / (countAhead(sample) + 1)),
    0.5,
  );
  let last = overall;
  let calls: number[] = [];
  return {
    ask(sample) {
      const places = countAhead(sample) + 1;
      calls = calls.filter((at) => at > sample.issuedAt - HOUR_MS);
      return {
        'training-mean': overall,
        'hour-mean': hours[sample.hour] ?? overall,
        'last-customer': last,
        'head-of-line': sample.oldestAheadMs,
        'queue-pace': calls.length === 0 ? overall : (places * HOUR_MS) / calls.length,
        'place-median': places * (perPlace ?? overall),
      };
    },
    called(sample) {
      calls.push(sample.calledAt);
      if (!sample.free) last = waitMsOf(sample);
    },
  };
}

function countAhead({ ahead }: WaitSample): number {
  return ahead.reduce((sum, { count }) => sum + count, 0);
}
