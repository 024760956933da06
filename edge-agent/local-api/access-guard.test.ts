import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import { errorReplySchema } from '#contract/local-api.ts';
import {
  heartbeatReplySchema,
  pairedScreensSchema,
  pairingCodeSchema,
  pairReplySchema,
  type ScreenRole,
} from '#contract/screens.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { writeKioskPin } from '../screens/kiosk-pin.ts';
import { createScreens, kioskPinFile, type Screens } from '../screens/screens.ts';
import { addAccessGuard } from './access-guard.ts';
import { ACCESS, type Access } from './access.ts';
import { fakeLobby, FakePorts } from './fake-ports.ts';
import { createLocalApi, type LocalApi } from './server.ts';

let folder: string;
let pagesDir: string;
let pace: VirtualClock;
let events: EventBody[];
let screens: Screens;
let ports: FakePorts;
let log: ReturnType<typeof recordingAgentLog>;
let api: LocalApi;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  pagesDir = join(folder, 'pages');
  await mkdir(join(pagesDir, 'assets'), { recursive: true });
  for (const page of ['kiosk', 'lobby', 'display', 'pairing', 'pair-screen']) {
    await writeFile(join(pagesDir, `${page}.html`), `<!doctype html><title>${page}</title>`);
  }
  await writeFile(join(pagesDir, 'assets', 'page-1a2b.js'), 'export {};');
  pace = new VirtualClock(1_796_000_000_000);
  events = [];
  log = recordingAgentLog();
  screens = createScreens({ dataDir: folder, clock: pace, pace, report: (bodies) => events.push(...bodies), log });
  ports = new FakePorts();
  ports.screens = screens;
  api = await createLocalApi({
    ports,
    host: '0.0.0.0',
    names: ['hall.bank.example'],
    port: 0,
    pagesDir,
    log,
    clock: pace,
  });
});

