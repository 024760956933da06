import type { Cancel, Clock } from '#contract/clock.ts';
import type { RatingRequest } from '#contract/local-api.ts';
import { retryDelayMs } from '../shared/retry.ts';
import type { KeptRating, RatingStore } from './rating-store.ts';

/**
 * Brings ratings to the agent: kept on the device from the tap until the agent says that it has stored them, repeated
 * under the same id until then, so that neither a reload nor an agent restart loses or doubles one.
 */

/** HTTP status of the answer, or nobody answered. */
export type PostOutcome = number | 'unreachable';
export type Post = (request: RatingRequest) => Promise<PostOutcome>;

/** For the person in front of the screen: said only when true. */
export type RatingProgress = 'sending' | 'stored' | 'not-yet-stored' | 'refused';

export type NextStep =
  | { readonly step: 'stored' }
  | { readonly step: 'retry'; readonly kept: KeptRating }
  | { readonly step: 'refused' };

/** Statuses that say: this rating, never. Everything else may pass. */
const FINAL: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** What an answer means for a rating. `attempt` counts from 1; `random` in [0, 1) spreads the retries. */
export function afterAnswer(
  kept: KeptRating,
  outcome: PostOutcome,
  { attempt, now, random }: { attempt: number; now: number; random: number },
): NextStep {
  if (outcome !== 'unreachable' && outcome >= 200 && outcome < 300) return { step: 'stored' };
  if (outcome === 422 && kept.request.counter !== undefined) {
    // The counter has been removed from the hall; the opinion still counts for the branch.
    const { counter: _gone, ...request } = kept.request;
    return { step: 'retry', kept: { request, sendAt: now } };
  }
  if (outcome !== 'unreachable' && FINAL.has(outcome)) return { step: 'refused' };
  return { step: 'retry', kept: { ...kept, sendAt: now + retryDelayMs(attempt, random) } };
}

export interface DeliveryOptions {
  readonly store: RatingStore;
  readonly post: Post;
  readonly clock: Clock;
  readonly random: () => number;
  /** Some progress has changed. */
  readonly onChange: () => void;
}

interface Item {
  kept: KeptRating;
  attempts: number;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #waiting = new Map<string, Item>();
  /** Outcome of the latest ratings, for the thank-you; the oldest is forgotten. */
  readonly #done = new Map<string, 'stored' | 'refused'>();
  #cancelTimer: Cancel = () => undefined;
  #sending: string | null = null;
  #stopped = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    const now = options.clock.now();
    for (const kept of options.store.all()) {
      // Nobody can add to a rating from before the reload, so it leaves at once, whatever its time says.
      this.#waiting.set(kept.request.rating, { kept: { ...kept, sendAt: now }, attempts: 0 });
    }
    this.#schedule();
  }

  /** Keeps a rating now, sends it at `sendAt`. The same id again replaces it, as long as it has not left. */
  keep(request: RatingRequest, sendAt: number): void {
    const item = this.#waiting.get(request.rating);
    const hasLeft = this.#done.has(request.rating) || this.#sending === request.rating || (item?.attempts ?? 0) > 0;
    if (hasLeft) return;
    const kept = { request, sendAt };
    this.#options.store.put(kept);
    this.#waiting.set(request.rating, { kept, attempts: 0 });
    this.#options.onChange();
    this.#schedule();
  }

  progress(rating: string): RatingProgress {
    const done = this.#done.get(rating);
    if (done !== undefined) return done;
    return (this.#waiting.get(rating)?.attempts ?? 0) > 0 ? 'not-yet-stored' : 'sending';
  }

  /** Ratings that were tried and are still only on this device. */
  overdue(): number {
    return [...this.#waiting.values()].filter(({ attempts }) => attempts > 0).length;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  /** One at a time, the earliest due first. */
  #schedule(): void {
    this.#cancelTimer();
    if (this.#sending !== null || this.#stopped) return;
    const next = [...this.#waiting.values()].toSorted((a, b) => a.kept.sendAt - b.kept.sendAt)[0];
    if (next === undefined) return;
    const { clock } = this.#options;
    this.#cancelTimer = clock.after(next.kept.sendAt - clock.now(), () => void this.#send(next));
  }

  async #send(item: Item): Promise<void> {
    const { clock, post, random } = this.#options;
    const { rating } = item.kept.request;
    this.#sending = rating;
    const outcome = await post(item.kept.request);
    this.#sending = null;
    item.attempts += 1;
    this.#apply(
      item,
      outcome,
      afterAnswer(item.kept, outcome, { attempt: item.attempts, now: clock.now(), random: random() }),
    );
    this.#options.onChange();
    this.#schedule();
  }

  #apply(item: Item, outcome: PostOutcome, next: NextStep): void {
    const { store, clock } = this.#options;
    const { rating } = item.kept.request;
    if (next.step === 'retry') {
      item.kept = next.kept;
      store.put(next.kept);
      return;
    }
    if (next.step === 'stored') {
      store.remove(rating);
      // The agent is back: no reason for the others to wait any longer.
      for (const other of this.#waiting.values()) {
        if (other.attempts > 0) other.kept = { ...other.kept, sendAt: Math.min(other.kept.sendAt, clock.now()) };
      }
    } else {
      store.setAside(item.kept, Number(outcome));
    }
    this.#waiting.delete(rating);
    this.#done.set(rating, next.step);
    for (const oldest of this.#done.keys()) {
      if (this.#done.size <= 50) break;
      this.#done.delete(oldest);
    }
  }
}

/** Long enough for a busy disk, short enough to try again while the person is still there. */
const ANSWER_MS = 4_000;

export function httpPost(clock: Clock): Post {
  return async (request) => {
    const abort = new AbortController();
    const cancel = clock.after(ANSWER_MS, () => abort.abort());
    try {
      const response = await fetch('/api/ratings', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        // A rating on its way survives a reload of the page.
        keepalive: true,
        signal: abort.signal,
      });
      return response.status;
    } catch {
      return 'unreachable';
    } finally {
      cancel();
    }
  };
}
