import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { phoneJpeg, SECRET } from '../../server/inspections/evidence/test-files.ts';
import { inspector, NOW } from '../../server/inspections/form/test-office.ts';
import { launchBrowser, picture, SIZES, type OpenPage } from './browser.ts';
import { flaws } from './flaws.ts';
import { openInspectOffice, type InspectOffice } from './inspect-office.ts';

let browser: Browser;
let office: InspectOffice;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  office = await openInspectOffice();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await office.stop();
});

/** A phone of its own: nothing of another one is on it. */
async function openPhone(search = ''): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: SIZES.phone,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  contexts.push(context);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? errors.push(message.text()) : 0));
  await page.clock.install({ time: NOW });
  await page.goto(`${office.url}${search}`);
  await page.getByTestId('assignment-visit-1').waitFor();
  return { page, errors, close: () => context.close() };
}

/** What a browser says of a line that is not there and of refusals that are part of the story. */
const EXPECTED = /ERR_INTERNET_DISCONNECTED|status of (?:401|409)|An unknown error occurred when fetching the script/;

async function seen(open: OpenPage, name: string): Promise<void> {
  const found: string[] = [];
  for (const language of ['en', 'zh']) {
    await open.page.getByTestId('language').tap();
    await picture(open.page, language === 'zh' ? `inspect-${name}` : `inspect-${name}-en`);
    found.push(
      ...(await flaws(open, { dense: '*', expected: EXPECTED })).map((flaw) => `${name} ${language}: ${flaw}`),
    );
  }
  expect(found).toEqual([]);
}

const tap = (page: Page, id: string): Promise<void> => page.getByTestId(id).tap();

async function begin(page: Page): Promise<void> {
  await tap(page, 'assignment-visit-1');
  await tap(page, 'begin');
  await page.getByTestId('section').waitFor();
}

async function inspection() {
  return office.parts.database.read
    .selectFrom('inspection')
    .select(['state', 'visited_on', 'result'])
    .where('id', '=', 'visit-1')
    .executeTakeFirstOrThrow();
}

/** Sheet as head office has it: answers by item. */
async function answers(): Promise<Record<string, string>> {
  const row = await office.parts.database.read.selectFrom('sheet').select('body').executeTakeFirst();
  const { entries } = JSON.parse(row?.body ?? '{"entries":[]}') as {
    entries: { item: string; answer: { type: string; text?: string } }[];
  };
  return Object.fromEntries(entries.map(({ item, answer }) => [item, answer.text ?? answer.type]));
}

const JUDGED = ['interior', 'desks', 'windows', 'lobby-order'];
const AT_COUNTER = ['no-private-things', 'devices-work', 'uniform'];

test('a whole visit without a line: filled in, timed, photographed, reloaded, signed; then sent as one', async () => {
  const phone = await openPhone();
  const { page } = phone;
  await expect.poll(() => page.getByTestId('offline-ready').getAttribute('data-ready')).toBe('true');
  await seen(phone, 'list');
  await page.context().setOffline(true);
  await page.reload();
  await begin(page);
  await page.getByTestId('text-visit-note').fill('<b>东城支行</b> 10:00 到达');
  await seen(phone, 'words');
  await tap(page, 'next');
  await tap(page, 'fail-frontage');
  await page.getByTestId('note-frontage').fill('门前有积水');
  await page
    .getByTestId('add-frontage')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(phoneJpeg(6)) });
  await page.getByTestId('evidence-frontage').waitFor();
  for (const item of JUDGED) await tap(page, `pass-${item}`);
  await seen(phone, 'judged');

  // The phone ends the page: everything is there again, on the same screen.
  await page.reload();
  await page.getByTestId('evidence-frontage').waitFor();
  expect(await page.getByTestId('fail-frontage').getAttribute('aria-pressed')).toBe('true');
  expect(await page.getByTestId('note-frontage').inputValue()).toBe('门前有积水');
  expect(await page.getByTestId('keeping').getAttribute('data-sent')).toBe('false');
  await tap(page, 'next');
  for (const item of AT_COUNTER) await tap(page, `pass-${item}`);
  await tap(page, 'next');

  // The 3-minute rule, over a reload.
  await tap(page, 'start-served-actively');
  await page.clock.fastForward(100_000);
  await page.reload();
  await page.clock.fastForward(70_000);
  await page.getByTestId('stop-served-actively').waitFor();
  expect(await page.getByTestId('approach-staff').count()).toBe(0);
  await page.clock.fastForward(15_000);
  await page.getByTestId('approach-staff').waitFor();
  await seen(phone, 'three-minutes');
  await page.clock.fastForward(25_000);
  await tap(page, 'stop-served-actively');
  const ms = Number(await page.getByTestId('time-served-actively').getAttribute('data-ms'));
  expect(ms).toBeGreaterThanOrEqual(210_000);
  expect(ms).toBeLessThan(270_000);
  await tap(page, 'next');
  await page.getByTestId('text-card-answer').fill('带身份证即可。');
  for (let step = 0; step < 3; step++) await tap(page, 'next');
  expect(await page.getByTestId('missing').getAttribute('data-count')).toBe('0');
  await seen(phone, 'review');
  await tap(page, 'sign');
  await tap(page, 'confirm-sign');
  await page.getByTestId('sign-waiting').waitFor();
  expect((await inspection()).state).toBe('assigned');

  await page.context().setOffline(false);
  await page.getByTestId('signed').waitFor();
  const { state, visited_on: visitedOn, result } = await inspection();
  expect([state, visitedOn]).toEqual(['signed', '2026-11-20']);
  // 8 of 9 judged items that stand on the card, less the one that failed and the wait that was too long.
  expect(JSON.parse(result!)).toMatchObject({ total: 7_000, attainable: 9_000 });
  expect(await answers()).toMatchObject({ 'visit-note': '<b>东城支行</b> 10:00 到达', 'served-actively': 'timer' });
  const [file] = await office.parts.database.read.selectFrom('evidence').selectAll().execute();
  expect(file).toMatchObject({ item: 'frontage', media_type: 'image/jpeg' });
  expect(readFileSync(join(office.folder, 'evidence', file!.hash)).includes(SECRET)).toBe(false);
  const { timers } = await office.parts.database.read.selectFrom('sheet').select('timers').executeTakeFirstOrThrow();
  expect(JSON.parse(timers)).toMatchObject({
    offsetMinutes: 480,
    runs: [{ item: 'served-actively', ms, bridged: true }],
  });
  await seen(phone, 'signed');
  // Nothing of the answers and photographs stays on the phone.
  const left = await page.evaluate<string>(`new Promise((done) => {
    const opening = indexedDB.open('hallmeter-inspect');
    opening.onsuccess = () => {
      const read = opening.result.transaction(['visits', 'files']);
      const [visits, files] = ['visits', 'files'].map((name) => read.objectStore(name).getAll());
      read.oncomplete = () => done(JSON.stringify([visits.result.map(({ draft }) => draft), files.result.length]));
    };
  })`);
  expect(left).toBe('[[null],0]');
}, 120_000);

