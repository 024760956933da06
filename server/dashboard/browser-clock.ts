import type { Cancel, Clock } from '#contract/clock.ts';

/** The one place where the page touches the browser's time. */
export const browserClock: Clock = {
  now: () => Date.now(),
  after(delayMs, action): Cancel {
    const timer = window.setTimeout(action, Math.max(0, delayMs));
    return () => window.clearTimeout(timer);
  },
};
