/**
 * The time base every process takes by injection; nothing else may read the wall clock or start a timer.
 * A scaled clock lets one demo system run a day in minutes: all its processes get the same specification
 * through HALLMETER_CLOCK and therefore agree on the time without talking to each other.
 */

export type Cancel = () => void;

export interface Clock {
  /** Epoch milliseconds, integer. */
  now(): number;
  /** Runs `action` once after `delayMs` of this clock's time; the result cancels it. */
  after(delayMs: number, action: () => void): Cancel;
}

/** Clock time = `startAt` + (real − `realAt`) × `factor`. */
export interface ClockSpec {
  readonly realAt: number;
  readonly startAt: number;
  readonly factor: number;
}

export function scaledClock(spec: ClockSpec): Clock {
  return {
    now: () => Math.round(spec.startAt + (Date.now() - spec.realAt) * spec.factor),
    after(delayMs, action) {
      const timer = setTimeout(action, Math.max(0, delayMs / spec.factor));
      return () => clearTimeout(timer);
    },
  };
}

export function realClock(): Clock {
  return scaledClock({ realAt: 0, startAt: 0, factor: 1 });
}

/** HALLMETER_CLOCK is `realAt:startAt:factor`; absent or empty means real time. */
export function clockFromEnvironment(text: string | undefined): Clock {
  if (text === undefined || text === '') return realClock();
  const [realAt, startAt, factor] = text.split(':').map(Number);
  if (![realAt, startAt, factor].every(Number.isFinite) || !(factor! > 0)) {
    throw new Error(`HALLMETER_CLOCK is "${text}", expected realAt:startAt:factor with factor > 0`);
  }
  return scaledClock({ realAt: realAt!, startAt: startAt!, factor: factor! });
}

export function formatClockSpec(spec: ClockSpec): string {
  return `${spec.realAt}:${spec.startAt}:${spec.factor}`;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** A clock that moves only when told to: replays and tests. Timers fire in time order, ties in start order. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): Cancel {
    const timer = { at: this.#now + Math.max(0, Math.round(delayMs)), order: this.#order++, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves to `at`, firing everything due on the way at its own time. Going back throws. */
  advanceTo(at: number): void {
    if (at < this.#now) throw new Error(`virtual clock cannot go back from ${this.#now} to ${at}`);
    for (let due = this.#due(at); due !== null; due = this.#due(at)) {
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.action();
    }
    this.#now = at;
  }

  advance(ms: number): void {
    this.advanceTo(this.#now + ms);
  }

  #due(until: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.at > until) continue;
      if (first === null || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  }
}
