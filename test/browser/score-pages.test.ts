import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTIONS } from '../../server/auth/roles.ts';
import { sampleNetwork } from '../../server/dashboard/scores/sample-network.ts';
import { openScoreDesk, type ScoreDesk } from '../setup/score-desk.ts';
import { launchBrowser, openPage, overhang, picture, violations, type OpenPage } from './browser.ts';

/** Head office's pages of scores in a real browser, from the real server with its real content security policy. */

const network = sampleNetwork({ branches: 32 });
const PERIOD = '2026-Q4';
const SCORED = 'b0006';
const INCOMPLETE = 'b0021';
const WIDTHS = [1440, 900, 390] as const;
const LANGUAGES = ['zh', 'en'] as const;

let browser: Browser;
let desk: ScoreDesk;
beforeAll(async () => {
  browser = await launchBrowser();
  desk = await openScoreDesk(network);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await desk.close();
});

interface Look {
  readonly hash: string;
  readonly width?: number;
  readonly language?: 'zh' | 'en';
  readonly at?: ScoreDesk;
}

function look({ hash, width = 1440, language = 'zh', at = desk }: Look): Promise<OpenPage> {
  const viewport = { width, height: 900 };
  return openPage(browser, `${at.url}/?lang=${language}${hash}`, { viewport, prepare: at.answer });
}

async function badThings({ page, errors }: OpenPage): Promise<readonly string[]> {
  const hanging = await overhang(page);
  const small = await page.evaluate<string[]>(`
    [...document.querySelectorAll('.drawn-box text')]
      .filter((text) => parseFloat(getComputedStyle(text).fontSize) < 12)
      .map((text) => 'small print: ' + text.textContent)`);
  return [...(await violations(page)), ...(hanging > 0 ? [`${hanging} px hang over`] : []), ...errors, ...small];
}

const PAGES: readonly (readonly [name: string, hash: string, ready: string])[] = [
  ['ranking', `#/ranking/${PERIOD}`, '[data-testid=group]'],
  ['branch-list', '#/branches', '.data-table'],
  ['branch-score', `#/branches/${SCORED}/score/${PERIOD}`, '[data-drawn]'],
  ['branch-insufficient', `#/branches/${INCOMPLETE}/score/${PERIOD}`, '[data-testid=insufficient]'],
  ['funnel', `#/funnel/${PERIOD}?of=attained`, '[data-drawn]'],
  ['compare', `#/compare/${PERIOD}`, '[data-testid=summary]'],
];

describe.each(WIDTHS)('%i px wide', (width) => {
  test.each(PAGES)('%s is whole and accessible in both languages', { timeout: 60_000 }, async (name, hash, ready) => {
    for (const language of LANGUAGES) {
      const open = await look({ hash, width, language });
      await open.page.locator(ready).first().waitFor();
      await picture(open.page, `office-${name}-${width}-${language}`);
      expect({ language, flaws: await badThings(open) }).toEqual({ language, flaws: [] });
      await open.close();
    }
  });
});

