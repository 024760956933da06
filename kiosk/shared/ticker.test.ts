import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { Cancel, Clock } from '#contract/clock.ts';
import { startTicker } from './ticker.ts';

const HOUR = 3_600_000;

/** Counts the timers that are pending at once. */
class CountingClock implements Clock {
  readonly #clock = new VirtualClock(500);
  pending = 0;

  now(): number {
    return this.#clock.now();
  }

  after(delayMs: number, action: () => void): Cancel {
    let open = true;
    const close = (): void => {
      if (open) this.pending -= 1;
      open = false;
    };
    this.pending += 1;
    const cancel = this.#clock.after(delayMs, () => {
      close();
      action();
    });
    return () => {
      close();
      cancel();
    };
  }

  advance(ms: number): void {
    this.#clock.advance(ms);
  }
}

let clock: CountingClock;
let ticks: number[];
let hidden: boolean;
let listeners: Set<() => void>;
let stop: Cancel;

function show(visible: boolean): void {
  hidden = !visible;
  for (const listener of listeners) listener();
}

beforeEach(() => {
  clock = new CountingClock();
  ticks = [];
  hidden = false;
  listeners = new Set();
  const visibility = {
    hidden: () => hidden,
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  stop = startTicker(clock, 1_000, visibility, () => ticks.push(clock.now()));
});

test('ticks at once and then just after each full second', () => {
  clock.advance(2_600);
  expect(ticks).toEqual([500, 1_005, 2_005, 3_005]);
});

test('a page hidden for six hours does nothing meanwhile and ticks once when it is seen again', () => {
  show(false);
  clock.advance(6 * HOUR);
  expect([ticks.length, clock.pending]).toEqual([1, 0]);
  show(true);
  expect([ticks.length, clock.pending]).toEqual([2, 1]);
  clock.advance(1_000);
  expect([ticks.length, clock.pending]).toEqual([3, 1]);
});

test('being hidden and seen again and again leaves one timer', () => {
  for (let times = 0; times < 1_000; times += 1) {
    show(false);
    show(true);
    show(true);
  }
  expect(clock.pending).toBe(1);
});

test('stopping leaves no timer and no listener', () => {
  stop();
  expect([clock.pending, listeners.size]).toEqual([0, 0]);
  clock.advance(HOUR);
  expect(ticks).toEqual([500]);
});
