import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayRecords } from '#rubric/hall/hall.ts';
import type { RatingRecord } from '#rubric/hall/visit.ts';
import { openScene, type Scene } from '../setup/scene.ts';
import { launchBrowser, openPage, type OpenPage } from './browser.ts';

/** What people, children and broken devices do to a kiosk, and what the agent's hall makes of it. */

let browser: Browser;
let scene: Scene;
let kiosk: OpenPage;
let page: Page;

beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  scene = await openScene();
  kiosk = await openPage(browser, `${scene.url}/kiosk`, { touch: true });
  ({ page } = kiosk);
  await page.getByTestId('face-5').waitFor();
});
afterEach(async () => {
  await kiosk.close();
  await scene.dispose();
});

function ratings(): readonly RatingRecord[] {
  return dayRecords(scene.agent().core.recorder.hall, '2026-11-30')?.ratings ?? [];
}

/** As a person taps: not within a third of a second after the screen has changed. */
async function tap(...testIds: string[]): Promise<void> {
  for (const testId of testIds) {
    await page.waitForTimeout(400);
    await page.getByTestId(testId).tap();
  }
}

async function middleOf(testId: string): Promise<{ readonly x: number; readonly y: number }> {
  const box = (await page.getByTestId(testId).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Clicks in the very moment in which the screen has changed, faster than any finger. */
function clickAtOnce(...testIds: readonly string[]): Promise<void> {
  return page.evaluate<void>(`(async () => {
    for (const id of ${JSON.stringify(testIds)}) {
      document.querySelector('[data-testid="' + id + '"]').click();
      await Promise.resolve();
      await Promise.resolve();
    }
  })()`);
}

describe('fingers', () => {
  test('a double tap is one rating, and chooses nothing on the screen that follows', async () => {
    const { x, y } = await middleOf('face-3');
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
    await page.locator('[data-testid=thanks][data-progress=stored]').waitFor();
    await page.waitForTimeout(800);
    expect(ratings()).toMatchObject([{ level: 3, reasons: [], counted: true }]);
  });

  test('two fingers at once are no tap; the next single one is', async () => {
    const session = await page.context().newCDPSession(page);
    const touchPoints = await Promise.all(['face-5', 'face-1'].map(middleOf));
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await tap('face-4');
    await page.locator('[data-testid=thanks][data-progress=stored]').waitFor();
    expect(ratings()).toMatchObject([{ level: 4, counted: true }]);
  });

  test('thirty taps a second for five seconds, where “done” and a face share a place: all mashing, none counts', async () => {
    await tap('face-1');
    const place = await middleOf('done');
    const [began, taps] = [Date.now(), 150];
    for (let count = 0; count < taps; count++) {
      await page.touchscreen.tap(place.x, place.y);
      await page.waitForTimeout(Math.max(0, began + ((count + 1) * 5_000) / taps - Date.now()));
    }
    await expect.poll(pending).toBe(0);
    const all = ratings();
    // Two screens of 350 ms each lie between two ratings.
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(all.length).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - began) / 700));
    expect(all.filter(({ flags, counted }) => counted || !flags.includes('mashing'))).toEqual([]);
    expect(kiosk.errors).toEqual([]);
  });

  test('a child tries three faces: all are play, none counts', async () => {
    await tap('face-5', 'done', 'face-3', 'done', 'face-1');
    await expect.poll(() => ratings().length).toBe(3);
    expect(ratings().map(({ flags, counted }) => [flags.includes('play'), counted])).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ]);
  });

  test('two ratings within seconds: the first counts, the second is a burst, both are kept', async () => {
    await tap('face-5', 'done', 'face-5');
    await expect.poll(() => ratings().length).toBe(2);
    expect(ratings()).toMatchObject([
      { flags: expect.not.arrayContaining(['burst']), counted: true },
      { flags: expect.arrayContaining(['burst']), counted: false },
    ]);
  });

  test('clicks in the moment of a change do nothing, on the way to the thank-you and back', async () => {
    await page.waitForTimeout(400);
    await clickAtOnce('face-2', 'undo');
    expect(await page.getByTestId('thanks').count()).toBe(1);
    await page.waitForTimeout(400);
    await clickAtOnce('done', 'face-5');
    await page.getByTestId('face-5').waitFor();
    await page.waitForTimeout(300);
    expect(ratings()).toMatchObject([{ level: 2, reasons: [], counted: true }]);
  });
});

/** Jobs that only the page has. */
function pending(): Promise<number> {
  return page.evaluate<number>("Object.keys(localStorage).filter((key) => key.startsWith('hallmeter.job.')).length");
}

