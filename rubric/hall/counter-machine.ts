import type { CounterStateName } from '#contract/live.ts';

/** What can happen to a service position, whatever the device called it. */
export const COUNTER_SIGNALS = [
  'open', // log-in, or the open key
  'pause',
  'close', // log-out, or closed
  'call',
  'start',
  'release', // the ticket left the counter
  'release-invited', // … and its customer is invited to rate
  'invite',
  'answer', // rated, or the invitation expired
  'reset', // day close
] as const;
export type CounterSignal = (typeof COUNTER_SIGNALS)[number];

type Row = Readonly<Partial<Record<CounterSignal, CounterStateName>>>;

/** What is not in the table leaves the state as it is. A call or start opens a counter that never logged in. */
const TABLE: Readonly<Record<CounterStateName, Row>> = {
  closed: { open: 'idle', pause: 'paused', call: 'called', start: 'serving', invite: 'rating' },
  idle: { pause: 'paused', close: 'closed', call: 'called', start: 'serving', invite: 'rating', reset: 'closed' },
  called: {
    pause: 'paused',
    close: 'closed',
    start: 'serving',
    release: 'idle',
    'release-invited': 'rating',
    reset: 'closed',
  },
  serving: {
    pause: 'paused',
    close: 'closed',
    call: 'called',
    release: 'idle',
    'release-invited': 'rating',
    reset: 'closed',
  },
  rating: { pause: 'paused', close: 'closed', call: 'called', start: 'serving', answer: 'idle', reset: 'closed' },
  paused: { open: 'idle', close: 'closed', call: 'called', start: 'serving', reset: 'closed' },
};

/** Next state of a counter; total: every signal is allowed in every state. */
export function counterTransition(state: CounterStateName, signal: CounterSignal): CounterStateName {
  return TABLE[state][signal] ?? state;
}
