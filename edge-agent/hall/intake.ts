import type { Cancel, Clock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import type { HallLog } from '../health/agent-log.ts';
import { JournalError } from '../journal/journal-error.ts';
import { messageOf } from '../links/link.ts';
import type { Recorder } from './recorder.ts';

/** A device does not repeat what it said, so its events wait in memory while the disk refuses, in order. */
export interface Intake {
  accept(bodies: readonly EventBody[]): void;
  /** Tries once more to store what waits; true when nothing waits any more. */
  flush(): boolean;
  stop(): void;
  counts(): { readonly waiting: number; readonly lost: number };
}

/** Half an hour of a very busy hall. */
export const MOST_WAITING = 20_000;
const RETRY_MS = 1_000;
const ROWS_AT_ONCE = 500;

export interface IntakeOptions {
  readonly recorder: Pick<Recorder, 'record'>;
  /** Real time. */
  readonly pace: Clock;
  readonly log: HallLog;
}

export function createIntake(options: IntakeOptions): Intake {
  return new HoldingIntake(options);
}

class HoldingIntake implements Intake {
  readonly #options: IntakeOptions;
  #waiting: EventBody[] = [];
  #lost = 0;
  #cancelRetry: Cancel = () => {};

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  accept(bodies: readonly EventBody[]): void {
    if (bodies.length === 0) return;
    if (this.#waiting.length === 0 && this.#store(bodies)) return;
    this.#hold(bodies);
  }

  flush(): boolean {
    const held = this.#waiting.length;
    while (this.#waiting.length > 0 && this.#store(this.#waiting.slice(0, ROWS_AT_ONCE))) {
      this.#waiting = this.#waiting.slice(ROWS_AT_ONCE);
    }
    const isDone = this.#waiting.length === 0;
    if (held > 0 && isDone) this.#options.log.write('hall.events-stored-late', { events: held });
    return isDone;
  }

  stop(): void {
    this.#cancelRetry();
    if (this.flush()) return;
    this.#lost += this.#waiting.length;
    this.#options.log.write('hall.events-lost', { events: this.#waiting.length });
    this.#waiting = [];
  }

  counts(): { readonly waiting: number; readonly lost: number } {
    return { waiting: this.#waiting.length, lost: this.#lost };
  }

  /** False only when storing later may succeed. */
  #store(bodies: readonly EventBody[]): boolean {
    const { recorder, log } = this.#options;
    try {
      recorder.record(bodies);
      return true;
    } catch (error) {
      if (error instanceof JournalError) return false;
      log.write('hall.event-refused', { type: bodies.map((body) => body.type).join(' '), reason: messageOf(error) });
      this.#lost += bodies.length;
      return true;
    }
  }

  #hold(bodies: readonly EventBody[]): void {
    const { log } = this.#options;
    const room = MOST_WAITING - this.#waiting.length;
    if (this.#waiting.length === 0) log.write('hall.events-held', { events: bodies.length });
    if (bodies.length > room) {
      if (this.#lost === 0) log.write('hall.events-lost', { events: bodies.length - room });
      this.#lost += bodies.length - room;
    }
    this.#waiting.push(...bodies.slice(0, room));
    this.#armRetry();
  }

  #armRetry(): void {
    this.#cancelRetry();
    this.#cancelRetry = this.#options.pace.after(RETRY_MS, () => {
      if (!this.flush()) this.#armRetry();
    });
  }
}
