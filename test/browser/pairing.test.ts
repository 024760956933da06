import { hostname, networkInterfaces } from 'node:os';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LobbyView } from '#contract/lobby-view.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { openScene, type Scene } from '../setup/scene.ts';
import { launchBrowser, openPage, picture, type OpenPage } from './browser.ts';
import { flaws } from './flaws.ts';

/**
 * A screen elsewhere in the branch is let in by a code, and shut out again. It comes by the network address of this
 * machine. Where there is none it comes by the machine's name, which the browser is told to find on loopback: to the
 * agent that is a screen elsewhere too, behind a proxy on the branch PC.
 */
const ADDRESS = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
const OUTSIDE = ADDRESS ?? hostname().toLowerCase();

let browser: Browser;
let scene: Scene;
let pairing: OpenPage;
beforeAll(async () => {
  browser = await launchBrowser(ADDRESS === undefined ? [`--host-resolver-rules=MAP ${OUTSIDE} 127.0.0.1`] : []);
  scene = await openScene({ host: '0.0.0.0', dayBefore: true });
  pairing = await openPage(browser, `${scene.url}/pairing`);
  await pairing.page.getByTestId('role-lobby').waitFor();
}, 60_000);
afterAll(async () => {
  await pairing.close();
  await scene.dispose();
  await browser.close();
});

function outside(path: string): string {
  return `http://${OUTSIDE}:${new URL(scene.url).port}${path}`;
}

/** What browsers say of a page that did not come by TLS. */
const NO_TLS = /^The Cross-Origin-Opener-Policy header has been ignored/;

async function seen(open: OpenPage, state: string, expected = NO_TLS): Promise<readonly string[]> {
  const found: string[] = [];
  for (const language of ['en', 'zh']) {
    await open.page.getByTestId(`language-${language}`).click();
    await picture(open.page, language === 'zh' ? `pairing-${state}` : `pairing-${state}-en`);
    found.push(...(await flaws(open, { expected })).map((flaw) => `${state} ${language}: ${flaw}`));
  }
  return found;
}

async function codeFor(role: 'lobby' | 'kiosk' | 'display'): Promise<string> {
  const code = pairing.page.getByTestId('open-code');
  const before = (await code.count()) === 0 ? '' : await code.innerText();
  await pairing.page.getByTestId(`role-${role}`).click();
  await expect.poll(() => code.innerText()).not.toBe(before);
  return (await code.innerText()).replaceAll(' ', '');
}

async function enter({ page }: OpenPage, code: string, name: string): Promise<void> {
  for (const digit of code) await page.getByTestId(`digit-${digit}`).tap();
  await page.getByTestId('name').fill(name);
  await page.getByTestId('pair').tap();
}

const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test(`a screen at ${OUTSIDE} is sent to the pairing page, let in by the code once, and shut out again`, async () => {
  const screen = await openPage(browser, outside('/lobby?elder=1'), { touch: true });
  await screen.page.getByTestId('digit-1').waitFor();
  expect(new URL(screen.page.url()).pathname).toBe('/pair-screen');
  expect(await seen(screen, 'screen')).toEqual([]);
  expect(await seen(pairing, 'none')).toEqual([]);

  const code = await codeFor('lobby');
  expect(await seen(pairing, 'code')).toEqual([]);
  await enter(screen, other(code), '大堂经理平板');
  await screen.page.getByTestId('failure').waitFor();
  expect(await seen(screen, 'wrong-code', /status of 4\d\d|Cross-Origin-Opener-Policy/)).toEqual([]);
  screen.errors.length = 0;
  await enter(screen, code, '大堂经理平板');
  await screen.page.getByTestId('waiting-count').waitFor();
  expect(new URL(screen.page.url()).pathname + new URL(screen.page.url()).search).toBe('/lobby?elder=1');
  expect(screen.errors.filter((error) => !NO_TLS.test(error))).toEqual([]);

  await pairing.page.getByTestId('arrived').waitFor();
  expect(await seen(pairing, 'arrived')).toEqual([]);
  const second = await openPage(browser, outside('/pair-screen'), { touch: true });
  await second.page.getByTestId('digit-1').waitFor();
  await enter(second, code, '另一块屏幕');
  await second.page.getByTestId('failure').waitFor();
  await second.close();

  const row = pairing.page.locator('[data-testid=screen][data-role=lobby]');
  await row.getByTestId('remove').click();
  expect(await seen(pairing, 'remove')).toEqual([]);
  await row.getByTestId('remove-sure').click();
  await row.waitFor({ state: 'detached' });
  const again = `/pair-screen?to=${encodeURIComponent('/lobby?elder=1')}`;
  await screen.page.waitForURL((url) => url.pathname + url.search === again, { timeout: 10_000 });
  await screen.close();
}, 40_000);

test('a kiosk elsewhere gives a rating, and may see neither the lobby board nor the display', async () => {
  const kiosk = await openPage(browser, outside('/kiosk'), { touch: true });
  await enter(kiosk, await codeFor('kiosk'), '评价屏');
  await kiosk.page.getByTestId('face-5').waitFor();
  const ratings = (): number =>
    dayRecords(scene.agent().core.recorder.hall, '2026-11-30')!.ratings.filter(({ channel }) => channel === 'kiosk')
      .length;
  await kiosk.page.waitForTimeout(400);
  await kiosk.page.getByTestId('face-5').tap();
  await expect.poll(ratings).toBe(1);
  const answers = await kiosk.page.evaluate<number[]>(
    "Promise.all(['/api/lobby', '/api/display', '/api/pairing', '/metrics'].map(async (path) => (await fetch(path)).status))",
  );
  expect(answers).toEqual([403, 403, 403, 403]);
  await kiosk.close();
});

test('a display elsewhere shows the calls and reports that it lives', async () => {
  const display = await openPage(browser, outside('/display?speech=none'), { size: 'television', touch: true });
  await enter(display, await codeFor('display'), '大厅电视');
  await display.page.getByTestId('now-serving').waitFor();
  expect(new URL(display.page.url()).search).toBe('?speech=none');
  await expect
    .poll(async () => (await scene.get<LobbyView>('/api/lobby')).screens)
    .toEqual(expect.arrayContaining([expect.objectContaining({ role: 'display', state: 'alive' })]));
  expect(display.errors.filter((error) => !NO_TLS.test(error))).toEqual([]);
  await display.close();
});