test('a session that ends while somebody types loses nothing, and goes on after signing in', async () => {
  const phone = await openPhone();
  const { page } = phone;
  await begin(page);
  await expect.poll(() => page.getByTestId('keeping').getAttribute('data-sent')).toBe('true');
  office.signIn(null);
  await page.getByTestId('text-visit-note').fill('登录失效时写下');
  await page.getByTestId('signed-out').waitFor();
  await seen(phone, 'signed-out');
  await page.reload();
  await page.getByTestId('signed-out').waitFor();
  expect(await page.getByTestId('text-visit-note').inputValue()).toBe('登录失效时写下');
  expect(await page.getByTestId('keeping').getAttribute('data-sent')).toBe('false');
  expect(await answers()).toEqual({});
  office.signIn(inspector('li'));
  await tap(page, 'again');
  await expect.poll(() => page.getByTestId('keeping').getAttribute('data-sent')).toBe('true');
  expect(await answers()).toEqual({ 'visit-note': '登录失效时写下' });
}, 60_000);

test('two phones: the second takes over, the first is asked, and the answers that lose are on record', async () => {
  const first = await openPhone();
  await begin(first.page);
  await first.page.getByTestId('text-visit-note').fill('第一部手机');
  await expect.poll(answers).toEqual({ 'visit-note': '第一部手机' });
  const second = await openPhone();
  await tap(second.page, 'assignment-visit-1');
  await second.page.getByTestId('clash').waitFor();
  await seen(second, 'clash');
  await tap(second.page, 'go-on-here');
  expect(await second.page.getByTestId('text-visit-note').inputValue()).toBe('第一部手机');
  await expect.poll(() => second.page.getByTestId('keeping').getAttribute('data-sent')).toBe('true');
  await second.page.getByTestId('text-visit-note').fill('第二部手机');
  await expect.poll(answers).toEqual({ 'visit-note': '第二部手机' });
  await first.page.getByTestId('text-visit-note').fill('第一部手机又写');
  await first.page.getByTestId('clash').waitFor();
  await tap(first.page, 'go-on-there');
  await expect.poll(() => first.page.getByTestId('go-on-there').count()).toBe(0);
  expect(await answers()).toEqual({ 'visit-note': '第二部手机' });
  const changes = await office.parts.database.read.selectFrom('sheet_change').selectAll().orderBy('seq').execute();
  expect(changes.map(({ before, reason }) => [JSON.parse(before!).answer.text, reason.split(' ')[0]])).toEqual([
    ['第一部手机', 'edited'],
    ['第一部手机又写', 'set-aside'],
  ]);
}, 60_000);

test('a second tab on the same phone waits until the first is closed', async () => {
  const { page } = await openPhone();
  const second = await page.context().newPage();
  await second.goto(office.url);
  await second.getByRole('alert').waitFor();
  expect(await second.getByTestId('assignment-visit-1').count()).toBe(0);
  await page.close();
  await second.getByTestId('assignment-visit-1').waitFor();
}, 60_000);

test('somebody else on the same phone sees nothing of the first one’s answers', async () => {
  const { page } = await openPhone();
  await begin(page);
  await page.getByTestId('text-visit-note').fill('只属于李');
  await tap(page, 'back');
  office.signIn(inspector('wang'));
  await page.reload();
  await page.getByTestId('assignment-visit-1').waitFor();
  await begin(page);
  expect(await page.getByTestId('text-visit-note').inputValue()).toBe('');
  expect(await page.content()).not.toContain('只属于李');
}, 60_000);
