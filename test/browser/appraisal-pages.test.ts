import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { cardFrom, item, plainCard } from '#rubric/scorecards/test-card.ts';
import { appraisalRoutes } from '../../server/appraisals/appraisal-routes.ts';
import { createApi, type Api } from '../../server/api/server.ts';
import { appendAudit } from '../../server/audit/audit.ts';
import { meRoute } from '../../server/auth/me.ts';
import type { Viewer } from '../../server/auth/viewer.ts';
import type { EvidenceFolder } from '../../server/inspections/evidence/evidence-folder.ts';
import { openEvidence } from '../../server/inspections/evidence/parts.ts';
import { inspectionsRoutes } from '../../server/inspections/inspections-routes.ts';
import { inspectorRoutes } from '../../server/inspections/inspector-routes.ts';
import { organisationRoutes } from '../../server/organisation/routes.ts';
import type { OfficeParts } from '../../server/office-routes.ts';
import { APPROVED_POLICIES } from '../../server/policies/approved-policies.ts';
import { privacyRoutes } from '../../server/privacy/routes.ts';
import { openSqlite, type Database } from '../../server/store/database.ts';
import { isBranchWithin } from '../../server/store/people/branches-within.ts';
import { putIntoForce } from '../../server/tests/cards.ts';
import { addAccount, fillBank, viewer } from '../../server/tests/network.ts';
import { recordingLog, temporaryFolder } from '../../server/tests/office.ts';
import { ROOT } from '../setup/run.ts';
import { launchBrowser, openPage, overhang, picture, violations, type OpenPage } from './browser.ts';

/** Pages about people and single inspections: appraisals, retention, and what comes in beside a plan. */

const plain = plainCard();
const CARD = cardFrom({
  ...plain,
  items: [...plain.items, item('words', 'hall', undefined, { answer: { type: 'text' } })],
});
const PEOPLE: Readonly<Record<string, Viewer>> = {
  wang: viewer('wang', 'branch-manager', 'n1'),
  ...Object.fromEntries(['a', 'b', 'c', 'd'].map((who) => [who, viewer(who, 'lobby-manager', 'n1')])),
  qi: viewer('qi', 'quality', 'head-office'),
  shen: viewer('shen', 'auditor', 'head-office'),
};

const folder = temporaryFolder();
let browser: Browser;
let database: Database;
let api: Api;

