import type { Link, LinkHandlers, LinkProblem } from './link.ts';
import { createAttempt } from './link.ts';
import type { Attempt } from './link.ts';

/**
 * A link whose far end is held by whoever made it: tests, and captures being replayed. `accepts` decides what an
 * attempt to open meets.
 */
export interface MemoryLink extends Link {
  /** What the next attempts to open run into; null = they succeed. */
  refuseWith(problem: LinkProblem | null): void;
  /** Bytes from the device. Ignored while nobody has opened the link, as on a real line. */
  deliver(chunk: Uint8Array): void;
  /** The device goes away. */
  breakWith(problem: LinkProblem): void;
  readonly isOpen: boolean;
  readonly attempts: number;
  readonly written: readonly Uint8Array[];
}

class MemoryLinkEnd implements MemoryLink {
  attempts = 0;
  readonly written: Uint8Array[] = [];
  #problem: LinkProblem | null = null;
  #attempt: Attempt | null = null;

  get isOpen(): boolean {
    return this.#attempt !== null && !this.#attempt.over;
  }

  open(handlers: LinkHandlers): void {
    this.attempts += 1;
    const attempt = createAttempt(handlers);
    if (this.#problem !== null) {
      attempt.onClosed(this.#problem);
      return;
    }
    this.#attempt = attempt;
    attempt.onOpen();
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.isOpen) throw new Error('the link is not open');
    this.written.push(bytes);
  }

  async close(): Promise<void> {
    this.#attempt?.mute();
    this.#attempt = null;
  }

  refuseWith(problem: LinkProblem | null): void {
    this.#problem = problem;
  }

  deliver(chunk: Uint8Array): void {
    this.#attempt?.onBytes(chunk);
  }

  breakWith(problem: LinkProblem): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.onClosed(problem);
  }
}

export function createMemoryLink(): MemoryLink {
  return new MemoryLinkEnd();
}
