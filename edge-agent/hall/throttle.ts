import type { Cancel, Clock } from '#contract/clock.ts';

/** Runs an action on request, at once when it rested long enough, else once when the gap is over. */
export interface Throttle {
  request(): void;
  /** Runs now what still waits. */
  flush(): void;
  stop(): void;
}

export function createThrottle(pace: Clock, gapMs: number, action: () => void): Throttle {
  let lastAt = Number.NEGATIVE_INFINITY;
  let cancel: Cancel | null = null;
  const run = (): void => {
    cancel = null;
    lastAt = pace.now();
    action();
  };
  return {
    request() {
      if (cancel !== null) return;
      const waitMs = lastAt + gapMs - pace.now();
      // A clock that was set back must not silence anything for longer than the gap.
      if (waitMs <= 0 || waitMs > gapMs) run();
      else cancel = pace.after(waitMs, run);
    },
    flush() {
      if (cancel === null) return;
      cancel();
      run();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