describe('the ranking', () => {
  test('says of places next to each other that they cannot be told apart, and draws the interval it prints', async () => {
    const open = await look({ hash: `#/ranking/${PERIOD}` });
    const view = network.ranking(PERIOD);
    const [group] = view.groups;
    const index = group!.branches.findIndex(({ branch }) => branch === group!.alike[0]!.above);
    const row = open.page.getByTestId('group').first().locator('tbody tr').nth(index);
    const { place, rank } = group!.branches[index]!;
    expect(await row.locator('[data-column=neighbours]').innerText()).toContain(`第${place + 1}名`);
    expect(await row.locator('.rank-range').innerText()).toContain(String(rank.high));
    const [track, band] = await Promise.all(
      ['.rank-bar', '.rank-bar .band'].map(async (part) => (await row.locator(part).boundingBox())!),
    );
    const size = group!.branches.length;
    expect((band!.x - track!.x) / track!.width).toBeCloseTo((rank.low - 1) / size, 2);
    expect(band!.width / track!.width).toBeCloseTo((rank.high - rank.low + 1) / size, 2);
    await open.close();
  });

  test('warns of a template and of newer data, and neither for an approved version of a past period', async () => {
    const open = await look({ hash: `#/ranking/${PERIOD}` });
    await open.page.getByTestId('not-approved').waitFor();
    await open.page.getByTestId('stale').waitFor();
    await open.page.getByTestId('policy').selectOption('default@2');
    await open.page.getByTestId('period').selectOption('2026-Q3');
    await open.page.getByRole('heading', { level: 1, name: '2026年第3季度' }).waitFor();
    await expect.poll(() => open.page.getByTestId('not-approved').count()).toBe(0);
    expect(await open.page.getByTestId('stale').count()).toBe(0);
    expect(open.page.url()).toContain('policy=default&version=2');
    await open.close();
  });

  test('filters keep the places of the whole group, and nobody found is said', async () => {
    const open = await look({ hash: `#/ranking/${PERIOD}` });
    const view = network.ranking(PERIOD);
    const { name } = network.branches.find(
      ({ name: each }) => each.branch === view.groups[0]!.branches.at(-1)!.branch,
    )!;
    await open.page.getByTestId('search').fill(name.zh);
    const row = open.page.getByTestId('group').first().locator('tbody tr');
    await expect.poll(() => row.count()).toBe(1);
    expect(await row.locator('.place').innerText()).toBe(String(view.groups[0]!.branches.at(-1)!.place));
    await open.page.getByTestId('search').fill('<img src=x>');
    await open.page.getByText('没有符合条件的网点').first().waitFor();
    await open.close();
  });

  test('is saved as a file with every branch', async () => {
    const open = await look({ hash: `#/ranking/${PERIOD}`, language: 'en' });
    const [download] = await Promise.all([
      open.page.waitForEvent('download'),
      open.page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`ranking-${PERIOD}.csv`);
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(1 + network.branches.length);
    await open.close();
  });

  test('of 5,000 branches comes a group and a page at a time, and stays quick', { timeout: 60_000 }, async () => {
    const [group] = network.ranking(PERIOD).groups;
    const many = Array.from({ length: 5_000 }, (_, index) => `m${String(index).padStart(4, '0')}`);
    const ranked = many.map((branch, index) => ({ ...group!.branches[0]!, branch, place: index + 1 }));
    const body = {
      ...network.ranking(PERIOD),
      branches: many.map((branch) => ({ branch, zh: branch, en: branch, region: null })),
      groups: [
        { ...group!, branches: ranked, alike: [], scores: many.map((branch) => ({ ...group!.scores[0]!, branch })) },
      ],
      notRanked: [],
    };
    const large = await openScoreDesk(network, { instead: { [`/api/ranking/${PERIOD}`]: { status: 200, body } } });
    const open = await look({ hash: `#/ranking/${PERIOD}`, at: large });
    const rows = open.page.getByTestId('group').locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(100);
    await open.page.getByRole('button', { name: '下一页' }).click();
    await open.page.getByText('第 2 页，共 50 页').waitFor();
    expect(await rows.first().locator('.place').innerText()).toBe('101');
    await open.page.getByTestId('search').fill('m4999');
    await expect.poll(() => rows.count()).toBe(1);
    await open.close();
    await large.close();
  });
});

test('from the ranking to a single ticket with the keyboard alone', { timeout: 60_000 }, async () => {
  const open = await look({ hash: `#/ranking/${PERIOD}` });
  const { page } = open;
  const link = page.getByTestId('group').first().getByRole('link').first();
  await link.waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.className')).toBe('skip');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
  await tabTo(page, `document.activeElement.closest('[data-testid=group]') !== null`);
  await page.keyboard.press('Enter');
  await page.getByTestId('composite').waitFor();
  const inPart = `document.activeElement.matches('[data-testid=pillar-wait] button[aria-expanded=false]')`;
  await tabTo(page, inPart);
  await page.keyboard.press('Enter');
  await tabTo(page, `document.activeElement.matches('[data-testid=evidence] td button[aria-expanded=false]')`);
  await page.keyboard.press('Enter');
  await tabTo(page, `document.activeElement.matches('[data-testid=ticket-chip]')`);
  await page.keyboard.press('Enter');
  await page.getByTestId('timeline').waitFor();
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H4');
  await tabTo(page, `document.activeElement.tagName === 'SUMMARY'`);
  await page.keyboard.press('Enter');
  const lines = page.getByTestId('journal').locator('li');
  expect(await lines.count()).toBe(4);
  expect(await lines.first().innerText()).toMatch(/"type":"ticket\.issued"[\s\S]*[0-9a-f]{64}/);
  await picture(page, 'office-ticket');
  expect(await badThings(open)).toEqual([]);
  await open.close();
});

async function tabTo(page: Page, isThere: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(isThere)) return;
  }
  throw new Error(`80 presses of Tab did not lead to ${isThere}`);
}

