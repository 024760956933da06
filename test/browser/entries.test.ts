import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { makeDatabase, type TestDatabase } from '../../server/tests/databases.ts';
import { addInspection, makeOrganisation, type Person } from '../../server/tests/paper-office.ts';
import { launchBrowser, type OpenPage } from './browser.ts';
import { expectFlawless, openPaperPages, type PaperPages } from './paper-pages.ts';

/** Paper sheets typed in by two people and settled by a third, in a real browser. */

const CARD = shipped('mystery-visit');

let browser: Browser;
let made: TestDatabase;
let pages: PaperPages;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  made = await makeDatabase('sqlite');
  await makeOrganisation(made.database);
  const now = realClock().now();
  const day = (offset: number): string => new Date(now + offset * 86_400_000).toISOString().slice(0, 10);
  await addInspection(made.database, CARD, { kind: 'mystery', from_on: day(-10), to_on: day(10) });
  await addInspection(made.database, CARD, { branch: 'west', id: 'visit-2', from_on: day(-5), to_on: day(20) });
  pages = await openPaperPages(browser, { database: made.database, cards: [CARD] });
});
afterEach(async () => {
  await pages.close();
  await made.remove();
});

const as = (person: Person, address = '/#/entries'): Promise<OpenPage> => pages.as(person, address);

async function take({ page }: OpenPage): Promise<void> {
  await page.getByTestId('task-east-visit-1').getByRole('link').click();
  await page.getByTestId('take').click();
  await page.getByTestId('visited-on').waitFor();
}

/** Types the day, then everything with the keyboard alone: one key and Enter for each answer of `keys`. */
async function type({ page }: OpenPage, keys: readonly string[]): Promise<void> {
  const today = new Date(realClock().now()).toISOString().slice(0, 10);
  await page.getByTestId('visited-on').locator('input').fill(today);
  await page.keyboard.press('Enter');
  for (const key of keys) {
    if (key.length === 1) await page.keyboard.press(key);
    else await page.keyboard.type(key);
    await page.keyboard.press('Enter');
  }
}

async function handIn({ page }: OpenPage): Promise<void> {
  await page.getByTestId('sign').click();
  await page.getByTestId('confirm').click();
}

/** An answer per item of the card, in its order. */
function keysFor(change: Readonly<Record<string, string>>): readonly string[] {
  return CARD.items.map(({ id, answer }) => {
    const usual = { 'pass-fail': '1', timer: '2:05', text: `原话 ${id}`, points: '1', count: '6', choice: '1' }[
      answer.type
    ];
    return change[id] ?? usual;
  });
}

/** Many keys, pictures and checks on a machine that does other things as well. */
const LIMIT_MS = 120_000;

const judged = CARD.items.filter(({ answer }) => answer.type === 'pass-fail').map(({ id }) => id);
const timed = CARD.items.find(({ answer }) => answer.type === 'timer')!.id;

test(
  'Ann types, Bo types with a difference, Cy settles it with the original, and the inspection is signed',
  { timeout: LIMIT_MS },
  async () => {
    const ann = await as('ann');
    await ann.page.getByTestId('tasks').waitFor();
    await expectFlawless(ann, 'entries-list');
    await take(ann);
    await type(ann, keysFor({}));
    await expectFlawless(ann, 'entries-form');
    await handIn(ann);
    await ann.page.getByTestId('done-waiting').waitFor();

    const bo = await as('bo');
    await take(bo);
    expect(await bo.page.locator('input:checked').count()).toBe(0);
    await type(bo, keysFor({ [judged[0]!]: '2', [timed]: '3:05' }));
    await handIn(bo);
    await bo.page.getByTestId('done-differs').waitFor();

    // Who typed may look at the list and finds nothing to do.
    await ann.page.goto(`${pages.url}/#/entries`);
    await expect.poll(() => ann.page.getByTestId('task-east-visit-1').innerText()).toContain('请由他人继续');

    const cy = await as('cy');
    await cy.page.getByTestId('task-east-visit-1').getByRole('link').click();
    const [answer, time] = [judged[0]!, timed].map((cell) => cy.page.getByTestId(`mismatch-${cell}`));
    await answer!.waitFor();
    expect(await cy.page.locator('fieldset').count()).toBe(2);
    await answer!.locator('input').first().focus();
    await cy.page.keyboard.press('2');
    await cy.page.keyboard.press('Enter');
    await cy.page.keyboard.press('3');
    await cy.page.keyboard.press('Enter');
    await cy.page.keyboard.type('2:45');
    await cy.page.keyboard.press('Enter');
    expect(await cy.page.getByTestId('settle').getAttribute('aria-disabled')).toBe('true');
    await cy.page.keyboard.type('原件为 2:45');
    await expectFlawless(cy, 'entries-settlement');
    expect(await time!.innerText()).toContain('3:05');
    await cy.page.getByTestId('settle').click();
    await cy.page.getByTestId('settled').waitFor();

    const { read } = made.database;
    const row = await read.selectFrom('inspection').selectAll().where('id', '=', 'visit-1').executeTakeFirstOrThrow();
    expect(row.state).toBe('signed');
    const items: readonly { item: string; state: string }[] = JSON.parse(row.result!).items;
    expect(items.find(({ item }) => item === judged[0])).toMatchObject({ state: 'failed' });
    const settled = await read
      .selectFrom('sheet')
      .select('body')
      .where('entry', '=', 'settled')
      .executeTakeFirstOrThrow();
    expect(settled.body).toContain('"ms":165000');
    const changes = await read.selectFrom('sheet_change').select(['cell', 'account']).orderBy('seq').execute();
    expect(changes.map(({ cell, account }) => `${account} ${cell}`).toSorted()).toEqual(
      [`cy ${judged[0]!}`, `cy ${timed}`, `cy ${timed}`].toSorted(),
    );
  },
);

