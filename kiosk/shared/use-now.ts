import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import { pageVisibility, startTicker } from './ticker.ts';

/** The time of the page, renewed every `everyMs` while it can be seen: what makes waits tick. */
export function useNow(clock: Clock, everyMs: number): number {
  const [now, setNow] = useState(clock.now());
  useEffect(() => startTicker(clock, everyMs, pageVisibility, () => setNow(clock.now())), [clock, everyMs]);
  return now;
}
