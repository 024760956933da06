import type { Clock } from '#contract/clock.ts';

/** Resolves when `start` calls `done`, at the latest after `limitMs`: engines forget to say that they have finished. */
export function within(clock: Clock, limitMs: number, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMs, resolve);
    start(() => {
      cancel();
      resolve();
    });
  });
}
