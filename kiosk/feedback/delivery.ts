import type { Cancel, Clock } from '#contract/clock.ts';
import type { RatingDetailRequest, RatingRequest, SurveyRequest } from '#contract/local-api.ts';
import { retryDelayMs } from '../shared/retry.ts';
import type { JobStore } from './job-store.ts';
import { jobName, requestOf, withoutUnknown } from './job.ts';
import type { Job, JobRequest, KeptJob } from './job.ts';

/**
 * Brings ratings and surveys to the agent: kept on the device from the tap until the agent says that it has stored
 * them, repeated under the same id until then, so that neither a reload nor an agent restart loses or doubles one.
 * A rating leaves at once; its detail and withdrawal follow once it was taken. One request at a time.
 */

/** HTTP status of the answer, or nobody answered. */
export type SendOutcome = number | 'unreachable';
export type Send = (request: JobRequest) => Promise<SendOutcome>;

/** For the person in front of the screen: said only when true. */
export type RatingProgress = 'sending' | 'stored' | 'kept' | 'refused';

export type NextStep =
  | { readonly step: 'stored' }
  | { readonly step: 'refused' }
  /** At once, in another form. */
  | { readonly step: 'change'; readonly job: Job }
  | { readonly step: 'retry' };

/** After this long without an answer the person is told that the rating is safe on this device, and may go. */
export const KEPT_MS = 300;
/** Details change with each chip; they leave when the person pauses. */
export const SETTLE_MS = 600;
/** The agent takes nothing older; it would not know which day it belongs to. */
export const MOST_HELD_MS = 7 * 86_400_000;

/** Statuses that say: this one, never. Everything else may pass. */
const FINAL: ReadonlySet<number> = new Set([400, 409, 410, 413, 415, 422]);

/** What an answer means for a job. */
export function afterAnswer(job: Job, outcome: SendOutcome): NextStep {
  if (outcome === 'unreachable') return { step: 'retry' };
  if (outcome >= 200 && outcome < 300) return { step: 'stored' };
  const rest = outcome === 422 ? withoutUnknown(job) : null;
  if (rest !== null) return { step: 'change', job: rest };
  // A detail or withdrawal whose rating the agent does not know has nowhere to go.
  const unknownRating = outcome === 404 && (job.kind === 'detail' || job.kind === 'withdrawn');
  return { step: FINAL.has(outcome) || unknownRating ? 'refused' : 'retry' };
}

export interface DeliveryOptions {
  readonly store: JobStore;
  readonly send: Send;
  /** Steady: never jumps. */
  readonly clock: Clock;
  /** Epoch ms; for what outlives this page. */
  readonly wallNow: () => number;
  readonly random: () => number;
  /** Some progress has changed. */
  readonly onChange: () => void;
}

interface Item {
  readonly kept: KeptJob;
  /** Steady time from which it has been held; in the past of this page for jobs from before a reload. */
  readonly heldSince: number;
  /** New on this page and not tried yet: goes before the backlog. */
  fresh: boolean;
  attempts: number;
  dueAt: number;
}

/** Somebody looks at what was refused within a month, or does not need its words any more. */
const WORDS_KEPT_MS = 30 * 86_400_000;

