import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '#contract/clock.ts';
import type { DownMessage } from '#contract/down.ts';
import type { BranchId } from '#contract/ids.ts';
import { createIngest, GROUP_MS, type Ingest } from '../ingest/ingest.ts';
import { LOG_EVENTS, type Logger } from '../log.ts';
import type { Database } from '../store/database.ts';
import { openStores, type StorePlace, type Stores } from '../store/open-stores.ts';
import type { Store } from '../store/store.ts';
import { OPENING } from './branch-journal.ts';

export interface RecordedLog extends Logger {
  readonly events: string[];
}

export function recordingLog(): RecordedLog {
  const events: string[] = [];
  return {
    events,
    write(event) {
      if (!Object.hasOwn(LOG_EVENTS, event)) throw new Error(`"${event}" is not in LOG_EVENTS`);
      events.push(event);
    },
  };
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hallmeter-server-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The same store, except that its transactions run as told: where a disk or a connection fails. */
export function withTransaction(store: Store, transaction: Store['transaction']): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Store and ingest on a real database, with a clock that moves only when told to. */
export class Office {
  readonly clock = new VirtualClock(OPENING);
  readonly log = recordingLog();
  readonly down: { branch: BranchId; message: DownMessage }[] = [];
  readonly #place: StorePlace;
  readonly #wrap: (store: Store) => Store;
  #stores: Stores;
  #store: Store;
  #ingest: Ingest;

  static async open(place: StorePlace, wrap: (store: Store) => Store = (store) => store): Promise<Office> {
    return new Office(place, await openStores(place), wrap);
  }

  private constructor(place: StorePlace, stores: Stores, wrap: (store: Store) => Store) {
    this.#place = place;
    this.#wrap = wrap;
    this.#stores = stores;
    this.#store = wrap(stores.store);
    this.#ingest = this.#makeIngest();
  }

  get store(): Store {
    return this.#store;
  }

  get database(): Database {
    return this.#stores.database;
  }

  /** All payloads in one group. */
  async receive(branch: BranchId, ...payloads: readonly Uint8Array[]): Promise<void> {
    await this.receiveFrom(payloads.map((payload) => ({ branch, payload })));
  }

  /** Hands a batch in without letting the time of the group pass. */
  begin(branch: BranchId, payload: Uint8Array): Promise<void> {
    return this.#ingest.receive(branch, payload);
  }

  async receiveFrom(batches: readonly { branch: BranchId; payload: Uint8Array }[]): Promise<void> {
    const all = batches.map(({ branch, payload }) => this.#ingest.receive(branch, payload));
    this.clock.advance(GROUP_MS);
    await Promise.all(all);
  }

  /** As after a stop or a kill: everything in memory is gone. */
  async restart(): Promise<void> {
    await this.#stores.close();
    this.#stores = await openStores(this.#place);
    this.#store = this.#wrap(this.#stores.store);
    this.#ingest = this.#makeIngest();
  }

  /** Messages to one branch since the last call. */
  heard(branch: BranchId): readonly DownMessage[] {
    const own = this.down.filter((sent) => sent.branch === branch).map(({ message }) => message);
    this.down.length = 0;
    return own;
  }

  close(): Promise<void> {
    return this.#stores.close();
  }

  #makeIngest(): Ingest {
    return createIngest({
      store: this.store,
      clock: this.clock,
      log: this.log,
      down: (branch, message) => this.down.push({ branch, message }),
      onChange: () => {},
    });
  }
}
