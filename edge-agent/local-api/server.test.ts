import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { errorReplySchema, hallConfigSchema, ratingReplySchema } from '#contract/local-api.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
import { FakeLog, FakePorts } from './fake-ports.ts';
import { createLocalApi } from './server.ts';
import type { LocalApi } from './server.ts';

let ports: FakePorts;
let log: FakeLog;
let pagesDir: string;
let api: LocalApi;

beforeEach(async () => {
  ports = new FakePorts();
  log = new FakeLog();
  pagesDir = await mkdtemp(join(tmpdir(), 'local-api-'));
  await mkdir(join(pagesDir, 'assets'));
  for (const page of ['kiosk', 'lobby', 'display']) {
    await writeFile(join(pagesDir, `${page}.html`), `<!doctype html><title>${page}</title>`);
  }
  await writeFile(join(pagesDir, 'assets', 'kiosk-1a2b.js'), 'export {};');
  api = await start();
});

afterEach(async () => {
  await api.close();
  await rm(pagesDir, { recursive: true });
});

function start(): Promise<LocalApi> {
  return createLocalApi({ ports, host: '127.0.0.1', port: 0, pagesDir, log, clock: new VirtualClock(1_000) });
}

const RATING = { rating: 'tap-00000001', level: 4, scale: 4 };

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${api.url}/api/ratings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function errorOf(response: Response): Promise<{ code: string; problems?: { path: string }[] | undefined }> {
  return errorReplySchema.parse(await response.json()).error;
}

/** fetch does not let a test set Host. */
function getAs(host: string, path = '/healthz'): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  httpRequest(`${api.url}${path}`, { headers: { host } }, (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (text: string) => (body += text));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
  })
    .on('error', reject)
    .end();
  return promise;
}

