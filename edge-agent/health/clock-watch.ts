import type { Cancel, Clock } from '#contract/clock.ts';

/** Larger differences are a clock that was set; smaller ones its normal drift and correction. */
export const STEP_MS = 2_000;
const CHECK_MS = 5_000;

export interface ClockWatchOptions {
  /** The wall clock under suspicion, epoch ms. */
  readonly now: () => number;
  /** A clock that nobody can set (ms from any origin) and that runs at the same rate. */
  readonly monotonic: () => number;
  readonly pace: Clock;
  readonly onStep: (byMs: number) => void;
}

/** Reports when the wall clock jumps against the monotonic one: times before and after do not fit together. */
export function watchClock({ now, monotonic, pace, onStep }: ClockWatchOptions): Cancel {
  let offset = now() - monotonic();
  let cancel: Cancel = () => {};
  const check = (): void => {
    const byMs = Math.round(now() - monotonic() - offset);
    // Every check starts anew, so that slow correction by a time service never adds up to a step.
    offset += byMs;
    cancel = pace.after(CHECK_MS, check);
    if (Math.abs(byMs) >= STEP_MS) onStep(byMs);
  };
  cancel = pace.after(CHECK_MS, check);
  return () => cancel();
}