describe('a score of a branch', () => {
  test('the printed contributions add up to the printed composite', async () => {
    const open = await look({ hash: `#/branches/${SCORED}/score/${PERIOD}` });
    const composite = Number(await open.page.getByTestId('composite').innerText());
    const printed = await open.page.locator('.step:not(.sum) .step-figure strong').allInnerTexts();
    expect(printed).toHaveLength(4);
    expect(printed.reduce((sum, text) => sum + Number(text), 0)).toBeCloseTo(composite, 6);
    const columns = await open.page.locator('[data-testid^=pillar-] [data-column=contribution]').allInnerTexts();
    expect(columns.reduce((sum, text) => sum + Number(text), 0)).toBeCloseTo(composite, 1);
    await open.close();
  });

  test('a veto is said, with the way to the inspection behind it', async () => {
    const open = await look({ hash: `#/branches/${SCORED}/score/${PERIOD}` });
    const link = open.page.getByTestId('vetoes').getByRole('link');
    expect(await link.getAttribute('href')).toBe(`#/inspections/${SCORED}/${SCORED}-2026-q4-m1`);
    await open.close();
  });

  test('what is missing stands there with its numbers instead of a score', async () => {
    const open = await look({ hash: `#/branches/${INCOMPLETE}/score/${PERIOD}`, language: 'en' });
    const text = await open.page.getByTestId('insufficient').innerText();
    expect(text).toContain('Mystery visits: 1, at least 2 needed');
    expect(await open.page.getByTestId('composite').count()).toBe(0);
    await open.close();
  });

  test('an explanation that does not add up is not passed off as one that does', async () => {
    const view = network.score(SCORED, PERIOD)!;
    if (view.composite.state !== 'scored') throw new Error('has a score');
    const body = { ...view, composite: { ...view.composite, points: view.composite.points + 0.5 } };
    const path = `/api/branches/${SCORED}/scores/${PERIOD}`;
    const wrong = await openScoreDesk(network, { instead: { [path]: { status: 200, body } } });
    const open = await look({ hash: `#/branches/${SCORED}/score/${PERIOD}`, at: wrong });
    const alert = open.page.getByTestId('steps').getByRole('alert');
    expect(await alert.innerText()).toContain('5.0e-1');
    await open.close();
    await wrong.close();
  });

  test('whoever may not look at tickets sees which they were, and cannot open them', async () => {
    const strict = await openScoreDesk(network, { without: ['tickets.read'] });
    const open = await look({ hash: `#/branches/${SCORED}/score/${PERIOD}`, at: strict });
    await open.page.locator('[data-testid=pillar-wait] button[aria-expanded]').first().click();
    await open.page.locator('[data-testid=evidence] td button').first().click();
    await open.page.getByText('您的账号不能查看单张号票').waitFor();
    expect(await open.page.getByTestId('ticket-chip').count()).toBe(0);
    await open.close();
    await strict.close();
  });

  test('a ticket that was removed says so', async () => {
    const ticket = { status: 200, body: { state: 'removed' } };
    const view = network.score(SCORED, PERIOD)!;
    const pillars = view.composite.state === 'scored' ? view.composite.pillars : [];
    const [leaf] = pillars[0]!.parts[0]!.leaves;
    if (leaf?.of !== 'visits') throw new Error('waits are behind the first part');
    const path = `/api/branches/${SCORED}/days/${leaf.date}/visits/${encodeURIComponent(leaf.visits[0]!.visit)}`;
    const cleared = await openScoreDesk(network, { instead: { [path]: ticket } });
    const open = await look({ hash: `#/branches/${SCORED}/score/${PERIOD}`, at: cleared, language: 'en' });
    await open.page.locator('[data-testid=pillar-wait] button[aria-expanded]').first().click();
    await open.page.locator('[data-testid=evidence] td button').first().click();
    await open.page.getByTestId('ticket-chip').first().click();
    await expect.poll(() => open.page.getByTestId('ticket').innerText()).toContain('were removed as the rules say');
    await open.close();
    await cleared.close();
  });

  test('a branch or period that does not exist is said, and can be asked for again', async () => {
    const open = await look({ hash: `#/branches/nowhere/score/${PERIOD}` });
    await open.page.locator('[data-state=failed]').first().waitFor();
    expect(await open.page.getByRole('button', { name: '重试' }).count()).toBeGreaterThan(0);
    await open.close();
  });
});