describe('state', () => {
  test('the hall and the lobby answer in the shape of the contract and are never cached', async () => {
    const hall = await fetch(`${api.url}/api/hall`);
    expect(hallConfigSchema.parse(await hall.json())).toEqual(ports.config);
    const lobby = await fetch(`${api.url}/api/lobby`);
    expect(lobbyViewSchema.parse(await lobby.json())).toEqual(ports.view);
    expect([hall, lobby].map((response) => response.headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
  });

  test('before the hall is rebuilt the lobby, the stream and ratings say so, and the rest works', async () => {
    ports.readiness = { ready: false, reason: 'Rebuilding the hall from the journal.' };
    const responses = await Promise.all([
      fetch(`${api.url}/api/lobby`),
      fetch(`${api.url}/api/stream`),
      post(RATING),
      fetch(`${api.url}/readyz`),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    const errors = await Promise.all(responses.map(errorOf));
    expect(errors.map(({ code }) => code)).toEqual(['not-ready', 'not-ready', 'not-ready', 'not-ready']);
    expect(ports.stored).toEqual([]);
    expect((await fetch(`${api.url}/api/hall`)).status).toBe(200);
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  });

  test('a ready agent says so, and gives its metrics as Prometheus text', async () => {
    expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ status: 'ready' });
    const metrics = await fetch(`${api.url}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('version=0.0.4');
    expect(await metrics.text()).toBe('hallmeter_waiting 1\n');
  });

  test('a fault of the agent is answered without its details and logged with them', async () => {
    ports.fault = new Error('secret inner state');
    const response = await fetch(`${api.url}/api/lobby`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(log.events).toContain('api.failed');
  });

  test('an unknown path or method is named in an error of the contract', async () => {
    const path = await fetch(`${api.url}/api/nothing`);
    const method = await fetch(`${api.url}/api/hall`, { method: 'DELETE' });
    expect([path.status, method.status]).toEqual([404, 404]);
    expect([(await errorOf(path)).code, (await errorOf(method)).code]).toEqual(['not-found', 'not-found']);
  });
});

describe('ratings', () => {
  test('a rating is stored once, however often the page repeats it', async () => {
    const first = await post({ ...RATING, counter: '3', reasons: ['wait'] });
    expect(first.status).toBe(201);
    expect(ratingReplySchema.parse(await first.json())).toEqual({ rating: RATING.rating, seq: 1, stored: 'now' });
    const second = await post({ ...RATING, counter: '3', reasons: ['wait'] });
    expect(second.status).toBe(200);
    expect(ratingReplySchema.parse(await second.json()).stored).toBe('before');
    expect(ports.stored).toEqual([{ ...RATING, counter: '3', reasons: ['wait'] }]);
  });

  test('everything wrong with a rating is named at once', async () => {
    const response = await post({ rating: 'x', level: 9, scale: 6, colour: 'red' });
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error.code).toBe('malformed');
    expect(error.problems?.map(({ path }) => path).toSorted()).toEqual(['(root)', 'level', 'rating', 'scale']);
  });

  test('a level above the scale is refused', async () => {
    const response = await post({ ...RATING, level: 5, scale: 4 });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).problems?.map(({ path }) => path)).toEqual(['level']);
  });

  test.each([
    ['broken JSON', '{"rating":', 400, 'malformed'],
    ['an empty body', '', 400, 'malformed'],
    ['a list', '[]', 400, 'malformed'],
    ['a body beyond the limit', JSON.stringify({ ...RATING, comment: 'x'.repeat(70_000) }), 413, 'body-too-large'],
  ])('%s is refused', async (_what, body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect((await errorOf(response)).code).toBe(code);
    expect(ports.stored).toEqual([]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body sent as %s is refused',
    async (type) => {
      const response = await post(RATING, { 'content-type': type });
      expect(response.status).toBe(415);
      expect((await errorOf(response)).code).toBe('not-json');
    },
  );

  test('a full disk is answered as not stored, and the same rating is stored later', async () => {
    ports.diskRefuses = true;
    const refused = await post(RATING);
    expect(refused.status).toBe(503);
    expect((await errorOf(refused)).code).toBe('not-stored');
    expect(log.events).toContain('api.rating-not-stored');
    ports.diskRefuses = false;
    expect((await post(RATING)).status).toBe(201);
  });
});

describe('foreign pages', () => {
  test('a rebound host name reaches nothing', async () => {
    const { status, body } = await getAs('evil.example', '/api/lobby');
    expect(status).toBe(403);
    expect(errorReplySchema.parse(JSON.parse(body)).error.code).toBe('foreign-host');
    expect(log.events).toContain('api.foreign-request');
    const { port } = new URL(api.url);
    expect((await getAs(`localhost:${port}`)).status).toBe(200);
  });

  test('a page of another site can neither rate nor hold a stream open', async () => {
    const rated = await post(RATING, { origin: 'http://evil.example' });
    expect(rated.status).toBe(403);
    expect((await errorOf(rated)).code).toBe('foreign-origin');
    expect(ports.stored).toEqual([]);
    const stream = await fetch(`${api.url}/api/stream`, { headers: { origin: 'http://evil.example' } });
    expect(stream.status).toBe(403);
    expect((await post(RATING, { origin: api.url })).status).toBe(201);
  });
});

describe('pages', () => {
  test.each(['kiosk', 'lobby', 'display'])('/%s is served afresh, with nothing inline allowed', async (page) => {
    const response = await fetch(`${api.url}/${page}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`<title>${page}</title>`);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  test('assets carry their hash in the name and may be kept', async () => {
    const response = await fetch(`${api.url}/assets/kiosk-1a2b.js`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${api.url}/assets/..%2fkiosk.html`)).status).not.toBe(200);
    expect((await fetch(`${api.url}/assets/none.js`)).status).toBe(404);
  });

  test('the root leads to the lobby board', async () => {
    const response = await fetch(api.url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/lobby']);
  });

  test('without built pages the API works, and the pages say what to run', async () => {
    await api.close();
    await rm(join(pagesDir, 'kiosk.html'));
    api = await start();
    const response = await fetch(`${api.url}/kiosk`);
    expect(response.status).toBe(503);
    expect((await errorOf(response)).code).toBe('pages-not-built');
    expect(log.events).toContain('api.pages-missing');
    expect((await fetch(`${api.url}/api/hall`)).status).toBe(200);
  });
});

test('a port in use is an error for the caller, and nothing keeps listening for changes', async () => {
  const taken = Number(new URL(api.url).port);
  const other = new FakePorts();
  const options = { ports: other, host: '127.0.0.1', port: taken, pagesDir, log, clock: new VirtualClock(0) };
  await expect(createLocalApi(options)).rejects.toThrow('EADDRINUSE');
  expect(other.listeners.size).toBe(0);
});