describe('things that go wrong', () => {
  test('the agent goes away between the rating and its reasons: they follow once it is back', async () => {
    await tap('face-1');
    await page.locator('[data-testid=thanks][data-progress=stored]').waitFor();
    await scene.stop();
    await tap('reason-waiting', 'reason-skill', 'done');
    await page.getByTestId('face-5').waitFor();
    await scene.start();
    await expect.poll(() => ratings()[0]?.reasons, { timeout: 15_000 }).toEqual(['waiting', 'skill']);
    expect(ratings()).toHaveLength(1);
  });

  test('somebody sets the device’s clock, forth and back: no screen ends, and the tap keeps its time', async () => {
    await page.clock.install();
    await scene.stop();
    const tappedAt = scene.now();
    await tap('face-4');
    await page.locator('[data-testid=thanks][data-progress=kept]').waitFor();
    await tap('reason-fast');
    for (const hours of [6, -30]) {
      await page.clock.setSystemTime(Date.now() + hours * 3_600_000);
      await page.waitForTimeout(300);
      expect(await page.getByTestId('thanks').count()).toBe(1);
    }
    await scene.start();
    await expect.poll(() => ratings().length, { timeout: 15_000 }).toBe(1);
    expect(Math.abs(ratings()[0]!.tappedAt - tappedAt)).toBeLessThan(60_000);
  });

  test('a copy of the hall from before an update still asks, and its rating counts', async () => {
    const old = { branch: { id: 'demo', name: { zh: '旧网点', en: 'Old' } }, kiosk: { scale: 3, idleMs: 15_000 } };
    await page.evaluate(`localStorage.setItem('hallmeter.hall', ${JSON.stringify(JSON.stringify(old))})`);
    await page.route('**/api/hall', (route) => route.abort());
    await page.reload();
    await page.getByText('旧网点').waitFor();
    await tap('face-3');
    await expect.poll(ratings).toMatchObject([{ level: 3, scale: 3, level4: 3, counted: true }]);
  });

  test('a kiosk whose pairing was removed goes to where it can be paired, and keeps its address', async () => {
    const refusal = { status: 401, json: { error: { code: 'not-paired', message: '' } } };
    await page.route('**/api/screens/heartbeat', (route) => route.fulfill(refusal));
    await page.goto(`${scene.url}/kiosk?counter=2`);
    const pairing = `${scene.url}/pair-screen?to=${encodeURIComponent('/kiosk?counter=2')}`;
    await expect.poll(() => page.url()).toBe(pairing);
  });

  test('a copy of the hall that is nonsense is as good as none', async () => {
    await page.evaluate("localStorage.setItem('hallmeter.hall', '{\"branch\":7}')");
    await page.reload();
    await tap('face-5');
    await expect.poll(ratings).toMatchObject([{ level: 5, scale: 5 }]);
  });
});

describe('comments', () => {
  test('ten thousand characters become five hundred, whole ones', async () => {
    await tap('face-2', 'comment-open');
    await page.getByTestId('comment').fill(`好${'😀'.repeat(5_000)}`);
    expect((await page.getByTestId('comment').inputValue()).length).toBe(499);
    await tap('done');
    await expect.poll(() => ratings()[0]?.comment).toBe(`好${'😀'.repeat(249)}`);
  });

  test('account, identity and telephone numbers reach neither the hall nor the disk', async () => {
    const numbers = ['6222021234567890123', '11010519491231002X', '138 1234 5678'];
    await tap('face-1', 'comment-open');
    await page.getByTestId('comment').fill(`卡号${numbers.join('，证件')}，请回电`);
    await tap('done');
    await expect.poll(() => ratings()[0]?.comment).toMatch(/^卡号\*\*\*.*，请回电$/);
    await scene.stop();
    const files = readdirSync(join(scene.folder, 'data'), { recursive: true, withFileTypes: true });
    const disk = files.filter((file) => file.isFile()).map((file) => readFileSync(join(file.parentPath, file.name)));
    expect(disk.length).toBeGreaterThan(0);
    expect(disk.some((bytes) => bytes.includes('请回电'))).toBe(true);
    expect(numbers.filter((number) => disk.some((bytes) => bytes.includes(number)))).toEqual([]);
  });
});

describe('ways out', () => {
  test('no menu, no zoom, no keys of the browser', async () => {
    await page.evaluate(`window.seen = [];
      for (const type of ['contextmenu', 'wheel', 'keydown']) {
        window.addEventListener(type, (event) => window.seen.push([event.key ?? type, event.defaultPrevented]));
      }`);
    await page.mouse.click(640, 400, { button: 'right' });
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, 200);
    await page.keyboard.press('r');
    await page.keyboard.up('Control');
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.up('Alt');
    for (const key of ['F5', 'F12', 'Backspace', 'ContextMenu']) await page.keyboard.press(key);
    await expect
      .poll(() => page.evaluate<readonly [string, boolean][]>('window.seen').then((seen) => new Map(seen).get('wheel')))
      .toBe(true);
    const seen = new Map(await page.evaluate<readonly [string, boolean][]>('window.seen'));
    for (const key of ['contextmenu', 'wheel', 'r', 'ArrowLeft', 'F5', 'F12', 'Backspace', 'ContextMenu']) {
      expect([key, seen.get(key)]).toEqual([key, true]);
    }
    expect(await page.evaluate('[devicePixelRatio, visualViewport.scale]')).toEqual([1, 1]);
  });

  test('the way back leads nowhere', async () => {
    await page.evaluate('window.isSame = true');
    // A browser lets a page keep somebody only after they have touched it.
    await page.touchscreen.tap(640, 60);
    for (let times = 0; times < 3; times++) {
      await page.evaluate('history.back()');
      await page.waitForTimeout(150);
    }
    expect(await page.evaluate('[window.isSame, location.pathname]')).toEqual([true, '/kiosk']);
    await tap('face-5');
    await expect.poll(() => ratings().length).toBe(1);
  });
});
