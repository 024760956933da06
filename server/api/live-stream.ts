import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { BranchId } from '#contract/ids.ts';
import type { Branches } from '../branches.ts';
import type { Logger } from '../log.ts';
import { Turns } from '../store/turns.ts';

/** Whoever has the page open. */
export interface Watcher {
  sees(branch: BranchId): boolean;
  /** False when the session has ended or what the viewer may see is another thing now. */
  mayGoOn(): Promise<boolean>;
}

/** A change is shown at most this often. */
const SHOW_MS = 250;
const HEARTBEAT_MS = 10_000;
const MAX_CLIENTS = 200;
/** Then the page asks again: branches may have moved to where they are seen by others. */
const LIFE_MS = 10 * 60_000;

/**
 * Server-sent events for the head-office page: `branches` with all summaries, `live` with one branch. Each carries the
 * whole state, so a page that resumes needs only the newest; a client that does not read misses frames, not memory.
 */
export class LiveStream {
  readonly #branches: Branches;
  readonly #clock: Clock;
  readonly #log: Logger;
  /** So that no client is shown an older state after a newer one. */
  readonly #turns = new Turns();
  readonly #clients = new Map<ServerResponse, Watcher>();
  readonly #changed = new Set<BranchId>();
  #cancelShow: Cancel | null = null;
  #shownAt = 0;
  #cancelBeat: Cancel | null = null;
  #id = 0;
  #isClosed = false;

  constructor(branches: Branches, clock: Clock, log: Logger) {
    this.#branches = branches;
    this.#clock = clock;
    this.#log = log;
  }

  /** False when there are too many clients already. */
  open(response: ServerResponse, headers: Readonly<Record<string, string>>, watcher: Watcher): boolean {
    if (this.#clients.size >= MAX_CLIENTS) return false;
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    const cancelEnd = this.#clock.after(LIFE_MS, () => response.end());
    response.on('close', () => {
      cancelEnd();
      this.#clients.delete(response);
    });
    this.#clients.set(response, watcher);
    response.write('retry: 1000\n\n');
    void this.#inTurn(() => this.#greet(response, watcher));
    this.#cancelBeat ??= this.#clock.after(HEARTBEAT_MS, () => void this.#beat());
    return true;
  }

  changed(branch: BranchId): void {
    if (this.#isClosed) return;
    this.#changed.add(branch);
    // The first change after a quiet time is shown at once.
    const restMs = Math.max(0, this.#shownAt + SHOW_MS - this.#clock.now());
    this.#cancelShow ??= this.#clock.after(restMs, () => void this.#show());
  }

  /** Resolves when nothing is read any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelShow?.();
    this.#cancelBeat?.();
    this.#endAll();
    await this.#turns.take(() => undefined);
  }

  async #greet(client: ServerResponse, { sees }: Watcher): Promise<void> {
    // Whether the client reads or not: this is what everything later builds on.
    const write = (frame: string): boolean => this.#clients.has(client) && client.write(frame);
    write(this.#frame('branches', await this.#branches.summaries(sees)));
    for (const branch of this.#branches.ids().filter(sees)) {
      write(this.#frame('live', await this.#branches.live(branch)));
    }
  }

  /** What changes while this is being shown is shown next. */
  async #show(): Promise<void> {
    await this.#inTurn(async () => {
      this.#shownAt = this.#clock.now();
      const branches = [...this.#changed];
      this.#changed.clear();
      if (this.#clients.size > 0) await this.#showChanged(branches);
    });
    this.#cancelShow = null;
    const [next] = this.#changed;
    if (next !== undefined) this.changed(next);
  }

  async #showChanged(branches: readonly BranchId[]): Promise<void> {
    const summaries = await this.#branches.summaries(() => true);
    for (const [client, { sees }] of this.#clients) {
      send(
        client,
        this.#frame(
          'branches',
          summaries.filter(({ id }) => sees(id)),
        ),
      );
    }
    for (const branch of branches) {
      const frame = this.#frame('live', await this.#branches.live(branch));
      for (const [client, { sees }] of this.#clients) if (sees(branch)) send(client, frame);
    }
  }

  /** A page that cannot be told the state must not believe that it has it: it connects again. */
  async #inTurn(action: () => Promise<void>): Promise<void> {
    try {
      await this.#turns.take(action);
    } catch (error) {
      this.#log.write('store.unread', { reason: String(error) });
      this.#endAll();
    }
  }

  #end(client: ServerResponse): void {
    this.#clients.delete(client);
    client.end();
  }

  #endAll(): void {
    for (const client of this.#clients.keys()) this.#end(client);
  }

  /** Whoever may no longer watch is hung up on before anything else is shown. */
  async #beat(): Promise<void> {
    await this.#inTurn(async () => {
      for (const [client, watcher] of this.#clients) {
        if (await watcher.mayGoOn()) send(client, 'event: heartbeat\ndata: {}\n\n');
        else this.#end(client);
      }
    });
    this.#cancelBeat = null;
    if (this.#clients.size > 0 && !this.#isClosed)
      this.#cancelBeat = this.#clock.after(HEARTBEAT_MS, () => void this.#beat());
  }

  #frame(event: string, data: unknown): string {
    this.#id += 1;
    return `id: ${this.#id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  }
}

function send(client: ServerResponse, frame: string): void {
  if (!client.writableNeedDrain) client.write(frame);
}
