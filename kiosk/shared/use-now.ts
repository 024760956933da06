import { useEffect, useState } from 'preact/hooks';
import type { Cancel, Clock } from '#contract/clock.ts';

/** The time of the page, renewed every `everyMs`: what makes waits tick. */
export function useNow(clock: Clock, everyMs: number): number {
  const [now, setNow] = useState(clock.now());
  useEffect(() => {
    let cancel: Cancel;
    const tick = (): void => {
      setNow(clock.now());
      // Just after the next full step, so that all figures change together and none is skipped.
      cancel = clock.after(everyMs - (clock.now() % everyMs) + 5, tick);
    };
    tick();
    return () => cancel();
  }, [clock, everyMs]);
  return now;
}
