import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { displayViewSchema } from '#contract/display-view.ts';
import { errorReplySchema } from '#contract/local-api.ts';
import { FakeLog, fakeDisplay, fakeLobby, FakePorts } from './fake-ports.ts';
import { createLocalApi } from './server.ts';
import type { LocalApi } from './server.ts';

let ports: FakePorts;
let clock: VirtualClock;
let api: LocalApi;

beforeEach(async () => {
  ports = new FakePorts();
  clock = new VirtualClock(1_000);
  const log = new FakeLog();
  api = await createLocalApi({ ports, host: '127.0.0.1', port: 0, pagesDir: tmpdir(), log, clock });
});

afterEach(() => api.close());

async function codeOf(response: Response): Promise<string> {
  return errorReplySchema.parse(await response.json()).error.code;
}

describe('view', () => {
  test('the display gets its own view, and nothing of the lobby manager’s', async () => {
    const response = await fetch(`${api.url}/api/display`);
    expect(displayViewSchema.parse(await response.json())).toEqual(ports.displayed);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('its stream carries the view at once, then changes and heartbeats', async () => {
    const abort = new AbortController();
    const response = await fetch(`${api.url}/api/display/stream`, { signal: abort.signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (part: string): Promise<void> => {
      while (!text.includes(part)) text += (await reader.read()).value ?? '';
    };
    await until('}\n\n');
    expect(text).toContain(`id: 7\nevent: display\ndata: ${JSON.stringify(ports.displayed)}\n\n`);
    ports.show(fakeLobby(8), fakeDisplay(8));
    await until('id: 8\nevent: display\n');
    clock.advance(2_000);
    await until('event: heartbeat\ndata: {"at":3000}\n\n');
    expect(text).not.toContain('event: lobby');
    abort.abort();
  });

  test('before the hall is rebuilt neither answers', async () => {
    ports.readiness = { ready: false, reason: 'Rebuilding the hall from the journal.' };
    for (const path of ['/api/display', '/api/display/stream']) {
      const response = await fetch(api.url + path);
      expect([response.status, await codeOf(response)]).toEqual([503, 'not-ready']);
    }
  });
});

describe('slides', () => {
  test('a picture comes with its type, is never sniffed and may be kept for good', async () => {
    ports.pictures.set('0a1b', Buffer.from('png'));
    const response = await fetch(`${api.url}/api/slides/0a1b`);
    expect(await response.text()).toBe('png');
    const headers = ['content-type', 'x-content-type-options', 'cache-control'].map((name) =>
      response.headers.get(name),
    );
    expect(headers).toEqual(['image/png', 'nosniff', 'private, max-age=31536000, immutable']);
  });

  test.each(['gone', '..%2f..%2fetc%2fpasswd', '%00', 'x'.repeat(99)])('%s is not there', async (id) => {
    const response = await fetch(`${api.url}/api/slides/${id}`);
    expect([response.status, await codeOf(response)]).toEqual([404, 'not-found']);
  });
});

describe('speech', () => {
  const speech = (query: Record<string, string>): Promise<Response> =>
    fetch(`${api.url}/api/speech?${new URLSearchParams(query).toString()}`);

  test('a text is answered as sound', async () => {
    ports.spoken = { ok: true, wav: Buffer.from('RIFF') };
    const response = await speech({ lang: 'zh', text: 'A 零一二号，请到三号窗口' });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'audio/wav',
      'RIFF',
    ]);
    expect(ports.asked).toEqual(['zh A 零一二号，请到三号窗口']);
  });

  test.each([
    ['no-voice', 503],
    ['voice-busy', 429],
    ['voice-failed', 503],
  ] as const)('%s is said as such', async (code, status) => {
    ports.spoken = { ok: false, code };
    const response = await speech({ lang: 'en', text: 'one' });
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test.each([
    ['no text', { lang: 'zh' }],
    ['only spaces', { lang: 'zh', text: '   ' }],
    ['a long text', { lang: 'zh', text: '长'.repeat(161) }],
    ['another language', { lang: 'fr', text: 'un' }],
    ['a line end', { lang: 'en', text: 'one\ntwo' }],
    ['an escape', { lang: 'en', text: 'one\u001b[2J' }],
    ['something else beside it', { lang: 'en', text: 'one', voice: 'x' }],
  ])('%s is refused before any program runs', async (_what, query) => {
    const response = await speech(query);
    expect([response.status, await codeOf(response)]).toEqual([400, 'malformed']);
    expect(ports.asked).toEqual([]);
  });

  test('a repeated parameter is refused', async () => {
    const response = await fetch(`${api.url}/api/speech?lang=en&text=a&text=b`);
    expect([response.status, ports.asked]).toEqual([400, []]);
  });
});