export class Delivery {
  readonly #options: DeliveryOptions;
  /** By job name, in the order of the acts. */
  readonly #waiting = new Map<string, Item>();
  /** Outcome of the latest ratings, for the thank-you; the oldest is forgotten. */
  readonly #done = new Map<string, 'stored' | 'refused'>();
  #cancelTimer: Cancel = () => undefined;
  #sending = false;
  #stopped = false;
  /** Nobody answers: the backlog waits together instead of knocking one by one. */
  #misses = 0;
  #backlogFrom = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#load(options.store.all());
    options.store.forgetWords(options.wallNow() - WORDS_KEPT_MS);
    this.#run();
  }

  rate(request: RatingRequest): void {
    this.#keep({ kind: 'rating', id: request.rating, body: request }, 0);
    // The person is told after a short while, whether or not anything else happens.
    this.#options.clock.after(KEPT_MS, this.#options.onChange);
  }

  detail(rating: string, body: RatingDetailRequest): void {
    this.#keep({ kind: 'detail', id: rating, body }, SETTLE_MS);
  }

  /** Nothing more will be added to this rating or survey. */
  settle(id: string): void {
    const now = this.#options.clock.now();
    for (const item of this.#waiting.values()) {
      if (item.kept.job.id === id && item.attempts === 0) item.dueAt = Math.min(item.dueAt, now);
    }
    this.#run();
  }

  /** What was added and has not left yet is taken back with the rating: it goes nowhere. */
  withdraw(rating: string): void {
    const detail = this.#waiting.get(`detail.${rating}`);
    if (detail !== undefined) this.#drop(detail);
    this.#keep({ kind: 'withdrawn', id: rating }, 0);
  }

  survey(response: string, body: SurveyRequest): void {
    this.#keep({ kind: 'survey', id: response, body }, 0);
  }

  progress(rating: string): RatingProgress {
    const done = this.#done.get(rating);
    if (done !== undefined) return done;
    const item = this.#waiting.get(`rating.${rating}`);
    if (item === undefined) return 'sending';
    return item.attempts > 0 || this.#heldMs(item) >= KEPT_MS ? 'kept' : 'sending';
  }

  /** Jobs that are still only on this device. */
  pending(): number {
    return this.#waiting.size;
  }

  /** Jobs that the agent will never take. */
  refused(): number {
    return this.#options.store.refused().length;
  }

  /** Tries everything now, also what was refused: somebody has looked and repaired something. */
  retryAll(): void {
    const { store } = this.#options;
    for (const kept of store.refused()) {
      store.put(kept);
      store.takeBack(kept.job);
    }
    this.#load(store.all().filter(({ job }) => !this.#waiting.has(jobName(job))));
    this.#hurryBacklog();
    this.#options.onChange();
    this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  #load(jobs: readonly KeptJob[]): void {
    const { clock, wallNow } = this.#options;
    for (const kept of jobs.toSorted((a, b) => a.at - b.at)) {
      const now = clock.now();
      const heldSince = now - Math.max(0, wallNow() - kept.at);
      this.#waiting.set(jobName(kept.job), { kept, heldSince, fresh: false, attempts: 0, dueAt: now });
    }
  }

  #keep(job: Job, waitMs: number): void {
    const { clock, wallNow, store, onChange } = this.#options;
    const kept = { job, at: wallNow() };
    const now = clock.now();
    store.put(kept);
    this.#waiting.set(jobName(job), { kept, heldSince: now, fresh: true, attempts: 0, dueAt: now + waitMs });
    onChange();
    this.#run();
  }

  /** Sends what is due, else waits for it. */
  #run(): void {
    this.#cancelTimer();
    if (this.#sending || this.#stopped) return;
    const next = this.#next();
    if (next === null) return;
    const { clock } = this.#options;
    const wait = this.#dueAt(next) - clock.now();
    // Without a detour over a timer when it is due: a tap is on its way before the screen is drawn.
    if (wait <= 0) void this.#send(next);
    else this.#cancelTimer = clock.after(wait, () => this.#run());
  }

  /** What is due, new before backlog, in the order of the acts; else what will be due first. */
  #next(): Item | null {
    const now = this.#options.clock.now();
    let best: Item | null = null;
    for (const item of this.#waiting.values()) {
      if (this.#blocked(item)) continue;
      if (best === null || this.#before(item, best, now)) best = item;
    }
    return best;
  }

  #before(item: Item, other: Item, now: number): boolean {
    const [dueAt, otherDueAt] = [Math.max(now, this.#dueAt(item)), Math.max(now, this.#dueAt(other))];
    if (dueAt !== otherDueAt) return dueAt < otherDueAt;
    return item.fresh && !other.fresh;
  }

  #dueAt(item: Item): number {
    return item.fresh ? item.dueAt : Math.max(item.dueAt, this.#backlogFrom);
  }

  /** A detail or withdrawal waits until its rating was taken. */
  #blocked({ kept: { job } }: Item): boolean {
    if (job.kind === 'rating' || job.kind === 'survey') return false;
    if (this.#waiting.has(`rating.${job.id}`)) return true;
    return job.kind === 'withdrawn' && this.#waiting.has(`detail.${job.id}`);
  }

  #heldMs(item: Item): number {
    return Math.max(0, this.#options.clock.now() - item.heldSince);
  }

  async #send(item: Item): Promise<void> {
    const { clock, send, onChange } = this.#options;
    const held = this.#heldMs(item);
    if (held > MOST_HELD_MS) {
      this.#setAside(item, 'too old');
      onChange();
      this.#run();
      return;
    }
    this.#sending = true;
    const outcome = await send(requestOf(item.kept.job, held));
    this.#sending = false;
    item.attempts += 1;
    item.fresh = false;
    if (outcome === 'unreachable') {
      this.#misses += 1;
      this.#backlogFrom = clock.now() + retryDelayMs(this.#misses, this.#options.random());
    } else this.#misses = 0;
    this.#apply(item, outcome);
    onChange();
    this.#run();
  }

  #apply(item: Item, outcome: SendOutcome): void {
    const { clock, store, random } = this.#options;
    const { job, at } = item.kept;
    // A newer version came while this one was on its way: that one counts, and is sent in its turn.
    if (this.#waiting.get(jobName(job)) !== item) return;
    const next = afterAnswer(job, outcome);
    if (next.step === 'retry') {
      item.dueAt = clock.now() + retryDelayMs(item.attempts, random());
    } else if (next.step === 'change') {
      const kept = { job: next.job, at };
      store.put(kept);
      this.#waiting.set(jobName(job), { ...item, kept, dueAt: clock.now() });
    } else if (next.step === 'refused') {
      this.#setAside(item, String(outcome));
    } else {
      this.#drop(item);
      if (job.kind === 'rating') this.#remember(job.id, 'stored');
      // The agent is back: no reason for the others to wait any longer.
      this.#hurryBacklog();
    }
  }

  #hurryBacklog(): void {
    const now = this.#options.clock.now();
    this.#backlogFrom = now;
    for (const item of this.#waiting.values()) if (item.attempts > 0) item.dueAt = Math.min(item.dueAt, now);
  }

  #drop({ kept: { job } }: Item): void {
    this.#options.store.remove(job);
    this.#waiting.delete(jobName(job));
  }

  #setAside({ kept }: Item, reason: string): void {
    this.#options.store.setAside(kept, reason);
    this.#waiting.delete(jobName(kept.job));
    if (kept.job.kind === 'rating') this.#remember(kept.job.id, 'refused');
  }

  #remember(rating: string, outcome: 'stored' | 'refused'): void {
    this.#done.set(rating, outcome);
    for (const oldest of this.#done.keys()) {
      if (this.#done.size <= 50) break;
      this.#done.delete(oldest);
    }
  }
}
