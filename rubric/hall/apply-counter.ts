import type { EventOf } from '#contract/events.ts';
import { counterOf, finishLeg, signal } from './counters.ts';
import type { Work } from './state.ts';

/** Counter events. */

export function onLogin(work: Work, event: EventOf<'counter.login'>): void {
  const counter = counterOf(work.hall, event.counter, event.at);
  counter.teller = event.teller;
  signal(counter, 'open', event.at);
}

export function onOpen(work: Work, event: EventOf<'counter.open'>): void {
  signal(counterOf(work.hall, event.counter, event.at), 'open', event.at);
}

export function onPaused(work: Work, event: EventOf<'counter.paused'>): void {
  signal(counterOf(work.hall, event.counter, event.at), 'pause', event.at);
}

/** Log-out or closed: a service that is still open ends here, but nobody said so. The invitation stays open. */
export function onClosed(work: Work, event: EventOf<'counter.logout' | 'counter.closed'>): void {
  const counter = counterOf(work.hall, event.counter, event.at);
  if (counter.current !== null) finishLeg(work, counter.current, event.at, { inferred: true, byNext: false });
  counter.teller = null;
  signal(counter, 'close', event.at);
}