test(
  'what is typed survives a reload and an ended session, also where it is no answer yet',
  { timeout: LIMIT_MS },
  async () => {
    const ann = await as('ann');
    await take(ann);
    await type(ann, keysFor({ [timed]: '2:0' }));
    pages.signedOut = true;
    const field = ann.page.getByTestId(`cell-${timed}`).locator('input[type=text]');
    const note = ann.page.getByTestId(`cell-${timed}`).getByRole('textbox').last();
    await note.fill('秒表停过');
    // The page asks to sign in again; whoever reloads instead loses nothing either.
    await ann.page.locator('dialog[open]').waitFor();
    expect(await ann.page.getByTestId('saving').getAttribute('data-state')).not.toBe('saved');
    pages.signedOut = false;
    await ann.page.reload();
    await field.first().waitFor();
    expect([await field.first().inputValue(), await note.inputValue()]).toEqual(['2:0', '秒表停过']);
    await ann.page.getByTestId('sign').click();
    expect(await ann.page.getByTestId(`cell-${timed}`).getAttribute('data-problem')).toBe('true');
    await expect.poll(() => ann.page.evaluate<string>('document.activeElement.value')).toBe('2:0');
    await expectFlawless({ ...ann, errors: [] }, 'entries-problem');
    await field.first().fill('2:06');
    await handIn(ann);
    await ann.page.getByTestId('done-waiting').waitFor();
    const sheet = await made.database.read.selectFrom('sheet').select('body').executeTakeFirstOrThrow();
    expect(sheet.body).toContain('"note":"秒表停过"');
    expect(sheet.body).toContain('"ms":126000');
    expect(
      await ann.page.evaluate<number>('Object.keys(sessionStorage).filter((k) => k.includes("entry/")).length'),
    ).toBe(0);
  },
);

test('two windows of one person do not overwrite each other unseen', { timeout: LIMIT_MS }, async () => {
  const first = await as('ann');
  await take(first);
  const second = await as('ann', '/#/entries/east/visit-1');
  await second.page.getByTestId('visited-on').waitFor();
  const day = (opened: OpenPage) => opened.page.getByTestId('visited-on').locator('input');
  const state = (opened: OpenPage) => opened.page.getByTestId('saving').getAttribute('data-state');
  await day(first).fill('2026-01-02');
  await expect.poll(() => state(first)).toBe('saved');
  await day(second).fill('2026-01-03');
  await second.page.getByTestId('elsewhere').waitFor();
  await second.page.getByTestId('elsewhere').getByRole('button').first().click();
  await expect.poll(() => state(second)).toBe('saved');
  await first.page.getByTestId(`cell-${judged[0]!}`).locator('input').first().check();
  await first.page.getByTestId('elsewhere').waitFor();
  await first.page.getByTestId('elsewhere').getByRole('button').last().click();
  await expect.poll(() => day(first).inputValue()).toBe('2026-01-03');
});
