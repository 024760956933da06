import type { Cancel, Clock } from '#contract/clock.ts';

/**
 * Runs an action some time after it was asked for, once for everything asked for meanwhile, and never twice at a time.
 * What is asked for while it runs is run again afterwards.
 */
export class Debounced {
  readonly #clock: Clock;
  readonly #delayMs: number;
  readonly #action: () => Promise<void>;
  #cancel: Cancel | null = null;
  #running: Promise<void> | null = null;

  /** `action` does not reject. */
  constructor(clock: Clock, delayMs: number, action: () => Promise<void>) {
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#action = action;
  }

  ask(): void {
    this.#cancel ??= this.#clock.after(this.#delayMs, () => void this.#run());
  }

  /** Runs now what was asked for; resolves when nothing is left to do. */
  async settle(): Promise<void> {
    while (this.#cancel !== null || this.#running !== null) await (this.#running ?? this.#run());
  }

  async #run(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    // Its turn comes when the running one has ended.
    if (this.#running !== null) return this.#running.then(() => this.ask());
    this.#running = this.#action().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }
}
