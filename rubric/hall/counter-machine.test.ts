import { expect, test } from 'vitest';
import { counterStateSchema, type CounterStateName } from '#contract/live.ts';
import { COUNTER_SIGNALS, counterTransition, type CounterSignal } from './counter-machine.ts';

/** Columns as in COUNTER_SIGNALS: open, pause, close, call, start, release, release-invited, invite, answer, reset. */
const EXPECTED: Record<CounterStateName, readonly CounterStateName[]> = {
  closed: ['idle', 'paused', 'closed', 'called', 'serving', 'closed', 'closed', 'rating', 'closed', 'closed'],
  idle: ['idle', 'paused', 'closed', 'called', 'serving', 'idle', 'idle', 'rating', 'idle', 'closed'],
  called: ['called', 'paused', 'closed', 'called', 'serving', 'idle', 'rating', 'called', 'called', 'closed'],
  serving: ['serving', 'paused', 'closed', 'called', 'serving', 'idle', 'rating', 'serving', 'serving', 'closed'],
  rating: ['rating', 'paused', 'closed', 'called', 'serving', 'rating', 'rating', 'rating', 'idle', 'closed'],
  paused: ['idle', 'paused', 'closed', 'called', 'serving', 'paused', 'paused', 'paused', 'paused', 'closed'],
};

const cells = Object.entries(EXPECTED).flatMap(([state, row]) =>
  COUNTER_SIGNALS.map((signal, index): [CounterStateName, CounterSignal, CounterStateName] => [
    state as CounterStateName,
    signal,
    row[index]!,
  ]),
);

test('the table covers every state of the contract', () => {
  expect(Object.keys(EXPECTED).toSorted()).toEqual([...counterStateSchema.options].toSorted());
});

test.each(cells)('a counter that is %s and gets %s is then %s', (state, signal, next) => {
  expect(counterTransition(state, signal)).toBe(next);
});
