import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { createApi, type Api } from '../api/server.ts';
import { meRoute } from '../auth/me.ts';
import { issuePasswordCode } from '../auth/own-password.ts';
import { sessionRoutes } from '../auth/session-routes.ts';
import { IDLE_MS, SESSION_MS, viewerOfRequest } from '../auth/sessions.ts';
import { openSetup, type SetupParts } from '../auth/setup.ts';
import { setupRoutes } from '../auth/setup-routes.ts';
import { LOCKED_MS } from '../auth/sign-in.ts';
import { ensureUnits } from '../organisation/ensure-units.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import { FIRST_ACCOUNT } from './first-account.ts';
import { recordingLog, temporaryFolder } from './office.ts';

const { login, password }: { readonly login: string; readonly password: string } = FIRST_ACCOUNT;
const START = 1_800_000_000_000;

/** Head office's sign-in over real HTTP, on a clock that moves only when told to. */
onBothDatabases('sign-in', (make) => {
  let made: TestDatabase;
  let folder: ReturnType<typeof temporaryFolder>;
  let parts: SetupParts;
  let clock: VirtualClock;
  let api: Api;
  let code: string;

  beforeEach(async () => {
    made = await make();
    folder = temporaryFolder();
    clock = new VirtualClock(START);
    parts = { database: made.database, clock, deskClock: clock, codeFile: join(folder.path, 'setup-code') };
    await made.database.write((writing) => ensureUnits(writing, [], { at: START, on: '2026-11-30' }));
    code = (await openSetup(parts))!;
    api = await createApi({
      clock,
      log: recordingLog(),
      host: '127.0.0.1',
      port: 0,
      publicOrigin: 'https://service.bank.example',
      pagesDir: folder.path,
      viewerOf: (asked) => viewerOfRequest(parts, asked),
      isWithin: () => Promise.resolve(false),
      routes: [meRoute(null), ...sessionRoutes(parts), ...setupRoutes(parts, { provider: false })],
    });
  });
  afterEach(async () => {
    await api.close();
    await made.remove();
    folder.remove();
  });

  interface Heard {
    readonly status: number;
    readonly code: string | undefined;
    readonly cookie: string;
    readonly setCookie: string;
  }

  async function send(method: string, path: string, body?: unknown, headers = {}): Promise<Heard> {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await fetch(`${api.url}${path}`, { method, headers: { ...type, ...headers }, ...content });
    const text = await reply.text();
    const { error } = (text === '' ? {} : JSON.parse(text)) as { error?: { code: string } };
    const setCookie = reply.headers.getSetCookie()[0] ?? '';
    return { status: reply.status, code: error?.code, setCookie, cookie: setCookie.split(';')[0]! };
  }

  const setUp = (change = {}): Promise<Heard> => send('POST', '/api/setup', { ...FIRST_ACCOUNT, code, ...change });
  const signIn = (typed = password, as = login, headers = {}): Promise<Heard> =>
    send('POST', '/api/session', { login: as, password: typed }, headers);
  const me = async (cookie: string): Promise<number> => (await send('GET', '/api/me', undefined, { cookie })).status;
  const audited = async (): Promise<string[]> =>
    (await made.database.read.selectFrom('audit').select('action').orderBy('seq').execute()).map(
      ({ action }) => action,
    );

  describe('set-up', () => {
    test('the code lies in a file of its own that only head office’s user can read, and stays until it is used', async () => {
      expect(readFileSync(parts.codeFile, 'utf8').trim()).toBe(code);
      expect(statSync(parts.codeFile).mode & 0o777).toBe(0o600);
      expect(await openSetup(parts)).toBe(code);
      expect((await setUp()).status).toBe(204);
      expect(() => statSync(parts.codeFile)).toThrow('ENOENT');
      expect(await openSetup(parts)).toBeNull();
    });

    test('makes one account, signs it in, and is over', async () => {
      const { cookie } = await setUp();
      expect(await me(cookie)).toBe(200);
      expect(await setUp({ login: 'second' })).toMatchObject({ status: 409, code: 'set-up' });
      const accounts = await made.database.read.selectFrom('account').select('login').execute();
      expect(accounts).toEqual([{ login }]);
      expect(await audited()).toEqual(['setup.done']);
    });

    test('two at once: one makes the account', async () => {
      const both = await Promise.all([setUp(), setUp({ login: 'second' })]);
      expect(new Set(both.map(({ status }) => status))).toEqual(new Set([204, 403]));
    });

    test.each([
      [{ code: 'x' }, 403],
      [{ password: 'short' }, 400],
      [{ login: 'has blanks' }, 400],
      [{ login: '' }, 400],
      [{ name: ' ' }, 400],
      [{ password: 'first-first-first' }, 400],
      [{ extra: 1 }, 400],
      [{ code: null }, 400],
    ])('%j is refused and changes nothing', async (change, status) => {
      expect(await setUp(change)).toMatchObject({ status });
      expect((await setUp()).status).toBe(204);
    });

    test('codes cannot be tried out', async () => {
      for (let n = 0; n < 10; n++) expect((await setUp({ code: `guess-${n}` })).status).toBe(403);
      expect(await setUp()).toMatchObject({ status: 429, code: 'too-many-tries' });
    });
  });

  describe('session', () => {
    beforeEach(async () => void (await setUp()));

    test('its cookie is out of reach of scripts and other sites, and the table does not hold it', async () => {
      const { setCookie, cookie } = await signIn();
      expect(setCookie).toMatch(/^hallmeter=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
      const rows = await made.database.read.selectFrom('session').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
    });

    test('behind a proxy on this machine that was asked over https, the cookie is for https only', async () => {
      const headers = { 'x-forwarded-proto': 'https' };
      const { setCookie, cookie } = await signIn(password, login, headers);
      expect(setCookie).toMatch(/^__Host-hallmeter=[\w-]{43}; .*; Secure$/);
      expect((await send('GET', '/api/me', undefined, { cookie, ...headers })).status).toBe(200);
      expect(await me(cookie)).toBe(401);
    });

    test('ends half an hour after the last request', async () => {
      const { cookie } = await signIn();
      for (let n = 0; n < 3; n++) {
        clock.advance(IDLE_MS - 1);
        expect(await me(cookie)).toBe(200);
      }
      clock.advance(IDLE_MS);
      expect(await me(cookie)).toBe(401);
    });

    test('ends after twelve hours, however busy', async () => {
      const { cookie } = await signIn();
      for (let at = 0; at < SESSION_MS; at += IDLE_MS / 2) {
        expect(await me(cookie)).toBe(200);
        clock.advance(IDLE_MS / 2);
      }
      expect(await me(cookie)).toBe(401);
    });

    test('what somebody did is written down once a minute at most', async () => {
      const { cookie } = await signIn();
      const seen = async (): Promise<number> =>
        (await made.database.read.selectFrom('session').select('seen_at').orderBy('seen_at', 'desc').execute())[0]!
          .seen_at;
      clock.advance(59_999);
      await me(cookie);
      expect(await seen()).toBe(START);
      clock.advance(1);
      await me(cookie);
      expect(await seen()).toBe(START + 60_000);
    });

    test('what an open page asks by itself does not keep it alive', async () => {
      const { cookie } = await signIn();
      clock.advance(IDLE_MS / 2);
      const headers = { cookie, 'x-asked-by': 'page' };
      expect((await send('GET', '/api/me', undefined, headers)).status).toBe(200);
      clock.advance(IDLE_MS / 2);
      expect(await me(cookie)).toBe(401);
    });

    test('signing out ends it', async () => {
      const { cookie } = await signIn();
      const out = await send('DELETE', '/api/session', undefined, { cookie });
      expect(out).toMatchObject({ status: 204, setCookie: expect.stringContaining('Max-Age=0') });
      expect(await me(cookie)).toBe(401);
      expect((await send('DELETE', '/api/session', undefined, { cookie })).status).toBe(401);
    });

    test.each(['hallmeter=', 'hallmeter=x', '=', ';;', 'other=1', `hallmeter=${'a'.repeat(5_000)}`])(
      'the cookie "%s" is nobody’s',
      async (cookie) => expect(await me(cookie)).toBe(401),
    );

    test('ends with the account', async () => {
      const { cookie } = await signIn();
      await made.database.write((writing) => writing.updateTable('account').set({ disabled_at: 1 }).execute());
      expect(await me(cookie)).toBe(401);
      expect((await signIn()).status).toBe(401);
    });
  });

  describe('wrong passwords', () => {
    beforeEach(async () => void (await setUp()));

    test('a wrong password, an unknown login and a locked account are answered alike', async () => {
      const answers = [await signIn('wrong password here'), await signIn(password, 'nobody')];
      for (let n = 0; n < 4; n++) await signIn('wrong password here');
      answers.push(await signIn());
      expect(answers).toEqual(Array(3).fill(answers[0]));
      expect(answers[0]).toMatchObject({ status: 401, code: 'not-signed-in' });
    });

    test('the fifth in a row locks for a quarter of an hour, for the right one too', async () => {
      for (let n = 0; n < 5; n++) await signIn('wrong password here');
      clock.advance(LOCKED_MS - 1);
      expect((await signIn()).status).toBe(401);
      clock.advance(1);
      expect((await signIn()).status).toBe(204);
    });

    test('a right one in between begins the count anew', async () => {
      for (let n = 0; n < 4; n++) await signIn('wrong password here');
      expect((await signIn()).status).toBe(204);
      for (let n = 0; n < 4; n++) await signIn('wrong password here');
      expect((await signIn()).status).toBe(204);
    });

    test('after a lock there are five tries again, not one', async () => {
      for (let n = 0; n < 5; n++) await signIn('wrong password here');
      clock.advance(LOCKED_MS);
      for (let n = 0; n < 4; n++) await signIn('wrong password here');
      expect((await signIn()).status).toBe(204);
    });

    test('twelve at once are five tries', async () => {
      await Promise.all(Array.from({ length: 12 }, () => signIn('wrong password here')));
      expect((await audited()).filter((action) => action === 'session.refused')).toHaveLength(5);
    });

    test('the audit log names the account and never what was typed', async () => {
      await signIn('wrong password here');
      await signIn('wrong password here', 'nobody-known');
      const rows = await made.database.read.selectFrom('audit').selectAll().execute();
      expect(rows.map(({ action }) => action)).toEqual(['setup.done', 'session.refused']);
      expect(JSON.stringify(rows)).not.toMatch(/wrong password|nobody-known|lanterns/);
    });

    test('one address cannot try its luck over many accounts', async () => {
      for (let n = 0; n < 20; n++) await signIn('wrong password here', `nobody-${n}`);
      expect(await signIn()).toMatchObject({ status: 429, code: 'too-many-tries' });
      expect((await signIn(password, login, { 'x-forwarded-for': '10.1.1.1' })).status).toBe(204);
    });

    test.each([
      undefined,
      {},
      { login },
      { login, password: 1 },
      { login: [login], password },
      { login, password, admin: true },
      { login: `${login}\0`, password },
      { login, password: 'x'.repeat(1_001) },
    ])('%j is malformed', async (body) => {
      expect((await send('POST', '/api/session', body)).status).toBe(400);
    });

    test.each(["' OR 1=1 --", '%', 'ＦＩＲＳＴ'])('the login "%s" is nobody', async (as) => {
      expect((await signIn(password, as)).status).toBe(401);
    });
  });

  describe('own password', () => {
    const next = 'four green lanterns';
    let cookie: string;
    beforeEach(async () => {
      cookie = (await setUp()).cookie;
    });
    const change = (body: unknown): Promise<Heard> => send('POST', '/api/session/password', body, { cookie });

    test('changing it ends the other sessions and keeps this one', async () => {
      const other = (await signIn()).cookie;
      expect((await change({ current: password, next })).status).toBe(204);
      expect([await me(cookie), await me(other)]).toEqual([200, 401]);
      expect([(await signIn()).status, (await signIn(next)).status]).toEqual([401, 204]);
      expect(await audited()).toContain('password.changed');
    });

    test('needs the one of now, and a fit new one', async () => {
      expect(await change({ current: 'wrong password here', next })).toMatchObject({ status: 403, code: 'wrong' });
      expect(await change({ current: password, next: 'short' })).toMatchObject({ status: 400, code: 'unfit-password' });
      expect((await signIn()).status).toBe(204);
    });

    test('a code from IT chooses one, once, and ends every session', async () => {
      const account = (await made.database.read.selectFrom('account').select('id').executeTakeFirstOrThrow()).id;
      const issued = await made.database.write((writing) => issuePasswordCode(writing, account, clock.now()));
      const use = (): Promise<Heard> => send('POST', '/api/session/code', { code: issued.code, password: next });
      expect((await send('POST', '/api/session/code', { code: issued.code, password: 'short' })).status).toBe(400);
      expect((await use()).status).toBe(200);
      expect(await use()).toMatchObject({ status: 403, code: 'wrong' });
      expect([await me(cookie), (await signIn(next)).status]).toEqual([401, 204]);
    });

    test('a code is void after three days, and when a newer one was made', async () => {
      const account = (await made.database.read.selectFrom('account').select('id').executeTakeFirstOrThrow()).id;
      const issue = (): Promise<{ code: string }> =>
        made.database.write((writing) => issuePasswordCode(writing, account, clock.now()));
      const use = (of: string): Promise<Heard> => send('POST', '/api/session/code', { code: of, password: next });
      const first = await issue();
      const second = await issue();
      expect((await use(first.code)).status).toBe(403);
      clock.advance(72 * 3_600_000);
      expect((await use(second.code)).status).toBe(403);
    });
  });

  describe('other origins', () => {
    /** As a browser would send it; fetch keeps some of these headers for itself. */
    const asked = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve) => {
        const { port } = new URL(api.url);
        const sent = { 'content-type': 'application/json', ...headers };
        request({ host: '127.0.0.1', port, path: '/api/session', method: 'POST', headers: sent }, (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        }).end('{}');
      });

    test.each([
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ origin: 'http://127.0.0.1:1' }, 403],
      [{ 'sec-fetch-site': 'cross-site' }, 403],
      [{ host: 'evil.example', origin: 'http://evil.example' }, 403],
      [{ origin: 'https://service.bank.example' }, 400],
      [{ host: 'service.bank.example', origin: 'https://service.bank.example' }, 400],
      [{}, 400],
    ])('%j is answered with %i', async (headers, status) => {
      expect(await asked(headers as Record<string, string>)).toBe(status);
    });
  });
});
