import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '@e965/xlsx';
import { VirtualClock } from '#contract/clock.ts';
import { createApi, type Api } from '../../server/api/server.ts';
import { meRoute } from '../../server/auth/me.ts';
import type { Viewer } from '../../server/auth/viewer.ts';
import { HEAD_OFFICE } from '../../server/organisation/ensure-units.ts';
import { compositeInForce, cardInForce } from '../../server/policies/in-force.ts';
import { policyRoutes } from '../../server/policies/policy-routes.ts';
import { openSqlite, type Database } from '../../server/store/database.ts';
import { recordingLog, temporaryFolder } from '../../server/tests/office.ts';
import { ROOT } from '../setup/run.ts';
import { launchBrowser, openPage, overhang, PICTURES, violations, type OpenPage } from './browser.ts';

const LANGUAGES = ['zh', 'en'] as const;
const quality = (account: string, name: string): Viewer => ({
  account,
  name,
  grants: [{ role: 'quality', unit: HEAD_OFFICE }],
});
const PEOPLE: Readonly<Record<string, Viewer>> = {
  wang: quality('wang', '王敏'),
  li: quality('li', '李强'),
  manager: { account: 'manager', name: '赵经理', grants: [{ role: 'branch-manager', unit: 'demo' }] },
};

describe('scorecards and weights in a browser', () => {
  const folder = temporaryFolder();
  let database: Database;
  let api: Api;
  let browser: Browser;
  let isSignedOut = false;

  beforeAll(async () => {
    const clock = new VirtualClock(Date.UTC(2026, 10, 25, 4));
    database = openSqlite(join(folder.path, 'head-office.db'));
    api = await createApi({
      clock,
      log: recordingLog(),
      host: '127.0.0.1',
      port: 0,
      pagesDir: join(ROOT, 'dist', 'dashboard'),
      routes: [meRoute(null), ...policyRoutes({ database, clock })],
      // Who asks is told by a cookie here; accounts are tested elsewhere.
      viewerOf: ({ headers }) =>
        Promise.resolve(isSignedOut ? null : (PEOPLE[/who=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? ''] ?? null)),
      isWithin: () => Promise.resolve(false),
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await database?.close();
    folder.remove();
  });

  async function as(who: string, place: string, language = 'zh'): Promise<OpenPage> {
    const cookie = { name: 'who', value: who, domain: '127.0.0.1', path: '/', expires: -1 } as const;
    return openPage(browser, `${api.url}/?lang=${language}#/${place}`, {
      viewport: { width: 1440, height: 900 },
      storageState: { cookies: [{ ...cookie, httpOnly: false, secure: false, sameSite: 'Lax' }], origins: [] },
    });
  }

  const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);
  const fill = (page: Page, path: string, text: string) => field(page, path).fill(text);
  const press = (page: Page, id: string) => page.getByTestId(id).click();
  const state = (page: Page) => page.getByTestId('state').first().innerText();

  test('a card is begun from a template, changed, submitted, and approved by somebody else', async () => {
    const { page, errors, close } = await as('wang', 'scorecards');
    await page.getByText('还没有评分表').waitFor();
    await page.screenshot({ path: join(PICTURES, 'scorecards-empty.png') });
    await press(page, 'begin');
    await page.getByRole('combobox').selectOption('monitoring-2023');
    await page.getByRole('textbox').fill('Monitoring!');
    await press(page, 'create');
    await page.getByText('▲ 小写字母').waitFor();
    await page.getByRole('textbox').fill('monitoring');
    await press(page, 'create');
    await field(page, 'title.zh').waitFor();
    await fill(page, 'title.zh', '网点服务监测评分表（本行）');
    await fill(page, 'effective.from', '2026-12-01');
    await press(page, 'save');
    await expect.poll(() => page.getByTestId('draft-state').innerText()).toBe('已保存');
    await press(page, 'submit');
    await expect.poll(() => state(page)).toContain('待审批');
    expect(await page.getByTestId('approve').isDisabled()).toBe(true);
    expect(errors).toEqual([]);
    await close();

    const other = await as('li', 'scorecards/monitoring/1');
    await press(other.page, 'approve');
    await press(other.page, 'approve-done');
    await expect.poll(() => state(other.page)).toContain('已批准');
    expect(await field(other.page, 'title.zh').isDisabled()).toBe(true);
    expect(await cardInForce(database.read, 'monitoring', '2026-12-01')).toMatchObject({
      title: { zh: '网点服务监测评分表（本行）' },
      approval: { approver: '李强' },
    });
    expect(other.errors).toEqual([]);
    await other.close();
  });

  test('items of every kind are made by keyboard and button, and what is wrong stands at its field', async () => {
    const { page, errors, close } = await as('wang', 'scorecards');
    await press(page, 'begin');
    await page.getByRole('combobox').selectOption('');
    await page.getByRole('textbox').fill('own');
    await press(page, 'create');
    await field(page, 'title.zh').waitFor();
    expect(Number(await page.getByTestId('problems').getAttribute('data-count'))).toBeGreaterThan(3);
    for (const [path, zh, en] of [
      ['title', '本行评分表', 'Our card'],
      ['source', '本行自定', 'Our own'],
    ]) {
      await fill(page, `${path}.zh`, zh!);
      await fill(page, `${path}.en`, en!);
    }
    await press(page, 'add-section');
    await fill(page, 'sections.0.title.zh', '大厅');
    await fill(page, 'sections.0.title.en', 'Hall');
    await fill(page, 'sections.0.points', '10');
    await press(page, 'add-grades');
    await fill(page, 'grades.0.title.zh', '不合格');
    await fill(page, 'grades.0.title.en', 'Bad');
    const kinds = ['pass-fail', 'points', 'count', 'timer', 'choice', 'text'];
    for (const [index, kind] of kinds.entries()) {
      await press(page, 'add-item');
      const path = `items.${String(index)}`;
      await fill(page, `${path}.title.zh`, `项目${String(index + 1)}`);
      await fill(page, `${path}.title.en`, `<b>Item</b> ${String(index + 1)}`);
      await field(page, `${path}.answer.type`).selectOption(kind);
      if (kind !== 'text') await fill(page, `${path}.points`, '2');
      if (kind === 'points') await fill(page, `${path}.answer.step`, '0.3');
      if (kind === 'count') await fill(page, `${path}.answer.atLeast`, '6');
      if (kind === 'timer') await fill(page, `${path}.answer.atMostSeconds`, '180');
      if (kind === 'choice')
        for (const [at, points] of ['2', '0'].entries()) {
          await press(page, 'add-option');
          await fill(page, `${path}.answer.options.${String(at)}.title.zh`, '选项');
          await fill(page, `${path}.answer.options.${String(at)}.title.en`, 'Option');
          await fill(page, `${path}.answer.options.${String(at)}.points`, points);
        }
    }
    expect(await page.getByTestId('problems').innerText()).toContain('项目2 · 步长');
    await press(page, 'outline-item-2');
    await expect
      .poll(() => page.locator('[data-problem=true]', { has: field(page, 'items.1.answer.step') }).innerText())
      .toContain('▲');
    await fill(page, 'items.1.answer.step', '0.5');
    expect(await page.getByTestId('problems').getAttribute('data-count')).toBe('0');

    // Moved by keyboard: the second item goes before the first.
    await page.getByRole('button', { name: '上移 项目2' }).press('Enter');
    expect(await page.getByTestId('outline').locator('.outline-name').allInnerTexts()).toMatchObject([
      expect.stringContaining('大厅'),
      expect.stringContaining('项目2'),
      expect.stringContaining('项目1'),
      expect.anything(),
      expect.anything(),
      expect.anything(),
      expect.anything(),
    ]);
    await field(page, 'items.0.veto.capsAt').selectOption('grade-1');
    await field(page, 'items.0.evidenceOnFail').check();
    await press(page, 'save');
    await expect.poll(() => page.getByTestId('draft-state').innerText()).toBe('已保存');

    await press(page, 'tab-preview');
    const cell = (id: string) => page.getByTestId(`cell-${id}`);
    await cell('item-1').getByLabel('合格', { exact: true }).check();
    await cell('item-2').locator('.field').fill('1.5');
    await cell('item-3').locator('.field').fill('6');
    await cell('item-4').locator('.field').fill('180');
    await cell('item-5').getByLabel('选项').first().check();
    await cell('item-6').locator('.field').fill('请稍等');
    await cell('item-6').locator('.field').blur();
    await expect.poll(() => page.getByTestId('preview-total').innerText()).toBe('9.5 / 10');
    expect(await page.getByTestId('preview-share').innerText()).toBe('95.00 %');
    await page.screenshot({ path: join(PICTURES, 'scorecards-preview.png'), fullPage: true });
    expect(errors).toEqual([]);
    await close();
  }, 60_000);

  test('what is not saved survives a reload and an ended session', async () => {
    const { page, close } = await as('wang', 'scorecards/own/1');
    await fill(page, 'title.en', 'Typed and not saved');
    await page.reload();
    await page.getByTestId('restored').waitFor();
    expect(await field(page, 'title.en').inputValue()).toBe('Typed and not saved');
    isSignedOut = true;
    await press(page, 'save');
    await page.getByText('登录已过期').waitFor();
    expect(await field(page, 'title.en').inputValue()).toBe('Typed and not saved');
    isSignedOut = false;
    await page.reload();
    await press(page, 'save');
    await expect.poll(() => page.getByTestId('draft-state').innerText()).toBe('已保存');
    await page.reload();
    expect(await field(page, 'title.en').inputValue()).toBe('Typed and not saved');
    await close();
  });

  test('two who change one draft are told, and each keeps their words until they decide', async () => {
    const wang = await as('wang', 'scorecards/own/1');
    const li = await as('li', 'scorecards/own/1');
    await fill(wang.page, 'title.en', 'By Wang');
    await fill(li.page, 'title.en', 'By Li');
    await press(wang.page, 'save');
    await expect.poll(() => wang.page.getByTestId('draft-state').innerText()).toBe('已保存');
    await press(li.page, 'save');
    await li.page.getByTestId('conflict').waitFor();
    expect(await field(li.page, 'title.en').inputValue()).toBe('By Li');
    await li.page.getByRole('button', { name: '改用已保存的' }).click();
    await expect.poll(() => field(li.page, 'title.en').inputValue()).toBe('By Wang');
    await fill(wang.page, 'title.en', 'Wang again');
    await fill(li.page, 'title.en', 'Li again');
    await press(wang.page, 'save');
    await expect.poll(() => wang.page.getByTestId('draft-state').innerText()).toBe('已保存');
    await press(li.page, 'save');
    await li.page.getByRole('button', { name: '以我的为准' }).click();
    await press(li.page, 'save');
    await expect.poll(() => li.page.getByTestId('draft-state').innerText()).toBe('已保存');
    await wang.page.reload();
    expect(await field(wang.page, 'title.en').inputValue()).toBe('Li again');
    await wang.close();
    await li.close();
  });

  test('a workbook goes out, comes back and is compared in words', async () => {
    const { page, close } = await as('wang', 'scorecards/monitoring/1');
    const download = page.waitForEvent('download');
    await press(page, 'export-xlsx');
    const path = join(folder.path, (await download).suggestedFilename());
    await (await download).saveAs(path);
    expect(path).toMatch(/monitoring-1\.xlsx$/);
    const book = read(readFileSync(path));
    expect(book.SheetNames).toContain('items');
    await page.goto(`${api.url}/#/scorecards`);
    await page.getByTestId('import').setInputFiles(path);
    await field(page, 'title.zh').waitFor();
    expect(page.url()).toContain('#/scorecards/monitoring/2');
    // The same first day as version 1.
    await expect.poll(() => page.getByTestId('problems').innerText()).toContain('启用日期');
    await fill(page, 'effective.from', '2027-01-01');
    await press(page, 'outline-ticket-machine');
    await page.locator('[data-path$=".evidenceOnFail"]').check();
    await press(page, 'save');
    await expect.poll(() => page.getByTestId('draft-state').innerText()).toBe('已保存');
    await press(page, 'tab-changes');
    await page.getByTestId('change-changed').first().waitFor();
    expect(await page.locator('.change-list').innerText()).toContain('启用日期: 2026-12-01 → 2027-01-01');
    expect(await page.locator('.change-list').innerText()).toContain('不合格须取证: （无） → 是');
    await page.screenshot({ path: join(PICTURES, 'scorecards-changes.png'), fullPage: true });
    await page.goto(`${api.url}/#/scorecards`);
    await page
      .getByTestId('import')
      .setInputFiles({ name: 'x.xlsx', mimeType: 'application/x', buffer: Buffer.from('no') });
    await page.getByTestId('refusal').waitFor();
    await close();
  });

  test('weights are made, must add up, and are approved', async () => {
    const { page, errors, close } = await as('wang', 'weights');
    await press(page, 'begin');
    await press(page, 'create');
    await fill(page, 'weights.wait', '31');
    expect(await page.getByTestId('sum-weights.wait').innerText()).toContain('101');
    expect(await page.getByTestId('problems').getAttribute('data-count')).toBe('1');
    await fill(page, 'weights.ratings', '19');
    await fill(page, 'effective.from', '2026-01-01');
    await press(page, 'save');
    await expect.poll(() => page.getByTestId('submit').isEnabled()).toBe(true);
    await press(page, 'submit');
    await expect.poll(() => state(page)).toContain('待审批');
    expect(errors).toEqual([]);
    await close();
    const li = await as('li', 'weights/default/1');
    await press(li.page, 'approve');
    await press(li.page, 'approve-done');
    await expect.poll(() => state(li.page)).toContain('已批准');
    expect((await compositeInForce(database.read, '2026-06-01'))?.weights.wait).toBe('31');
    await li.close();
  });

  test('a branch manager reads what is approved and changes nothing', async () => {
    const { page, close } = await as('manager', 'scorecards');
    await page.getByTestId('policy-monitoring-1').waitFor();
    expect(await page.getByTestId('policy-own-1').count()).toBe(0);
    expect(await page.getByTestId('begin').count()).toBe(0);
    await page.getByTestId('policy-monitoring-1').getByRole('link').click();
    await field(page, 'title.zh').waitFor();
    expect(await field(page, 'title.zh').isDisabled()).toBe(true);
    expect(await page.locator('.version-actions').count()).toBe(0);
    await close();
  });

  test.each(LANGUAGES)(
    'no violation and nothing over the edge, at a desk and on a phone, in %s',
    async (language) => {
      const found: string[] = [];
      const places = [
        'scorecards',
        'scorecards/own/1',
        'scorecards/own/1?tab=preview',
        'scorecards/monitoring/2?tab=changes',
        'weights',
        'weights/default/1',
      ];
      for (const place of places) {
        const { page, errors, close } = await as('wang', place, language);
        await page.locator('h1').waitFor();
        await page.waitForLoadState('networkidle');
        if (place === 'scorecards/own/1') await press(page, 'outline-item-5');
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          const name = `${place.replaceAll(/[/?=]/g, '-')}-${language}-${String(width)}`;
          await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
          found.push(...(await violations(page)).map((each) => `${name}: ${each}`));
          if ((await overhang(page)) > 0) found.push(`${name}: hangs over the edge`);
        }
        found.push(...errors);
        await close();
      }
      expect(found).toEqual([]);
    },
    120_000,
  );
});
