import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { BranchId } from '#contract/ids.ts';
import type { Branches } from '../branches.ts';

/** A change is shown at most this often. */
const SHOW_MS = 250;
const HEARTBEAT_MS = 10_000;
const MAX_CLIENTS = 200;

/**
 * Server-sent events for the head-office page: `branches` with all summaries, `live` with one branch. Each carries the
 * whole state, so a page that resumes needs only the newest; a client that does not read misses frames, not memory.
 */
export class LiveStream {
  readonly #branches: Branches;
  readonly #clock: Clock;
  readonly #clients = new Set<ServerResponse>();
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
  open(response: ServerResponse, headers: Readonly<Record<string, string>>): boolean {
    if (this.#clients.size >= MAX_CLIENTS) return false;
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.on('close', () => this.#clients.delete(response));
    this.#clients.add(response);
    response.write(`retry: 1000\n\n${this.#frame('branches', this.#summaries())}`);
    for (const branch of this.#branches.ids()) response.write(this.#frame('live', this.#branches.live(branch)));
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
    for (const client of this.#clients) client.end();
    this.#clients.clear();
  }

  #show(): void {
    this.#cancelShow = null;
    this.#shownAt = this.#clock.now();
    const branches = [...this.#changed];
    this.#changed.clear();
    if (this.#clients.size === 0) return;
    this.#send(this.#frame('branches', this.#summaries()));
    for (const branch of branches) this.#send(this.#frame('live', this.#branches.live(branch)));
  }

  #beat(): void {
    this.#cancelBeat = null;
    this.#send('event: heartbeat\ndata: {}\n\n');
    if (this.#clients.size > 0) this.#cancelBeat = this.#clock.after(HEARTBEAT_MS, () => this.#beat());
  }

  #send(frame: string): void {
    for (const client of this.#clients) if (!client.writableNeedDrain) client.write(frame);
  }

  #frame(event: string, data: unknown): string {
    this.#id += 1;
    return `id: ${this.#id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  #summaries(): unknown {
    return this.#branches.ids().map((branch) => this.#branches.summary(branch));
  }
}
