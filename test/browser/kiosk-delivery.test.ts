import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { dayRecords } from '#rubric/hall/hall.ts';
import type { RatingRecord } from '#rubric/hall/visit.ts';
import { openScene, type Scene } from '../setup/scene.ts';
import { launchBrowser, openPage, type OpenPage } from './browser.ts';

/** A rating counts once, whatever happens between the tap and the journal. */

let browser: Browser;
let scene: Scene;
let kiosk: OpenPage;

beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  scene = await openScene();
  kiosk = await openPage(browser, `${scene.url}/kiosk`, { touch: true });
  await kiosk.page.getByTestId('face-5').waitFor();
});
afterEach(async () => {
  await kiosk.close();
  await scene.dispose();
});

function ratings(): readonly RatingRecord[] {
  return dayRecords(scene.agent().core.recorder.hall, '2026-11-30')?.ratings ?? [];
}

/** Events of this type that the running agent has stored. */
function stored(type: 'rating.given' | 'rating.detailed' | 'rating.withdrawn'): number {
  return scene.agent().core.recorder.stored().get(type) ?? 0;
}

async function tap(testId: string): Promise<void> {
  // A person does not tap within a third of a second after the screen has changed.
  await kiosk.page.waitForTimeout(400);
  await kiosk.page.getByTestId(testId).tap();
}

test('the agent is away at the tap and comes back: one rating, with what was added', async () => {
  await scene.stop();
  await tap('face-2');
  await kiosk.page.locator('[data-testid=thanks][data-progress=kept]').waitFor();
  await tap('reason-waiting');
  await scene.start();
  await expect.poll(() => ratings().length, { timeout: 15_000 }).toBe(1);
  await expect.poll(() => ratings()[0]?.reasons, { timeout: 15_000 }).toEqual(['waiting']);
  expect([stored('rating.given'), stored('rating.detailed')]).toEqual([1, 1]);
});

test('the page is reloaded before the agent is back: nothing is lost, nothing is doubled', async () => {
  await scene.stop();
  await tap('face-4');
  await kiosk.page.locator('[data-testid=thanks][data-progress=kept]').waitFor();
  await scene.start();
  await kiosk.page.reload();
  await expect.poll(() => ratings().length, { timeout: 15_000 }).toBe(1);
  await kiosk.page.reload();
  await kiosk.page.getByTestId('face-5').waitFor();
  await kiosk.page.waitForTimeout(1_500);
  expect(ratings()).toMatchObject([{ level: 4 }]);
  expect(stored('rating.given')).toBe(1);
});

test('the agent restarts right after it stored the rating, the answer is lost: stored once', async () => {
  let lost = 0;
  await kiosk.page.route('**/api/ratings', async (route) => {
    await route.fetch();
    lost += 1;
    if (lost === 1) {
      await scene.stop();
      await scene.start();
      await route.abort();
    } else await route.continue();
  });
  await tap('face-5');
  await expect.poll(() => lost, { timeout: 20_000 }).toBeGreaterThan(1);
  await expect
    .poll(() => kiosk.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('hallmeter.')).join()"))
    .not.toContain('rating');
  expect(ratings()).toHaveLength(1);
});

test('hours without the agent: delivered once each, with the time of the tap, and no burst', async () => {
  await scene.stop();
  await kiosk.page.clock.install();
  for (const level of [5, 2]) {
    await tap(`face-${level}`);
    await kiosk.page.locator('[data-testid=thanks][data-progress=kept]').waitFor();
    await kiosk.page.clock.fastForward('01:30:00');
    await kiosk.page.getByTestId('face-5').waitFor();
  }
  await scene.start();
  await kiosk.page.clock.fastForward('00:02:00');
  await expect.poll(() => ratings().length, { timeout: 15_000 }).toBe(2);
  const [first, second] = ratings().toSorted((a, b) => a.tappedAt - b.tappedAt);
  expect(second!.tappedAt - first!.tappedAt).toBeGreaterThan(80 * 60_000);
  expect(first!.at - first!.tappedAt).toBeGreaterThan(170 * 60_000);
  expect(ratings().flatMap(({ flags }) => flags)).not.toContain('burst');
  expect(stored('rating.given')).toBe(2);
});

test('a time-out keeps what was chosen', async () => {
  await kiosk.page.clock.install();
  await tap('face-1');
  await tap('reason-attitude');
  await tap('reason-skill');
  await kiosk.page.clock.fastForward('00:01:00');
  await kiosk.page.getByTestId('face-5').waitFor();
  await expect.poll(() => ratings()[0]?.reasons).toEqual(['attitude', 'skill']);
  expect(ratings()[0]).toMatchObject({ level: 1, counted: true });
});

test('undo takes the rating back: kept, shown, not counted', async () => {
  await tap('face-1');
  await tap('undo');
  await kiosk.page.getByTestId('face-5').waitFor();
  await expect.poll(() => ratings()[0]?.flags).toContain('withdrawn');
  expect(ratings()[0]?.counted).toBe(false);
});

test('one tap is enough: back at the start within five seconds of the page', async () => {
  await kiosk.page.clock.install();
  await kiosk.page.clock.runFor(400);
  await kiosk.page.getByTestId('face-5').tap();
  await kiosk.page.locator('[data-testid=thanks][data-progress=stored]').waitFor();
  await kiosk.page.clock.runFor(5_000);
  await kiosk.page.getByTestId('face-5').waitFor();
  expect(ratings()).toMatchObject([{ level: 5, counted: true }]);
  expect(kiosk.errors).toEqual([]);
});
