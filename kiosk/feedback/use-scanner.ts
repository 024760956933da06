import { useEffect, useRef } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { TicketNumber } from '#contract/ids.ts';
import { NO_SCAN, scanKey } from './scan.ts';

/** Hands out what a scanner types: a ticket, or null for another code. Text fields keep their keys. */
export function useScanner(clock: Clock, enabled: boolean, onRead: (ticket: TicketNumber | null) => void): void {
  const latest = useRef(onRead);
  latest.current = onRead;
  useEffect(() => {
    if (!enabled) return undefined;
    let scan = NO_SCAN;
    const listen = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
      const step = scanKey(scan, event.key, clock.now());
      scan = step.scan;
      // Its Enter must not press the button that happens to have the focus.
      if (step.swallow) event.preventDefault();
      if (step.read !== undefined) latest.current(step.read);
    };
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, [clock, enabled]);
}
