import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { errorReplySchema } from '#contract/local-api.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import { FakeLog, fakeLobby, FakePorts } from './fake-ports.ts';
import { createLocalApi } from './server.ts';
import type { LocalApi } from './server.ts';

interface Message {
  readonly event: string;
  readonly id: string | null;
  readonly data: unknown;
}

/** Reads server-sent events one by one, as a browser would split them. */
class Screen {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #abort: AbortController;
  #text = '';
  /** Up to here there is no end of an event. */
  #searched = 0;

  private constructor(response: Response, abort: AbortController) {
    this.#reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    this.#abort = abort;
  }

  static async open(url: string, lastEventId?: string): Promise<Screen> {
    const abort = new AbortController();
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await fetch(`${url}/api/stream`, { headers, signal: abort.signal });
    if (!response.headers.get('content-type')?.includes('text/event-stream')) throw new Error('not a stream');
    return new Screen(response, abort);
  }

  /** Next event, null at the end of the stream. */
  async next(): Promise<Message | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n', this.#searched);
      this.#searched = end >= 0 ? 0 : Math.max(0, this.#text.length - 1);
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line] as const));
        if (!fields.has('data')) continue;
        const value = (name: string): string | null => fields.get(name)?.slice(name.length + 2) ?? null;
        return { event: value('event') ?? '', id: value('id'), data: JSON.parse(value('data')!) };
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += value;
    }
  }

  close(): void {
    this.#abort.abort();
  }
}

let ports: FakePorts;
let log: FakeLog;
let clock: VirtualClock;
let api: LocalApi;

beforeEach(async () => {
  ports = new FakePorts();
  log = new FakeLog();
  clock = new VirtualClock(1_000);
  api = await createLocalApi({ ports, host: '127.0.0.1', port: 0, pagesDir: tmpdir(), log, clock, maxClients: 2 });
});

afterEach(() => api.close());

describe('stream', () => {
  test('a screen gets the state at once and then each change, numbered by journal seq', async () => {
    const screen = await Screen.open(api.url);
    const first = await screen.next();
    expect([first?.event, first?.id]).toEqual(['lobby', '7']);
    expect(lobbyViewSchema.parse(first?.data)).toEqual(ports.view);
    ports.show(fakeLobby(8));
    ports.show(fakeLobby(9));
    expect([(await screen.next())?.id, (await screen.next())?.id]).toEqual(['8', '9']);
    screen.close();
  });

  test('a screen that comes back gets the newest state, whatever it missed', async () => {
    const before = await Screen.open(api.url);
    await before.next();
    before.close();
    ports.show(fakeLobby(8));
    ports.show(fakeLobby(9));
    const after = await Screen.open(api.url, '7');
    const resumed = await after.next();
    expect(resumed?.id).toBe('9');
    expect(lobbyViewSchema.parse(resumed?.data)).toEqual(ports.view);
    after.close();
  });

  test('a heartbeat carries the time of the agent and leaves the last event id alone', async () => {
    const screen = await Screen.open(api.url);
    await screen.next();
    clock.advance(2_000);
    clock.advance(2_000);
    expect(await screen.next()).toEqual({ event: 'heartbeat', id: null, data: { at: 3_000 } });
    expect(await screen.next()).toEqual({ event: 'heartbeat', id: null, data: { at: 5_000 } });
    screen.close();
  });

  test('one screen too many is refused, and a place that becomes free can be taken', async () => {
    const screens = [await Screen.open(api.url), await Screen.open(api.url)];
    const refused = await fetch(`${api.url}/api/stream`);
    expect(refused.status).toBe(503);
    expect(errorReplySchema.parse(await refused.json()).error.code).toBe('too-many-screens');
    expect(log.events).toContain('api.clients-full');
    screens[0]!.close();
    await expect.poll(async () => (await fetch(`${api.url}/api/stream`)).status).toBe(200);
    screens[1]!.close();
  });

  test('a fault in the picture of the hall ends the streams, so that nobody takes old figures for new, and nothing else', async () => {
    const screen = await Screen.open(api.url);
    await screen.next();
    ports.fault = new Error('our own');
    expect(() => ports.show(fakeLobby(9))).not.toThrow();
    expect(await screen.next().catch(() => null)).toBeNull();
    expect(log.events).toContain('api.failed');
    ports.fault = null;
    expect((await (await Screen.open(api.url)).next())?.id).toBe('9');
  });

  test('closing the agent ends the streams', async () => {
    const screen = await Screen.open(api.url);
    await screen.next();
    await api.close();
    expect(await screen.next()).toBeNull();
  });
});

describe('slow screen', () => {
  /** More than what the kernel buffers of a loopback connection can swallow. */
  function hugeLobby(upto: number): ReturnType<typeof fakeLobby> {
    const [ticket] = fakeLobby(upto).waiting;
    return { ...fakeLobby(upto), waiting: Array.from({ length: 200_000 }, () => ticket!) };
  }

  async function stuckScreen(): Promise<Socket> {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /api/stream HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    return socket;
  }

  test('one that reads nothing any more is dropped, the others go on', async () => {
    const stuck = await stuckScreen();
    const screen = await Screen.open(api.url);
    await screen.next();
    ports.show(hugeLobby(8));
    expect((await screen.next())?.id).toBe('8');
    clock.advance(8_000);
    expect(log.events).not.toContain('api.client-dropped');
    clock.advance(4_000);
    expect(log.events.filter((event) => event === 'api.client-dropped')).toHaveLength(1);
    ports.show(fakeLobby(9));
    let next = await screen.next();
    while (next?.event === 'heartbeat') next = await screen.next();
    expect(next?.id).toBe('9');
    stuck.destroy();
    screen.close();
  });

  test('one that catches up gets the newest state only', async () => {
    const stuck = await stuckScreen();
    ports.show(hugeLobby(8));
    for (let upto = 9; upto <= 40; upto += 1) ports.show(fakeLobby(upto));
    let tail = '';
    const ids: string[] = [];
    stuck.on('data', (chunk: Buffer) => {
      const text = tail + chunk.toString('latin1');
      for (const [, id] of text.matchAll(/id: (\d+)\n/g)) ids.push(id!);
      tail = text.slice(text.lastIndexOf('\n') + 1).slice(-64);
    });
    stuck.resume();
    await expect.poll(() => ids.at(-1)).toBe('40');
    expect(ids).toEqual(['8', '40']);
    stuck.destroy();
  });
});
