import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { BranchId } from '#contract/ids.ts';
import type { Branches } from '../branches.ts';

type Sees = (branch: BranchId) => boolean;

/** A change is shown at most this often. */
const SHOW_MS = 250;
const HEARTBEAT_MS = 10_000;
const MAX_CLIENTS = 200;
/** Then the page asks again, so that a stream does not outlive its session or grants for longer. */
const LIFE_MS = 10 * 60_000;

/**
 * Server-sent events for the head-office page: `branches` with all summaries, `live` with one branch. Each carries the
 * whole state, so a page that resumes needs only the newest; a client that does not read misses frames, not memory.
 */
export class LiveStream {
  readonly #branches: Branches;
  readonly #clock: Clock;
  /** With what each may see. */
  readonly #clients = new Map<ServerResponse, Sees>();
  readonly #changed = new Set<BranchId>();
  #cancelShow: Cancel | null = null;
  #shownAt = 0;
  #cancelBeat: Cancel | null = null;
  #id = 0;

  constructor(branches: Branches, clock: Clock) {
    this.#branches = branches;
    this.#clock = clock;
  }

  /** False when there are too many clients already. */
  open(response: ServerResponse, headers: Readonly<Record<string, string>>, sees: Sees): boolean {
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
    this.#clients.set(response, sees);
    response.write(`retry: 1000\n\n${this.#frame('branches', this.#summaries(sees))}`);
    const seen = this.#branches.ids().filter(sees);
    for (const branch of seen) response.write(this.#frame('live', this.#branches.live(branch)));
    this.#cancelBeat ??= this.#clock.after(HEARTBEAT_MS, () => this.#beat());
    return true;
  }

  changed(branch: BranchId): void {
    this.#changed.add(branch);
    // The first change after a quiet time is shown at once.
    const restMs = Math.max(0, this.#shownAt + SHOW_MS - this.#clock.now());
    this.#cancelShow ??= this.#clock.after(restMs, () => this.#show());
  }

  close(): void {
    this.#cancelShow?.();
    this.#cancelBeat?.();
    for (const client of this.#clients.keys()) client.end();
    this.#clients.clear();
  }

  #show(): void {
    this.#cancelShow = null;
    this.#shownAt = this.#clock.now();
    const branches = [...this.#changed];
    this.#changed.clear();
    if (this.#clients.size === 0) return;
    for (const [client, sees] of this.#clients) send(client, this.#frame('branches', this.#summaries(sees)));
    for (const branch of branches) {
      const frame = this.#frame('live', this.#branches.live(branch));
      for (const [client, sees] of this.#clients) if (sees(branch)) send(client, frame);
    }
  }

  #beat(): void {
    this.#cancelBeat = null;
    for (const client of this.#clients.keys()) send(client, 'event: heartbeat\ndata: {}\n\n');
    if (this.#clients.size > 0) this.#cancelBeat = this.#clock.after(HEARTBEAT_MS, () => this.#beat());
  }

  #frame(event: string, data: unknown): string {
    this.#id += 1;
    return `id: ${this.#id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  #summaries(sees: Sees): unknown {
    return this.#branches.ids().flatMap((branch) => (sees(branch) ? [this.#branches.summary(branch)] : []));
  }
}

function send(client: ServerResponse, frame: string): void {
  if (!client.writableNeedDrain) client.write(frame);
}
