import type { Cancel, Clock } from '#contract/clock.ts';

/** Whether anybody can see the page. */
export interface Visibility {
  hidden(): boolean;
  onChange(listener: () => void): Cancel;
}

/**
 * Calls `onTick` now and just after every full step, so that all figures change together and none is skipped. Rests
 * while the page is hidden: one timer at most, and after hours of sleep a single tick brings everything up to date.
 */
export function startTicker(clock: Clock, everyMs: number, visibility: Visibility, onTick: () => void): Cancel {
  let cancelTimer: Cancel = () => undefined;
  const tick = (): void => {
    cancelTimer();
    if (visibility.hidden()) return;
    onTick();
    cancelTimer = clock.after(everyMs - (clock.now() % everyMs) + 5, tick);
  };
  const cancelChange = visibility.onChange(tick);
  tick();
  return () => {
    cancelChange();
    cancelTimer();
  };
}

export const pageVisibility: Visibility = {
  hidden: () => document.hidden,
  onChange(listener) {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};
