import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import { startServer, type RunningServer } from '../../server/app.ts';
import { sqliteIn } from '../../server/config.ts';
import { setUp } from '../../server/tests/first-account.ts';
import { launchBrowser, openPage } from '../browser/browser.ts';
import { end, ROOT, toolEnvironment } from '../setup/run.ts';
import { freePort } from '../setup/free-port.ts';
import { newSecret } from '../setup/system.ts';

/** Head office with a real OpenID provider as a process of its own, in a real browser. */
describe('the bank’s own sign-in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-oidc-'));
  const logged: string[] = [];
  let provider: ChildProcess;
  let office: RunningServer;
  let cookie: string;
  let browser: Browser;
  const pages: Page[] = [];

  beforeAll(async () => {
    const port = await freePort();
    const secret = newSecret();
    const started = await startProvider(secret, `http://127.0.0.1:${port}/api/session/provider/return`);
    provider = started.child;
    office = await startServer({
      config: {
        dataDir: join(folder, 'data'),
        store: sqliteIn(join(folder, 'data')),
        http: { host: '127.0.0.1', port },
        frontDoor: { type: 'embedded', host: '127.0.0.1', port: 0 },
        oidc: { issuer: started.issuer, clientId: 'hallmeter', clientSecret: secret },
        branches: [],
      },
      clock: realClock(),
      log: { write: (event, detail) => void logged.push(`${event} ${JSON.stringify(detail)}`) },
    });
    cookie = await setUp(office.setupUrl!);
    browser = await launchBrowser();
    await addPerson('li.wei', true);
    await addPerson('zhang.min', false);
  }, 60_000);
  afterEach(async () => void (await Promise.all(pages.splice(0).map((page) => page.context().close()))));
  afterAll(async () => {
    await browser?.close();
    await office?.stop();
    await end(provider);
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const reply = await fetch(`${office.httpUrl}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    return reply.status === 204 ? null : reply.json();
  }
  const addPerson = (login: string, byProvider: boolean): Promise<unknown> =>
    ask('POST', '/api/people', { login, name: login.toUpperCase(), byProvider });

  async function signInAs(login: string): Promise<Page> {
    const { page } = await openPage(browser, `${office.httpUrl}/`);
    pages.push(page);
    await page.getByRole('link', { name: '使用本行统一认证登录' }).click();
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('whatever');
    await page.locator('button[type=submit]').click();
    await page.locator('button[type=submit]').click();
    await page.waitForURL(`${office.httpUrl}/**`);
    return page;
  }

  test('lets in whom IT has marked for it, and knows them by their subject from then on', async () => {
    for (let round = 0; round < 2; round++) {
      const page = await signInAs('li.wei');
      await page.locator('.account-menu', { hasText: 'LI.WEI' }).waitFor();
      expect(await page.context().cookies(office.httpUrl)).toContainEqual(
        expect.objectContaining({ name: 'hallmeter', httpOnly: true, sameSite: 'Strict' }),
      );
    }
    const { rows } = (await ask('GET', '/api/audit?action=account.bound')) as { rows: { detail: unknown }[] };
    expect(rows.map(({ detail }) => detail)).toEqual([
      { login: 'li.wei', subject: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+ li\.wei$/) },
    ]);
  }, 60_000);

  test.each(['zhang.min', 'somebody.else', 'first'])(
    'does not let in %s, whom IT has not marked for it',
    async (login) => {
      const page = await signInAs(login);
      await page.getByText('统一认证没有成功').waitFor();
      expect((await page.context().cookies(office.httpUrl)).map(({ name }) => name)).not.toContain('hallmeter');
    },
    30_000,
  );

  test('an answer that this browser did not ask for is refused', async () => {
    const begun = await fetch(`${office.httpUrl}/api/session/provider`, { redirect: 'manual' });
    const flow = begun.headers.getSetCookie()[0]!.split(';')[0]!;
    const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
    const back = async (query: string, headers = {}): Promise<string | null> => {
      const reply = await fetch(`${office.httpUrl}/api/session/provider/return${query}`, {
        redirect: 'manual',
        headers,
      });
      expect(reply.headers.getSetCookie()).toEqual([]);
      return reply.headers.get('location');
    };
    const refused = '/#/?refused=1';
    expect(await back(`?code=x&state=${state}`)).toBe(refused);
    expect(await back('?code=x&state=other', { cookie: flow })).toBe(refused);
    // And a flow can be used once only.
    expect(await back(`?code=x&state=${state}`, { cookie: flow })).toBe(refused);
    expect(logged.filter((line) => line.startsWith('provider.failed'))).not.toEqual([]);
  });

  test('the request carries PKCE, state and nonce', async () => {
    const { headers } = await fetch(`${office.httpUrl}/api/session/provider`, { redirect: 'manual' });
    const asked = new URL(headers.get('location')!).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)!.length).toBeGreaterThan(20);
  });

  test('a disabled account is not let in', async () => {
    const people = (await ask('GET', '/api/people')) as { account: string; login: string }[];
    const { account } = people.find(({ login }) => login === 'li.wei')!;
    await ask('POST', `/api/people/${account}/disable`);
    const page = await signInAs('li.wei');
    await page.getByText('统一认证没有成功').waitFor();
    expect(await page.locator('.account-menu').count()).toBe(0);
  }, 30_000);
});

function startProvider(secret: string, redirectUri: string): Promise<{ child: ChildProcess; issuer: string }> {
  const child = spawn(
    join(ROOT, 'node_modules', '.bin', 'node'),
    ['test/setup/oidc-provider.ts', secret, redirectUri],
    {
      cwd: ROOT,
      env: toolEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the provider ended')));
    child.stdout.once('data', (line: Buffer) => resolve({ child, issuer: line.toString().trim() }));
  });
}