afterEach(async () => {
  await api.close();
  screens.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Ask = Omit<InjectOptions, 'headers'> & { readonly headers?: Record<string, string> };

const PC_HOST = '127.0.0.1:8081';
const LAN_HOST = '10.0.0.5:8081';

/** From the branch PC itself. */
function atPc(ask: Ask) {
  return api.inject({ remoteAddress: '127.0.0.1', ...ask, headers: { host: PC_HOST, ...ask.headers } });
}

/** From elsewhere in the branch. */
function fromLan(ask: Ask, cookie?: string) {
  const headers = { host: LAN_HOST, ...(cookie === undefined ? {} : { cookie }), ...ask.headers };
  return api.inject({ remoteAddress: '10.0.0.9', ...ask, headers });
}

async function newCode(role: ScreenRole): Promise<string> {
  const reply = await atPc({ method: 'POST', url: '/api/pairing/codes', payload: { role } });
  expect(reply.statusCode).toBe(201);
  return pairingCodeSchema.parse(reply.json()).code;
}

const pairWith = (code: string, name = '大堂平板', cookie?: string) =>
  fromLan({ method: 'POST', url: '/api/pair', payload: { code, name } }, cookie);

/** Its cookie, as a browser sends it. */
async function paired(role: ScreenRole): Promise<string> {
  const reply = await pairWith(await newCode(role));
  expect(pairReplySchema.parse(reply.json())).toEqual({ role, name: '大堂平板' });
  return String(reply.headers['set-cookie']).split(';')[0]!;
}

const list = async () => pairedScreensSchema.parse((await atPc({ url: '/api/pairing' })).json()).screens;
/** A request that reaches the route, without anything that the route would need. */
function askFor(route: string): Ask {
  const [method, url] = route.split(' ') as ['GET' | 'POST', string];
  return { method, url: url.replace('*', 'page-1a2b.js') };
}

type Answer = Awaited<ReturnType<LocalApi['inject']>>;

function isTurnedAway(reply: Answer): boolean {
  const isRefused = [401, 403].includes(reply.statusCode) && ['not-paired', 'other-role'].includes(codeOf(reply));
  return isRefused || String(reply.headers.location).startsWith('/pair-screen');
}

function routesFor(fits: (access: Access) => boolean): string[] {
  return [...api.routes].filter((route) => fits(ACCESS[route]!)).toSorted();
}

const codeOf = (reply: { json(): unknown }): string => errorReplySchema.parse(reply.json()).error.code;

describe('every route', () => {
  test('has its entry, and every entry its route', () => {
    expect([...api.routes].toSorted()).toEqual(Object.keys(ACCESS).toSorted());
  });

  test('without an entry keeps the agent from starting', () => {
    const app = fastify();
    const guard = addAccessGuard(app, { identify: () => null, log });
    app.get('/healthz', () => 'ok');
    guard.checkRoutes();
    app.route({ method: ['POST', 'HEAD'], url: '/api/backdoor', handler: () => 'open' });
    expect(() => guard.checkRoutes()).toThrow('No entry in local-api/access.ts for: POST /api/backdoor');
  });

  test('is closed to whoever is not paired, but for the few that let in', async () => {
    const open: string[] = [];
    for (const route of api.routes) if (!isTurnedAway(await fromLan(askFor(route)))) open.push(route);
    expect(open.toSorted()).toEqual(routesFor((access) => access === 'everyone'));
    expect(ports.stored).toEqual([]);
  });

  test.each(['kiosk', 'display', 'lobby'] as const)(
    'is open to a paired %s exactly as its role needs',
    async (role) => {
      const cookie = await paired(role);
      // An open stream has no end to wait for, and pairing anew would change who asks.
      const asked = [...api.routes].filter(
        (route) => !['GET /api/stream', 'GET /api/display/stream', 'POST /api/pair'].includes(route),
      );
      const open: string[] = [];
      for (const route of asked) if (!isTurnedAway(await fromLan(askFor(route), cookie))) open.push(route);
      const expected = routesFor((access) => access === 'everyone' || access.includes(role));
      expect(open.toSorted()).toEqual(expected.filter((route) => asked.includes(route)));
    },
  );

  test('that does not exist is told to the branch PC only', async () => {
    expect((await atPc({ url: '/api/nothing' })).statusCode).toBe(404);
    expect((await fromLan({ url: '/api/nothing' })).statusCode).toBe(401);
    expect((await fromLan({ url: '/api/nothing' }, await paired('lobby'))).statusCode).toBe(403);
  });
});

test('a screen that keeps asking in vain is in the log once', async () => {
  for (let i = 0; i < 5; i++) await fromLan({ url: '/api/lobby' });
  expect(log.entries).toContainEqual({
    event: 'api.not-allowed',
    detail: { route: '/api/lobby', verdict: 'not-paired', from: '10.0.0.9' },
  });
  expect(log.entries.filter(({ event }) => event === 'api.not-allowed')).toHaveLength(1);
});

describe('the branch PC', () => {
  test('is known by its socket; no header makes another machine one', async () => {
    for (const headers of [
      { host: PC_HOST },
      { 'x-forwarded-for': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
      { host: 'localhost', 'x-real-ip': '::1' },
    ]) {
      expect((await fromLan({ url: '/api/lobby', headers })).statusCode).toBe(401);
    }
    expect((await atPc({ url: '/api/lobby', remoteAddress: '::ffff:127.0.0.1' })).statusCode).toBe(200);
    expect((await atPc({ url: '/api/lobby', remoteAddress: '::1', headers: { host: '[::1]:8081' } })).statusCode).toBe(
      200,
    );
  });

  test('is not whoever a proxy on it speaks for', async () => {
    for (const headers of [{ 'x-forwarded-for': '10.0.0.9' }, { via: '1.1 proxy' }, { host: 'hall.bank.example' }]) {
      expect((await atPc({ url: '/api/pairing', headers })).statusCode).toBe(401);
    }
  });

  test('needs no cookie, and one does not make it less', async () => {
    const cookie = await paired('display');
    expect((await atPc({ url: '/api/lobby', headers: { cookie } })).statusCode).toBe(200);
  });
});

describe('pairing', () => {
  test('gives the screen a cookie that no script can read, and says where to go', async () => {
    const reply = await pairWith(await newCode('lobby'));
    expect(reply.headers['set-cookie']).toMatch(
      /^hm_screen=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=34560000$/,
    );
    expect(reply.body).not.toContain('hm_screen');
    const byTls = await fromLan({
      method: 'POST',
      url: '/api/pair',
      payload: { code: await newCode('lobby'), name: 'x' },
      headers: { host: 'hall.bank.example', origin: 'https://hall.bank.example', 'x-forwarded-proto': 'https' },
    });
    expect(byTls.headers['set-cookie']).toMatch(/; Secure$/);
  });

  test('lists the screen and shuts it out at once when it is revoked', async () => {
    const cookie = await paired('lobby');
    expect((await fromLan({ url: '/api/lobby' }, cookie)).statusCode).toBe(200);
    const [screen] = await list();
    expect(screen).toMatchObject({ name: '大堂平板', role: 'lobby', lastSeenAt: pace.now() });
    const url = `/api/pairing/screens/${screen!.id}`;
    expect((await fromLan({ method: 'DELETE', url }, cookie)).statusCode).toBe(403);
    expect((await atPc({ method: 'DELETE', url })).statusCode).toBe(204);
    expect((await fromLan({ url: '/api/lobby' }, cookie)).statusCode).toBe(401);
    expect(codeOf(await atPc({ method: 'DELETE', url }))).toBe('unknown-screen');
    expect(await list()).toEqual([]);
  });

  test('ends the open stream of a screen that is shut out, and no other', async () => {
    // A proxy on this PC stands for another machine, so that there is a real socket.
    const open = async (cookie: string) => {
      const reply = await fetch(`${api.url}/api/stream`, { headers: { cookie, 'x-forwarded-for': '10.0.0.9' } });
      expect(reply.status).toBe(200);
      const reader = reply.body!.getReader();
      await reader.read();
      return reader;
    };
    const revoked = await open(await paired('lobby'));
    const kept = await open(await paired('lobby'));
    const [screen] = await list();
    await atPc({ method: 'DELETE', url: `/api/pairing/screens/${screen!.id}` });
    await expect(revoked.read()).rejects.toThrow('terminated');
    ports.show(fakeLobby(9));
    expect(new TextDecoder().decode((await kept.read()).value)).toContain('id: 9');
    await kept.cancel();
  });

  test('again makes a screen something else, and it is listed once', async () => {
    const before = await paired('display');
    const reply = await pairWith(await newCode('lobby'), 'TV', before);
    const after = String(reply.headers['set-cookie']).split(';')[0]!;
    expect((await fromLan({ url: '/api/lobby' }, after)).statusCode).toBe(200);
    expect((await fromLan({ url: '/api/hall' }, before)).statusCode).toBe(401);
    expect((await list()).map(({ name, role }) => [name, role])).toEqual([['TV', 'lobby']]);
  });

  test('with a wrong code fails, with too many wrong ones the right code fails too', async () => {
    const code = await newCode('lobby');
    const other = code === '000000' ? '000001' : '000000';
    const tries = [];
    for (let i = 0; i < 5; i++) tries.push(await pairWith(other));
    expect(tries.map((reply) => [reply.statusCode, codeOf(reply)])).toEqual([
      ...Array.from({ length: 4 }, () => [403, 'wrong-code']),
      [429, 'code-void'],
    ]);
    expect(codeOf(await pairWith(code))).toBe('code-void');
    expect((await pairWith(await newCode('lobby'))).statusCode).toBe(200);
    expect(log.entries.filter(({ event }) => event === 'screens.code-void')).toHaveLength(1);
  });

  test.each([
    ['no code', { name: 'x' }],
    ['a short code', { code: '12345', name: 'x' }],
    ['no name', { code: '123456', name: '  ' }],
    ['a very long name', { code: '123456', name: 'x'.repeat(41) }],
    ['a role of its own choice', { code: '123456', name: 'x', role: 'lobby' }],
    ['a list', []],
  ])('with %s is refused and is no try', async (_what, payload) => {
    const code = await newCode('lobby');
    for (let i = 0; i < 6; i++) {
      expect((await fromLan({ method: 'POST', url: '/api/pair', payload })).statusCode).toBe(400);
    }
    expect((await pairWith(code)).statusCode).toBe(200);
  });

  test('keeps numbers and invisible characters out of names', async () => {
    await pairWith(await newCode('lobby'), ' 张经理 13800138000\u202E ');
    await pairWith(await newCode('lobby'), '\u200B');
    expect((await list()).map(({ name }) => name)).toEqual(['张经理 ***', '***']);
  });

  test('tells codes and tokens to nobody but whom they are for', async () => {
    const code = await newCode('lobby');
    const reply = await pairWith(code);
    const token = String(reply.headers['set-cookie']).slice(10, 53);
    const told = JSON.stringify(log.entries) + JSON.stringify(await list());
    expect(told).toContain('screens.paired');
    expect(told).not.toContain(code);
    expect(told).not.toContain(token);
  });

  test('for a kind of screen that does not exist is refused', async () => {
    const reply = await atPc({ method: 'POST', url: '/api/pairing/codes', payload: { role: 'root' } });
    expect([reply.statusCode, codeOf(reply)]).toEqual([400, 'malformed']);
  });

  test('survives a full disk with an error that says so', async () => {
    const code = await newCode('lobby');
    rmSync(folder, { recursive: true });
    const reply = await pairWith(code);
    expect([reply.statusCode, codeOf(reply)]).toEqual([503, 'not-stored']);
  });
});

describe('pages', () => {
  test.each(['/lobby', '/kiosk?counter=3', '/display', '/'])(
    '%s of a strange screen leads to pairing and back',
    async (url) => {
      const reply = await fromLan({ url });
      expect([reply.statusCode, reply.headers.location]).toEqual([302, `/pair-screen?to=${encodeURIComponent(url)}`]);
    },
  );

  test('of another role lead to pairing, the root to the page of the own role', async () => {
    const cookie = await paired('display');
    expect((await fromLan({ url: '/display' }, cookie)).statusCode).toBe(200);
    expect((await fromLan({ url: '/lobby' }, cookie)).headers.location).toBe('/pair-screen?to=%2Flobby');
    expect((await fromLan({ url: '/' }, cookie)).headers.location).toBe('/display');
  });

  test('for pairing are served: the code on the branch PC, its entry anywhere', async () => {
    expect((await atPc({ url: '/pairing' })).body).toContain('<title>pairing</title>');
    expect((await fromLan({ url: '/pairing' })).statusCode).toBe(401);
    expect((await fromLan({ url: '/pair-screen' })).body).toContain('<title>pair-screen</title>');
  });
});

describe('signs of life', () => {
  const beat = (payload: object, cookie?: string) => {
    const ask = { method: 'POST', url: '/api/screens/heartbeat', payload } as const;
    return cookie === undefined ? atPc(ask) : fromLan(ask, cookie);
  };
  const BEAT = { screen: 'hall-2', role: 'kiosk', pending: 1, refused: 0 };

  test('are answered with the build that the page should be, which changes with the page', async () => {
    const build = async () => heartbeatReplySchema.parse((await beat(BEAT)).json()).build;
    const first = await build();
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(await build()).toBe(first);
    await writeFile(join(pagesDir, 'kiosk.html'), '<!doctype html><title>kiosk, newer</title>');
    expect(await build()).not.toBe(first);
    rmSync(join(pagesDir, 'kiosk.html'));
    expect(await build()).toBeNull();
  });

  test('are watched, and silence is journalled', async () => {
    await beat(BEAT, await paired('kiosk'));
    expect(screens.health()).toMatchObject([{ screen: 'hall-2', role: 'kiosk', state: 'alive', pending: 1 }]);
    pace.advance(60_000);
    expect(events.map(({ type }) => type)).toEqual(['device.offline']);
  });

  test('of a paired screen come in its own role only', async () => {
    const reply = await beat(BEAT, await paired('display'));
    expect([reply.statusCode, codeOf(reply)]).toEqual([403, 'other-role']);
    expect(screens.health()).toEqual([]);
  });

  test('that are none are refused with their problems, and too many screens too', async () => {
    const bad = await beat({ screen: 'Hall 2', role: 'kiosk', pending: -1 });
    expect(errorReplySchema.parse(bad.json()).error.problems?.map(({ path }) => path)).toEqual([
      'screen',
      'pending',
      'refused',
    ]);
    for (let i = 0; i < 64; i++) expect((await beat({ ...BEAT, screen: `k${i}` })).statusCode).toBe(200);
    expect(codeOf(await beat({ ...BEAT, screen: 'one-more' }))).toBe('too-many-screens');
  });
});

describe('the PIN of the kiosk settings', () => {
  const unlock = (pin: unknown, cookie?: string) => {
    const ask = { method: 'POST', url: '/api/kiosk/unlock', payload: { pin } } as const;
    return cookie === undefined ? atPc(ask) : fromLan(ask, cookie);
  };

  test('opens, refuses, and locks after a few wrong ones, saying for how long', async () => {
    const cookie = await paired('kiosk');
    expect(codeOf(await unlock('482913', cookie))).toBe('no-pin');
    await writeKioskPin(kioskPinFile(folder), '482913');
    expect((await unlock('482913', cookie)).statusCode).toBe(204);
    for (let i = 0; i < 5; i++) expect((await unlock('111111', cookie)).statusCode).toBe(403);
    pace.advance(60_000);
    const locked = await unlock('482913', cookie);
    expect([locked.statusCode, codeOf(locked), locked.headers['retry-after']]).toEqual([429, 'locked', '540']);
    pace.advance(540_000);
    expect((await unlock('482913')).statusCode).toBe(204);
  });

  test.each(['', '123', 'abcdef', 482_913, null])('%s is no PIN and no try', async (pin) => {
    await writeKioskPin(kioskPinFile(folder), '482913');
    for (let i = 0; i < 6; i++) expect((await unlock(pin)).statusCode).toBe(400);
    expect((await unlock('482913')).statusCode).toBe(204);
  });
});