beforeAll(async () => {
  const clock = new VirtualClock(Date.UTC(2026, 10, 25, 4));
  database = openSqlite(join(folder.path, 'head-office.db'));
  await fillBank(database);
  await database.write((writing) => putIntoForce(writing, CARD));
  for (const [account, { grants }] of Object.entries(PEOPLE)) await addAccount(database, account, grants);
  await addAccount(database, 'li', [{ role: 'inspector', unit: 'head-office' }]);
  const evidence = openEvidence({ dataDir: folder.path }, { database, clock });
  await putVisit(evidence.folder);
  await database.write((writing) =>
    appendAudit(writing, {
      at: clock.now(),
      account: 'system',
      action: 'retention.removed',
      subject: 'retention/tickets',
      detail: { from: '2025-10-21', visits: 312, ratings: 41, days: 1, events: 2_240 },
    }),
  );
  const parts = { database, clock, cards: APPROVED_POLICIES };
  const config = {} as OfficeParts['config'];
  api = await createApi({
    clock,
    log: recordingLog(),
    host: '127.0.0.1',
    port: 0,
    pagesDir: join(ROOT, 'dist', 'dashboard'),
    routes: [
      meRoute(null),
      ...organisationRoutes({ database, clock, config }),
      ...privacyRoutes({ database, clock, config }),
      ...inspectionsRoutes(parts),
      ...inspectorRoutes({ ...evidence, cards: APPROVED_POLICIES }),
      ...appraisalRoutes(parts),
    ],
    viewerOf: ({ headers }) => Promise.resolve(PEOPLE[headers['x-person'] as string] ?? null),
    isWithin: (scope, branch) => isBranchWithin(database.read, scope, branch),
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
  await database?.close();
  folder.remove();
});

const ONE_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A signed visit with a photograph and a change of mind. */
async function putVisit(files: EvidenceFolder): Promise<void> {
  const photo = Buffer.from(ONE_PIXEL, 'base64');
  const hash = await files.keep(photo);
  const sheet = {
    scorecard: 'plain',
    version: 1,
    entries: [{ item: 'clean', answer: { type: 'fail' as const }, evidence: [hash], note: '积水' }],
  };
  const evaluated = evaluateSheet(CARD, sheet);
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  const where = { branch: 'n1', inspection: 'm' } as const;
  const account = 'li';
  const days = { from_on: '2026-11-02', to_on: '2026-11-06', visited_on: '2026-11-03' } as const;
  await database.write(async (writing) => {
    await writing
      .insertInto('inspection')
      .values({
        ...days,
        branch: 'n1',
        id: 'm',
        plan: null,
        kind: 'announced',
        card: 'plain',
        card_version: 1,
        inspector: account,
        second: null,
        announced_at: 1,
        mode: 'digital',
        state: 'signed',
        signed_at: Date.UTC(2026, 10, 3, 4),
        released_at: null,
        respondents: null,
        result: JSON.stringify(evaluated.result),
      })
      .execute();
    const times = { skew_ms: 240_000, begun_at: 1, saved_at: 1, signed_at: 1, digest: 'x' } as const;
    await writing
      .insertInto('sheet')
      .values({
        ...where,
        ...times,
        entry: 'own',
        account,
        state: 'signed',
        revision: 2,
        device: 'd',
        body: JSON.stringify(sheet),
        timers: '{}',
      })
      .execute();
    const pass = { item: 'clean', answer: { type: 'pass' }, evidence: [] };
    const change = { at: Date.UTC(2026, 10, 3, 3), account, cell: 'clean', reason: 'edited' } as const;
    await writing
      .insertInto('sheet_change')
      .values({
        ...where,
        ...change,
        entry: 'own',
        seq: 1,
        before: JSON.stringify(pass),
        after: JSON.stringify(sheet.entries[0]),
      })
      .execute();
    await writing
      .insertInto('evidence')
      .values({
        ...where,
        hash,
        original: 'ab'.repeat(32),
        item: 'clean',
        media_type: 'image/png',
        bytes: photo.length,
        account,
        taken_at: null,
        received_at: Date.UTC(2026, 10, 3, 4),
        keep_until: '2027-11-03',
        removed_at: null,
      })
      .execute();
  });
}

async function as(who: string, place: string): Promise<OpenPage> {
  return openPage(browser, `${api.url}/#/${place}`, {
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { 'x-person': who },
  });
}

/** Both languages, a desk and a phone. */
async function expectFlawless({ page, errors }: OpenPage, name: string): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    await page.getByRole('button', { name: language === 'zh' ? '中文' : 'English' }).click();
    await page.screenshot({ path: join(ROOT, 'dist', 'screenshots', `${name}-${language}.png`), fullPage: true });
    expect(await violations(page), `${name} ${language}`).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect([name, await overhang(page)]).toEqual([name, 0]);
  expect(await violations(page), `${name} on a phone`).toEqual([]);
  await picture(page, `${name}-phone`);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(errors).toEqual([]);
}

test('a manager lists staff, colleagues appraise each other, and everybody sees what they may', async () => {
  const manager = await as('wang', 'appraisals');
  await manager.page.getByText('还没有登记员工。', { exact: true }).waitFor();
  for (const [index, who] of ['A', 'B', 'C', 'D'].entries()) {
    await manager.page.getByLabel('代号', { exact: true }).fill(`T0${String(index + 1)}`);
    await manager.page.getByLabel('账号', { exact: true }).selectOption(who);
    await manager.page.getByRole('button', { name: '登记员工' }).click();
    await manager.page.getByRole('rowheader', { name: `T0${String(index + 1)}` }).waitFor();
  }
  for (const who of ['b', 'c', 'd', 'a', 'wang']) {
    const open = await as(who, 'appraisals/n1');
    await open.page.getByRole('link', { name: '评价: T01' }).click();
    await open.page.getByTestId('item-clean').waitFor();
    const sign = open.page.getByRole('button', { name: '签字提交' });
    expect(await sign.isDisabled()).toBe(true);
    for (const id of ['clean', 'lit', 'enough', 'soft'])
      await open.page
        .getByTestId(`item-${id}`)
        .getByRole('radio')
        .nth(id === 'soft' && who !== 'a' ? 1 : 0)
        .check();
    await open.page.getByTestId('item-words').getByRole('textbox').fill(`${who}: <b>好</b>`);
    await open.page.getByTestId('item-words').getByRole('textbox').blur();
    expect(await open.page.getByTestId('item-words').getByRole('textbox').inputValue()).toBe(`${who}: <b>好</b>`);
    if (who === 'wang') await expectFlawless(open, 'appraise');
    await sign.click();
    await open.page.getByTestId('person-T01').getByText('已评价').waitFor();
    expect(open.errors).toEqual([]);
    await open.close();
  }
  const own = await as('a', 'appraisals/n1');
  await own.page.getByRole('heading', { name: '对我的评价' }).waitFor();
  const text = await own.page.locator('.appraisal-results').innerText();
  expect(text).toContain('90.0 %');
  expect(text).toContain('wang: <b>好</b>');
  for (const peer of ['b: ', 'c: ', 'd: ']) expect(text).not.toContain(peer);
  await expectFlawless(own, 'appraisals-own');
  await own.close();
  await manager.page.reload();
  await manager.page.locator('summary', { hasText: 'T01' }).click();
  await expectFlawless(manager, 'appraisals');
  await manager.close();
}, 120_000);

test('what is kept how long, and the export of a pseudonym where that is permitted', async () => {
  const auditor = await as('shen', 'retention');
  await auditor.page.getByText('2594').waitFor();
  await auditor.page.getByLabel('员工代号').fill('T01');
  const [download] = await Promise.all([
    auditor.page.waitForEvent('download'),
    auditor.page.getByRole('link', { name: '导出 JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('pseudonym-T01.json');
  await expectFlawless(auditor, 'retention');
  await auditor.close();
  const quality = await as('qi', 'retention');
  await quality.page.getByText('2594').waitFor();
  expect(await quality.page.getByLabel('员工代号').count()).toBe(0);
  await quality.close();
}, 60_000);

test('an inspection shows its evidence in place and every change of its sheet', async () => {
  const open = await as('qi', 'inspections/n1/m');
  const { page } = open;
  await page.getByTestId('change').waitFor();
  expect(await page.getByTestId('change').innerText()).toContain('积水');
  await page.locator('.evidence-list summary').click();
  await expect.poll(() => page.evaluate("document.querySelector('.evidence-list img').naturalWidth")).toBe(1);
  await expectFlawless(open, 'inspection');
  await open.close();
}, 60_000);

test('an inspection outside the plan is assigned, and a sheet comes in as a file with its flags', async () => {
  const open = await as('qi', 'inspections');
  const { page } = open;
  await page.getByRole('link', { name: '计划外检查' }).click();
  await page.getByLabel('网点', { exact: true }).selectOption('n1');
  await page.getByLabel('结束日期').fill('2026-11-30');
  await page.getByLabel('评分表').selectOption('plain');
  await page.getByLabel('检查员', { exact: true }).selectOption('li');
  await page.getByLabel('理由').fill('客户投诉');
  await expectFlawless(open, 'inspection-new');
  await page.getByRole('button', { name: '指派检查' }).click();
  await page.getByRole('heading', { name: /n1行/ }).waitFor();

  await page.goto(`${api.url}/#/inspections/import`);
  await page.getByLabel('网点', { exact: true }).selectOption('n2');
  await page.getByLabel('检查日期').fill('2026-11-20');
  const choose = (text: string) =>
    page
      .getByLabel('评分表文件')
      .setInputFiles({ name: 'sheet.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const take = page.getByRole('button', { name: '导入', exact: true });
  await choose('{');
  await take.click();
  await page.getByText('这个文件不是可读取的 JSON。').waitFor();
  const entries = [{ item: 'clean', answer: { type: 'pass' } }];
  await choose(JSON.stringify({ scorecard: 'plain', version: 1, entries: [{ ...entries[0], item: 'roof' }] }));
  await take.click();
  await page.getByText('sheet.entries.0.item').waitFor();
  // What the browser says of a refusal that is part of the story.
  expect(open.errors.splice(0)).toEqual([expect.stringContaining('400')]);
  await expectFlawless(open, 'inspection-import');
  await choose(JSON.stringify({ scorecard: 'plain', version: 1, entries, printed: { total: '9' } }));
  await take.click();
  await page.getByText(/已导入，有 \d+ 处标记/).waitFor();
  await page.getByText(/表上印的是 9/).waitFor();
  expect(open.errors).toEqual([]);
  await open.close();
}, 60_000);
