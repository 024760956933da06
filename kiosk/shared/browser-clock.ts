import type { Cancel, Clock } from '#contract/clock.ts';

/** The one place where the pages touch the browser's time. */
export const browserClock: Clock = {
  now: () => Date.now(),
  after(delayMs, action): Cancel {
    const timer = window.setTimeout(action, Math.max(0, delayMs));
    return () => window.clearTimeout(timer);
  },
};

/** Time since the page began: for countdowns, which must not jump when somebody sets the device's clock. */
export const steadyClock: Clock = {
  now: () => Math.round(performance.now()),
  after: browserClock.after,
};