test('before anything is scored the pages say what would change that', async () => {
  const body = { periods: [], policies: [] };
  const empty = await openScoreDesk(network, { instead: { '/api/periods': { status: 200, body } } });
  for (const [, hash] of PAGES) {
    const open = await look({ hash, at: empty });
    await open.page.locator('[data-state=empty]').waitFor();
    expect(await badThings(open)).toEqual([]);
    await open.close();
  }
  await empty.close();
});

describe('the frame', () => {
  test('on a phone the menu opens from a button, closes on Escape and when somebody goes somewhere', async () => {
    const open = await look({ hash: `#/ranking/${PERIOD}`, width: 390 });
    const { page } = open;
    const menu = page.locator('nav.menu');
    const button = page.getByRole('button', { name: '菜单' });
    await button.click();
    await menu.getByRole('link', { name: '漏斗图' }).waitFor();
    expect(await badThings(open)).toEqual([]);
    await menu.getByRole('link', { name: '漏斗图' }).focus();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await button.click();
    await menu.getByRole('link', { name: '漏斗图' }).click();
    await menu.waitFor({ state: 'hidden' });
    await page.getByTestId('measure').waitFor();
    await open.close();
  });

  test('pages that nobody here may open are not in the menu', async () => {
    const without = Object.keys(ACTIONS).filter((action) => action !== 'live.read' && action !== 'scores.read');
    const strict = await openScoreDesk(network, { without });
    const open = await look({ hash: '#/branches', at: strict });
    await open.page.locator('nav.menu').waitFor();
    expect(await open.page.locator('nav.menu a').allInnerTexts()).toEqual(['实时', '网点得分']);
    await open.close();
    await strict.close();
  });

  test('nothing jumps while a page loads', async () => {
    for (const hash of [`#/ranking/${PERIOD}`, `#/branches/${SCORED}/score/${PERIOD}`, `#/funnel/${PERIOD}`]) {
      const open = await look({ hash });
      await open.page.locator('.data-table').first().waitFor();
      if (!hash.includes('ranking')) await open.page.locator('[data-drawn]').waitFor();
      const shift = await open.page.evaluate<number>(`new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
          .observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      })`);
      expect({ hash, jumps: shift > 0.02 }).toEqual({ hash, jumps: false });
      await open.close();
    }
  });
});
