import type { Cancel, Clock } from '#contract/clock.ts';

interface Entry {
  readonly at: number;
  readonly order: number;
  /** Null once cancelled. */
  action: (() => void) | null;
}

/** Future events in order of time, ties in order of scheduling; its time is that of the event being run. */
export class EventQueue implements Clock {
  #now: number;
  #order = 0;
  /** Binary heap: the earliest entry is first. */
  readonly #heap: Entry[] = [];

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): Cancel {
    const entry: Entry = { at: this.#now + Math.max(0, Math.round(delayMs)), order: this.#order++, action };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return () => {
      entry.action = null;
    };
  }

  /** Time of the next event, null when there is none. */
  deadline(): number | null {
    while (this.#heap[0]?.action === null) this.#removeFirst();
    return this.#heap[0]?.at ?? null;
  }

  /** Runs the next event; false when there is none at or before `until`. */
  runNext(until: number): boolean {
    const at = this.deadline();
    if (at === null || at > until) return false;
    const { action } = this.#removeFirst();
    this.#now = Math.max(this.#now, at);
    action!();
    return true;
  }

  /** Lets time pass without events; time never goes back. */
  moveTo(at: number): void {
    this.#now = Math.max(this.#now, at);
  }

  #removeFirst(): Entry {
    const first = this.#heap[0]!;
    const last = this.#heap.pop()!;
    if (this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #rise(start: number): void {
    for (let index = start; index > 0;) {
      const parent = (index - 1) >> 1;
      if (!this.#before(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #sink(start: number): void {
    for (let index = start; ;) {
      let first = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < this.#heap.length && this.#before(child, first)) first = child;
      }
      if (first === index) return;
      this.#swap(index, first);
      index = first;
    }
  }

  #before(left: number, right: number): boolean {
    const a = this.#heap[left]!;
    const b = this.#heap[right]!;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(left: number, right: number): void {
    [this.#heap[left], this.#heap[right]] = [this.#heap[right]!, this.#heap[left]!];
  }
}
