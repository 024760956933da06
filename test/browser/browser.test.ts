import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createSystem,
  demoSite,
  mondayMorning,
  startBranch,
  startHall,
  startHeadOffice,
  type Branch,
  type HeadOffice,
} from '../setup/system.ts';
import { launchBrowser, openPage, PICTURES, signedIn, violations, type OpenPage } from './browser.ts';

describe('in a real browser', () => {
  const system = createSystem();
  let browser: Browser;
  let office: HeadOffice;
  let branch: Branch;

  beforeAll(async () => {
    const clock = mondayMorning(20);
    const site = await demoSite();
    office = await startHeadOffice(system, { branches: ['demo'], clock });
    startHall(system, site, { clock });
    branch = await startBranch(system, { site, mqttUrl: office.mqttUrl, secret: office.secretOf('demo'), clock });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await system.dispose();
  });

  function open(url: string, touch = false): Promise<OpenPage> {
    return openPage(browser, url, { touch, ...signedIn(office.cookie) });
  }

  async function number(page: Page, testId: string): Promise<number> {
    return Number((await page.getByTestId(testId).first().innerText()).replaceAll(/[^\d]/g, ''));
  }

  test('a tap on the kiosk is thanked for and counted on the head-office page, which moves by itself', async () => {
    const head = await open(`${office.url}/`);
    await head.page.getByTestId('branch-demo-ratings').first().waitFor();
    const kiosk = await open(`${branch.url}/kiosk`, true);
    await kiosk.page.getByTestId('face-5').waitFor();
    await kiosk.page.screenshot({ path: join(PICTURES, 'kiosk.png') });
    const before = await number(head.page, 'branch-demo-ratings');
    const servedBefore = await number(head.page, 'branch-demo-served');
    await kiosk.page.getByTestId('face-5').tap();
    await kiosk.page.getByTestId('thanks').waitFor();
    await kiosk.page.screenshot({ path: join(PICTURES, 'kiosk-thanks.png') });
    await expect
      .poll(() => number(head.page, 'branch-demo-ratings'), { timeout: 20_000, interval: 50 })
      .toBeGreaterThan(before);
    await expect
      .poll(() => number(head.page, 'branch-demo-served'), { timeout: 60_000, interval: 250 })
      .toBeGreaterThan(servedBefore);
    await head.page.screenshot({ path: join(PICTURES, 'head-office.png'), fullPage: true });
    expect([...head.errors, ...kiosk.errors]).toEqual([]);
  }, 120_000);

  test('no page has an accessibility violation, in Chinese or in English', async () => {
    const found: string[] = [];
    const pages = [`${branch.url}/kiosk`, `${branch.url}/lobby`, `${branch.url}/display`, `${office.url}/`];
    for (const url of pages.flatMap((page) => [page, `${page}?lang=en`])) {
      const { page } = await open(url);
      await page.locator('main').first().waitFor();
      await page.waitForLoadState('load');
      found.push(...(await violations(page)).map((id) => `${url}: ${id}`));
      await page.context().close();
    }
    expect(found).toEqual([]);
  }, 60_000);

  test('the lobby board and the hall display show the running hall', async () => {
    const lobby = await open(`${branch.url}/lobby`);
    await lobby.page.getByTestId('ticket-row').first().waitFor();
    await lobby.page.screenshot({ path: join(PICTURES, 'lobby.png'), fullPage: true });
    const display = await open(`${branch.url}/display`);
    await display.page.getByTestId('now-serving').first().waitFor();
    await expect
      .poll(() => display.page.getByTestId('now-serving').first().innerText(), { timeout: 30_000 })
      .toMatch(/[ABV]\d{3}/);
    await display.page.screenshot({ path: join(PICTURES, 'display.png') });
    expect([...lobby.errors, ...display.errors]).toEqual([]);
  }, 120_000);
});
