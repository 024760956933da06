import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Cancel, Clock } from '#contract/clock.ts';
import { refuse } from './errors.ts';
import type { ApiLogger } from './log-events.ts';
import { SECURITY_HEADERS } from './pages.ts';

/**
 * Server-sent events for one kind of page. Each event carries the whole state, so a page that resumes after any
 * Last-Event-ID needs only the newest one: no backlog is kept, and a slow page holds at most one frame in memory.
 */

/** The whole state as one event; `id` is the journal seq that it reflects. */
export interface StreamEvent {
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
}

export interface LiveStreamOptions {
  readonly state: () => StreamEvent;
  readonly clock: Clock;
  readonly log: ApiLogger;
  readonly maxClients: number;
  /** A page counts its data as stale when it has heard neither change nor heartbeat for 5 s. */
  readonly heartbeatMs: number;
  /** A client that reads nothing for this long is disconnected. */
  readonly stallMs: number;
}

interface Client {
  readonly response: ServerResponse;
  /** Since when the connection takes no more bytes; null while it does. */
  stalledSince: number | null;
  /** The state changed while stalled. */
  missed: boolean;
}

const HEADERS = {
  ...SECURITY_HEADERS,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  connection: 'keep-alive',
};

export class LiveStream {
  readonly #options: LiveStreamOptions;
  readonly #clients = new Set<Client>();
  #cancelBeat: Cancel | null = null;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  get clients(): number {
    return this.#clients.size;
  }

  /** Takes the response over and sends the current state; false (untouched) when there are too many clients. */
  open(response: ServerResponse): boolean {
    const { log, maxClients } = this.#options;
    if (this.#clients.size >= maxClients) {
      log.write('api.clients-full', { clients: this.#clients.size });
      return false;
    }
    const client: Client = { response, stalledSince: null, missed: false };
    const first = `retry: 1000\n\n${this.#frame()}`;
    response.on('drain', () => this.#drained(client)).on('close', () => this.#forget(client));
    response.writeHead(200, HEADERS);
    this.#clients.add(client);
    this.#schedule();
    this.#send(client, first);
    return true;
  }

  /** The state has changed. */
  changed(): void {
    if (this.#clients.size === 0) return;
    const frame = this.#frameOrEnd();
    if (frame === null) return;
    for (const client of this.#clients) {
      if (client.stalledSince === null) this.#send(client, frame);
      else client.missed = true;
    }
  }

  close(): void {
    for (const client of this.#clients) {
      this.#forget(client);
      client.response.end();
    }
  }

  /**
   * Pages that went on hearing heartbeats would take old figures for new, so a fault ends their streams: they ask again
   * and are told. Measuring does not depend on what can be shown.
   */
  #frameOrEnd(): string | null {
    try {
      return this.#frame();
    } catch (error) {
      this.#options.log.write('api.failed', { reason: error instanceof Error ? (error.stack ?? '') : String(error) });
      for (const { response } of this.#clients) response.destroy();
      return null;
    }
  }

  /** JSON has no raw line ends, so one data line is enough. */
  #frame(): string {
    const { id, event, data } = this.#options.state();
    return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  #send(client: Client, frame: string): void {
    if (!client.response.write(frame)) client.stalledSince = this.#options.clock.now();
  }

  #drained(client: Client): void {
    client.stalledSince = null;
    if (!client.missed) return;
    client.missed = false;
    const frame = this.#frameOrEnd();
    if (frame !== null) this.#send(client, frame);
  }

  #beat(): void {
    const { clock, stallMs } = this.#options;
    this.#cancelBeat = null;
    const frame = `event: heartbeat\ndata: {"at":${clock.now()}}\n\n`;
    for (const client of this.#clients) {
      if (client.stalledSince === null) this.#send(client, frame);
      else if (clock.now() - client.stalledSince >= stallMs) this.#drop(client, clock.now() - client.stalledSince);
    }
    if (this.#clients.size > 0) this.#schedule();
  }

  #drop(client: Client, stalledMs: number): void {
    this.#options.log.write('api.client-dropped', { stalledMs });
    this.#forget(client);
    client.response.destroy();
  }

  #forget(client: Client): void {
    this.#clients.delete(client);
    if (this.#clients.size > 0) return;
    this.#cancelBeat?.();
    this.#cancelBeat = null;
  }

  /** One timer while anybody listens, none otherwise. */
  #schedule(): void {
    const { clock, heartbeatMs } = this.#options;
    this.#cancelBeat ??= clock.after(heartbeatMs, () => this.#beat());
  }
}

export function addStream(app: FastifyInstance, path: string, stream: LiveStream): void {
  app.get(path, (_request, reply) => {
    if (!stream.open(reply.raw)) {
      return refuse(reply, { status: 503, code: 'too-many-screens', message: 'Close another screen first.' });
    }
    reply.hijack();
    return reply;
  });
}
