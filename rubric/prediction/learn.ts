import { EMPTY_TRACK, bandAround, judge, withRatio, type Forecast, type Track } from './forecast.ts';
import { inOrder } from './in-order.ts';
import { fitModel, learnedWaitMs, type Scope, type WaitModel } from './model.ts';
import { laneOf, waitMsOf, type WaitSample } from './question.ts';
import type { Steps } from './steps.ts';

export interface Learned {
  readonly model: WaitModel;
  /** As it stands after the last of the tickets. */
  readonly track: Track;
}

const SCOPES: readonly Scope[] = ['hall', 'service'];
/** As many newest days are held out as hold this many queued tickets: twice what the band rests on. */
const HELD_OUT_TICKETS = 400;

/**
 * Learns from past tickets. The newest days are predicted each from all the others: their errors choose between the
 * two scopes and calibrate the band. With one day only, that day has to do for both.
 */
export function* learn(samples: readonly WaitSample[]): Steps<Learned> {
  const days = heldOutDays(samples);
  let best: { readonly scope: Scope; readonly held: Held; readonly error: number } | null = null;
  for (const scope of SCOPES) {
    const held: Held = new Map();
    for (const date of days) {
      const others = samples.filter((sample) => sample.date !== date);
      const model = yield* fitModel(others.length === 0 ? samples : others, scope);
      for (const sample of samples) if (sample.date === date) hold(held, model, sample);
      yield;
    }
    const error = totalError(held);
    if (best === null || error < best.error) best = { scope, held, error };
  }
  const model = yield* fitModel(samples, best?.scope ?? 'hall');
  yield;
  return { model, track: trackOf(best?.held ?? new Map()) };
}

/** What the other days say of each ticket of a held-out day, ms. */
type Held = Map<WaitSample, number>;

function hold(held: Held, model: WaitModel, sample: WaitSample): void {
  const learnedMs = learnedWaitMs(model, sample);
  if (learnedMs !== null) held.set(sample, learnedMs);
}

function heldOutDays(samples: readonly WaitSample[]): readonly string[] {
  const queued = new Map<string, number>();
  for (const sample of samples) queued.set(sample.date, (queued.get(sample.date) ?? 0) + (sample.free ? 0 : 1));
  const days: string[] = [];
  let tickets = 0;
  for (const [date, count] of [...queued].toSorted(([a], [b]) => (a < b ? 1 : -1))) {
    if (tickets >= HELD_OUT_TICKETS) break;
    days.push(date);
    tickets += count;
  }
  return days;
}

function totalError(held: Held): number {
  let sum = 0;
  for (const [sample, learnedMs] of held) sum += Math.abs(learnedMs - waitMsOf(sample));
  return sum;
}

/** The held-out days lived through once more. */
function trackOf(held: Held): Track {
  let track = EMPTY_TRACK;
  const open = new Map<WaitSample, Forecast>();
  inOrder([...held.keys()], {
    asked(sample) {
      const made = bandAround(track, laneOf(sample), held.get(sample)!);
      if (made !== null) open.set(sample, made);
    },
    called(sample) {
      const made = open.get(sample);
      const wait = waitMsOf(sample);
      track =
        made === undefined
          ? withRatio(track, { lane: laneOf(sample), learnedMs: held.get(sample)! }, wait)
          : judge(track, made, { waitMs: wait, date: sample.date });
    },
  });
  return track;
}
