import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shipped, sheet } from '#rubric/scorecards/test-card.ts';
import { makeDatabase, type TestDatabase } from '../../server/tests/databases.ts';
import {
  addInspection,
  addVisits,
  makeOrganisation,
  addTypedPaper,
  type Visit,
} from '../../server/tests/paper-office.ts';
import { launchBrowser, type OpenPage } from './browser.ts';
import { expectFlawless, openPaperPages, type PaperPages } from './paper-pages.ts';

/** How far scorers agree, as the quality department sees it. */

const CARD = shipped('service-checklist-14');
const ITEMS = CARD.items.map(({ id }) => id);

let browser: Browser;
let made: TestDatabase;
let pages: PaperPages;

/** Whether scorer 0 or 1 marks an item as met at a visit: the first item is a matter of taste, the second drifts. */
function met(item: number, visit: number, scorer: number): boolean {
  const truth = (visit * 7 + item * 3) % 5 !== 0;
  if (item === 0) return (visit + scorer * (visit % 3)) % 2 === 0;
  if (item === 1) return truth && !(scorer === 1 && visit % 2 === 0);
  if (item === 2) return true;
  return truth && !(scorer === 1 && item === 3 && visit % 8 === 0);
}

const sheetOf = (visit: number, scorer: number) =>
  sheet(CARD, Object.fromEntries(ITEMS.map((id, item) => [id, met(item, visit, scorer)])));
const visits: readonly Visit[] = Array.from({ length: 300 }, (_, visit) => ({
  card: CARD,
  own: sheetOf(visit, 0),
  second: visit < 24 ? sheetOf(visit, 1) : null,
  on: '2026-05-20',
}));

beforeAll(async () => {
  browser = await launchBrowser();
  made = await makeDatabase('sqlite');
  await makeOrganisation(made.database);
  await addVisits(made.database, visits);
  for (let paper = 0; paper < 12; paper += 1) {
    const id = `paper-${String(paper)}`;
    await addInspection(made.database, CARD, { id, state: 'signed', visited_on: '2026-05-20', result: '{}' });
    await addTypedPaper(made.database, {
      id,
      first: sheetOf(paper, 0),
      second: sheetOf(paper + (paper % 6 === 0 ? 1 : 0), 0),
    });
  }
  pages = await openPaperPages(browser, { database: made.database, cards: [CARD] });
});
afterAll(async () => {
  await pages.close();
  await made.remove();
  await browser.close();
});

const LIMIT_MS = 120_000;

test(
  'verdicts stand in words beside their figures, and the drift beside its picture',
  { timeout: LIMIT_MS },
  async () => {
    const opened: OpenPage = await pages.as('di', '/#/agreement/2026-Q2');
    const card = opened.page.getByTestId(`card-${CARD.id}`);
    await card.waitFor();
    const rows = await card.locator('table').first().locator('tbody tr').allInnerTexts();
    expect(rows).toHaveLength(ITEMS.length);
    expect(rows[0]).toContain('不应计分');
    expect(rows[2]).toContain('答案全部相同');
    expect(rows[5]).toContain('可靠');
    expect(await card.locator('.drift[data-drifts="true"]').count()).toBe(1);
    expect(await opened.page.getByTestId('double-share').innerText()).toContain('7.7 %');
    expect(await opened.page.getByTestId('typing').innerText()).toContain('ANN');
    await expectFlawless(opened, 'agreement');
  },
);

test('a quarter without visits says so', { timeout: LIMIT_MS }, async () => {
  const opened = await pages.as('di', '/#/agreement/2020-Q1');
  const empty = opened.page.locator('[data-state=empty]');
  await empty.waitFor();
  expect(await empty.innerText()).toContain('本季度没有已签署的检查');
  await expectFlawless(opened, 'agreement-empty');
});
