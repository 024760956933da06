import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSeededOffice, type SeededOffice } from '../setup/seeded-office.ts';
import { launchBrowser, openPage, overhang, PICTURES, signedIn, violations, type OpenPage } from './browser.ts';

/** Every page of head office with the whole fictional network in it, as those see it who work with it. */

/** Two quarters that are over lie in it. */
const DAYS = 240;

let browser: Browser;
let office: SeededOffice;
const cookies = new Map<string, string>();

beforeAll(async () => {
  office = await openSeededOffice(DAYS);
  for (const login of ['quality1', 'quality2', 'auditor', 'it', 'manager-east-03', 'inspector1'])
    cookies.set(login, await office.signIn(login));
  browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await office?.stop();
}, 60_000);

/** The quarter that was over last. */
function lastQuarter(): string {
  const now = new Date();
  const quarter = Math.floor(now.getUTCMonth() / 3);
  return quarter === 0
    ? `${String(now.getUTCFullYear() - 1)}-Q4`
    : `${String(now.getUTCFullYear())}-Q${String(quarter)}`;
}

const QUARTER = lastQuarter();
const PAGES: readonly (readonly [name: string, login: string, path: string])[] = [
  ['ranking', 'quality1', `ranking/${QUARTER}`],
  ['branches', 'quality1', 'branches'],
  ['score', 'quality1', `branches/east-03/score/${QUARTER}`],
  ['own-score', 'manager-east-03', `branches/east-03/score/${QUARTER}`],
  ['funnel', 'quality1', `funnel/${QUARTER}`],
  ['compare', 'quality1', `compare/${QUARTER}`],
  ['plans', 'quality1', 'plans'],
  ['plan', 'quality1', `plans/plan-${QUARTER.toLowerCase()}`],
  ['inspections', 'quality1', 'inspections'],
  ['inspection', 'quality1', `inspections/east-03/${QUARTER.toLowerCase()}-mystery-1`],
  ['entries', 'quality2', 'entries'],
  ['agreement', 'quality1', 'agreement'],
  ['scorecards', 'quality1', 'scorecards'],
  ['scorecard', 'quality1', 'scorecards/mystery-visit/1'],
  ['weights', 'quality1', 'weights/default/1'],
  ['organisation', 'it', 'organisation'],
  ['people', 'it', 'people'],
  ['audit', 'auditor', 'audit'],
  ['live', 'quality1', 'live'],
];

interface Look {
  readonly login: string;
  readonly path: string;
  readonly language?: 'zh' | 'en';
  readonly width?: number;
}

async function look({ login, path, language = 'zh', width = 1440 }: Look): Promise<OpenPage> {
  const session = signedIn(cookies.get(login)!);
  const opened = await openPage(browser, `${office.url}/?lang=${language}#/${path}`, {
    ...session,
    viewport: { width, height: 900 },
  });
  await opened.page.locator('main h1').first().waitFor();
  await expect.poll(() => opened.page.locator('[data-state="loading"]').count()).toBe(0);
  // Its charts are fetched when they are first needed.
  if (path.startsWith('funnel')) await opened.page.locator('.drawn-box svg').first().waitFor();
  return opened;
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test.each(PAGES)(
    '%s has nothing to object to',
    async (name, login, path) => {
      const opened = await look({ login, path, language });
      const hanging = await overhang(opened.page);
      await opened.page.screenshot({ path: join(PICTURES, `office-${name}-${language}.png`) });
      expect([...(await violations(opened.page)), ...opened.errors, hanging]).toEqual([0]);
      expect(await opened.page.locator('.banner[data-state="failed"]').count()).toBe(0);
      await opened.close();
    },
    60_000,
  );
});

test.each(PAGES)(
  '%s fits a narrow window',
  async (name, login, path) => {
    const opened = await look({ login, path, width: 390 });
    await opened.page.screenshot({ path: join(PICTURES, `office-${name}-narrow.png`) });
    expect(await overhang(opened.page)).toBe(0);
    await opened.close();
  },
  60_000,
);

test('a branch manager finds the own branch among nameless peers', async () => {
  const { page, close } = await look({ login: 'manager-east-03', path: `ranking/${QUARTER}` });
  const names = await page.locator('main a[href*="/score/"]').allInnerTexts();
  expect(names).toEqual(['东望湖支行']);
  expect(await page.getByText('同类网点').count()).toBeGreaterThan(5);
  await close();
}, 60_000);
