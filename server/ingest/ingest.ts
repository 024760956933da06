import type { Cancel, Clock } from '#contract/clock.ts';
import type { DownMessage } from '#contract/down.ts';
import { decodeBatch, type Batch } from '#contract/envelope.ts';
import type { BranchId } from '#contract/ids.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import { HallKeeper } from './hall-keeper.ts';
import { takeBatch, type ProvenBatch, type Taken } from './take-batch.ts';

export interface Ingest {
  /** Resolves when the batch is in a committed transaction, or was refused by name; never rejects. */
  receive(branch: BranchId, payload: Uint8Array): Promise<void>;
  /** Commits what has arrived. */
  stop(): Promise<void>;
}

export interface IngestOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly down: (branch: BranchId, message: DownMessage) => void;
  /** Something about this branch has changed in the store. */
  readonly onChange: (branch: BranchId) => void;
}

interface Waiting extends ProvenBatch {
  readonly done: () => void;
}

/** Batches that arrive within this time share one transaction and one disk flush. */
export const GROUP_MS = 3;
const GROUP_EVENTS = 5_000;
const RETRY_AFTER_MS = 5_000;
/** A gap is asked for once, then again after this long. */
const WANT_AGAIN_MS = 5_000;

export function createIngest(options: IngestOptions): Ingest {
  return new GroupIngest(options);
}

class GroupIngest implements Ingest {
  readonly #options: IngestOptions;
  readonly #halls = new HallKeeper();
  readonly #wanted = new Map<string, { from: number; at: number }>();
  #waiting: Waiting[] = [];
  /** Events that wait. */
  #events = 0;
  #cancel: Cancel | null = null;
  /** What waits need not wait for more. */
  #isDue = false;
  #committing: Promise<void> | null = null;

  constructor(options: IngestOptions) {
    this.#options = options;
  }

  receive(branch: BranchId, payload: Uint8Array): Promise<void> {
    const decoded = decodeBatch(payload);
    if (!decoded.ok) return this.#refuse(branch, `${decoded.refusal}: ${decoded.detail}`);
    if (decoded.batch.header.branch !== branch) {
      return this.#refuse(branch, `the batch says it is of branch "${decoded.batch.header.branch}"`);
    }
    return new Promise((done) => this.#queue({ batch: decoded.batch, hashes: decoded.hashes, done }));
  }

  stop(): Promise<void> {
    return this.#due();
  }

  #queue(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#events += waiting.batch.lines.length;
    if (this.#events >= GROUP_EVENTS) void this.#due();
    else this.#cancel ??= this.#options.clock.after(GROUP_MS, () => void this.#due());
  }

  /** Resolves when everything that waits now is committed. */
  #due(): Promise<void> {
    this.#isDue = true;
    this.#committing ??= this.#commitAll();
    return this.#committing;
  }

  /** One group after the other, since the halls stand in memory; what arrives meanwhile makes the next group. */
  async #commitAll(): Promise<void> {
    try {
      while (this.#isDue) await this.#commit(this.#takeGroup());
    } finally {
      this.#committing = null;
    }
  }

  #takeGroup(): readonly Waiting[] {
    let taken = 0;
    let events = 0;
    while (taken < this.#waiting.length && events < GROUP_EVENTS) events += this.#waiting[taken++]!.batch.lines.length;
    const group = this.#waiting.splice(0, taken);
    this.#events -= events;
    if (this.#waiting.length === 0) {
      this.#isDue = false;
      this.#cancel?.();
      this.#cancel = null;
    }
    return group;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return;
    const taken = await this.#store(group);
    // Whatever is wrong with one batch must not hold up the others.
    if (taken !== null || group.length === 1) this.#conclude(group, taken);
    else for (const each of group) this.#conclude([each], await this.#store([each]));
  }

  #conclude(group: readonly Waiting[], taken: readonly Taken[] | null): void {
    for (const [index, { batch, done }] of group.entries()) {
      this.#answer(batch, taken?.[index] ?? null);
      done();
    }
    if (taken !== null) for (const branch of branchesOf(group)) this.#options.onChange(branch);
  }

  /** Null when the transaction failed: then nothing is stored, and the branches send again. */
  async #store(group: readonly Waiting[]): Promise<readonly Taken[] | null> {
    const { store, clock, log } = this.#options;
    const now = clock.now();
    try {
      return await store.transaction(async (writer) => {
        const taken: Taken[] = [];
        for (const each of group) taken.push(await takeBatch(each, { writer, halls: this.#halls, now }));
        return taken;
      });
    } catch (error) {
      for (const branch of branchesOf(group)) this.#halls.forget(branch);
      log.write('store.failed', { reason: String(error), batches: group.length });
      return null;
    }
  }

  #answer(batch: Batch, taken: Taken | null): void {
    const { down, log } = this.#options;
    const { branch, epoch } = batch.header;
    if (taken === null) {
      down(branch, { type: 'retry', afterMs: RETRY_AFTER_MS });
      return;
    }
    down(branch, { type: 'ack', epoch, upto: taken.upto });
    if (taken.kind === 'contradiction') log.write('ingest.alarm', { branch, detail: taken.detail });
    else if (taken.missingFrom !== null) this.#want(batch, taken.missingFrom);
  }

  #want({ header: { branch, epoch } }: Batch, from: number): void {
    const key = `${branch}/${epoch}`;
    const now = this.#options.clock.now();
    const last = this.#wanted.get(key);
    if (last !== undefined && last.from === from && now - last.at < WANT_AGAIN_MS) return;
    this.#wanted.set(key, { from, at: now });
    this.#options.down(branch, { type: 'want', epoch, from });
  }

  async #refuse(branch: BranchId, detail: string): Promise<void> {
    const { store, clock, log, onChange } = this.#options;
    log.write('ingest.refused', { branch, detail });
    try {
      await store.raise(branch, { kind: 'refused', detail: detail.slice(0, 300), at: clock.now() });
      onChange(branch);
    } catch (error) {
      log.write('store.failed', { reason: String(error) });
    }
  }
}

function branchesOf(group: readonly Waiting[]): ReadonlySet<BranchId> {
  return new Set(group.map(({ batch }) => batch.header.branch));
}
