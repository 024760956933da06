import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { phoneJpeg } from '../../server/inspections/evidence/test-files.ts';
import type { InspectionList } from '../../server/inspections/wire.ts';
import { businessDays } from '../../server/network/business-days.ts';
import { casesOf } from '../../server/network/cases.ts';
import { filledSheet } from '../../server/network/filled-sheet.ts';
import { chanceOf } from '../../server/network/random.ts';
import type { RankingView } from '../../server/scoring/wire.ts';
import type { BranchJournal } from '../../server/tests/branch-journal.ts';
import { openStoryOffice, QUARTER, SEED, TODAY, type StoryOffice } from '../setup/story-office.ts';
import { launchBrowser, overhang, picture, SIZES, violations, type OpenPage } from './browser.ts';

/**
 * The whole loop as people go through it, each test a chapter that goes on where the one before ended: set-up, people,
 * standards, plan, a visit on a phone without a line, a visit on paper, review, the score down to one ticket, ranking.
 */

interface Person {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
}

const REGION = 'region-east';
const WANG = { login: 'wang', name: '王敏' } as const;
const LI: Person = { login: 'li', name: '李强', role: 'quality', unit: 'head-office' };
const ZHAO: Person = { login: 'zhao', name: '赵一鸣', role: 'inspector', unit: 'head-office' };
const QIAN: Person = { login: 'qian', name: '钱文', role: 'inspector', unit: REGION };
const SUN: Person = { login: 'sun', name: '孙岚', role: 'region', unit: REGION };
const ZHOU: Person = { login: 'zhou', name: '周杰', role: 'region', unit: REGION };
/** Of the branch that the story is about. */
const MANAGER = { login: 'wu', name: '吴经理', role: 'branch-manager' } as const;
const PASSWORD = 'three blue lanterns';
const MYSTERY = { template: 'mystery-visit', id: 'mystery', title: '神秘顾客暗访问卷（本行）' } as const;
const CHECKLIST = { template: 'service-checklist-14', id: 'checklist', title: '网点服务检查表（本行）' } as const;

// Whole chapters, on a machine that does other things as well.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
let office: StoryOffice;
/** By login. */
const desks = new Map<string, OpenPage>();
const journals = new Map<string, BranchJournal>();

beforeAll(async () => {
  browser = await launchBrowser();
  office = await openStoryOffice();
}, 60_000);
afterAll(async () => {
  for (const { close } of desks.values()) await close();
  await browser.close();
  await office.stop();
});

const story = () => office.branches[0]!;
const desk = (login: string): Page => desks.get(login)!.page;
/** Before somebody has signed in head office answers that it does not know who asks. */
const SIGNED_OUT = /status of 401/;
/** What a browser says of a line that is not there. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|An unknown error occurred when fetching the script/;

async function openDesk(login: string, address: string, isPhone = false): Promise<Page> {
  const viewport = isPhone ? SIZES.phone : { width: 1440, height: 900 };
  const phone = isPhone ? { hasTouch: true, isMobile: true } : {};
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...phone });
  context.setDefaultTimeout(15_000);
  await context.clock.install({ time: office.clock.now() });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? errors.push(message.text()) : 0));
  desks.set(login, { page, errors, close: () => context.close() });
  await page.goto(address);
  return page;
}

async function cookieOf(login: string): Promise<string> {
  const cookies = await desk(login).context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Leaves a picture; nothing that axe finds, nothing over the edge, nothing unexpected on the console. */
async function expectSound(login: string, name: string, expected = /^$/): Promise<void> {
  const { page, errors } = desks.get(login)!;
  await picture(page, `story-${name}`);
  const bad = [...(await violations(page)), ...errors.splice(0).filter((error) => !expected.test(error))];
  const hanging = await overhang(page);
  expect({ name, bad, hanging }).toEqual({ name, bad: [], hanging: 0 });
}

const menu = (page: Page, title: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name: title, exact: true }).click();
const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();
const dialog = (page: Page): Locator => page.locator('dialog[open]');

async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await press(page, '登录');
  await page.locator('.account-menu').waitFor();
  const { errors } = desks.get(login)!;
  expect(errors.splice(0).filter((error) => !SIGNED_OUT.test(error))).toEqual([]);
}

test('the first account is made with the code of the first start, which works once', async () => {
  const page = await openDesk('wang', office.server.setupUrl!);
  await page.getByLabel('设置码').waitFor();
  expect(await page.getByLabel('设置码').inputValue()).toMatch(/^\S{12,}$/);
  await expectSound('wang', '01-set-up', SIGNED_OUT);
  await page.getByLabel('姓名').fill(WANG.name);
  await page.getByLabel('登录名').fill(WANG.login);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一次').fill(PASSWORD);
  await press(page, '创建账号');
  await page.getByText(WANG.name).waitFor();
  expect(page.url()).not.toContain('code=');
  const code = new URLSearchParams(office.server.setupUrl!.split('?')[1]).get('code');
  const again = { code, name: '别人', login: 'other', password: PASSWORD };
  await expect(office.ask('', 'POST /api/setup', again)).rejects.toThrow(/40\d/);
});

test('a region is made and the branches are moved below it', async () => {
  const page = desk('wang');
  await menu(page, '机构');
  await press(page, '新增机构');
  const form = dialog(page);
  await form.getByLabel('编号').fill(REGION);
  await form.getByLabel('中文名称').fill('东部分行');
  await form.getByLabel('英文名称').fill('East region');
  await form.getByLabel('生效日期').fill('2020-01-01');
  await press(form, '保存');
  await page.getByTestId(`unit-${REGION}`).waitFor();
  await page.getByTestId(`unit-${story().id}`).getByRole('button', { name: /^迁移/ }).click();
  await dialog(page).getByLabel('上级机构').selectOption(REGION);
  await dialog(page).getByLabel('生效日期').fill('2026-01-01');
  await press(dialog(page), '保存');
  await dialog(page).waitFor({ state: 'detached' });
  const cookie = await cookieOf('wang');
  for (const { id, zh, en } of office.branches) {
    if (id !== story().id)
      await office.ask(cookie, `POST /api/organisation/${id}/move`, { parent: REGION, on: '2026-01-01' });
    await office.ask(cookie, `PUT /api/organisation/${id}`, { name: { zh, en }, branchType: 'full' });
  }
  await page.reload();
  await page.getByTestId(`unit-${story().id}`).waitFor();
  await expectSound('wang', '02-organisation');
  const tree = await page.getByTestId(/^unit-/).allInnerTexts();
  expect(tree.slice(0, 3).map((row) => row.split('\t')[0])).toEqual(['总行', '东部分行', story().zh]);
});

/** On the people page: account, one-time link, role. */
async function addPerson({ login, name, role, unit }: Person): Promise<string> {
  const page = desk('wang');
  await press(page, '新增人员');
  await dialog(page).getByLabel('姓名').fill(name);
  await dialog(page).getByLabel('登录名').fill(login);
  await press(dialog(page), '保存');
  const link = await page.getByTestId('one-time-link').inputValue();
  await press(dialog(page), '关闭');
  await page.getByTestId(`person-${login}`).getByRole('button').click();
  await dialog(page).getByLabel('角色').selectOption(role);
  await dialog(page).getByLabel('机构').selectOption(unit);
  await press(dialog(page), '授予');
  await dialog(page).locator('.people-grants li').waitFor();
  await press(dialog(page), '关闭');
  return link;
}

test('everybody gets an account, a role where they work, and chooses a password', async () => {
  const page = desk('wang');
  await menu(page, '人员');
  const manager = { ...MANAGER, unit: story().id };
  for (const person of [LI, SUN, ZHOU, ZHAO, QIAN, manager]) {
    const { login } = person;
    const link = await addPerson(person);
    const own = await openDesk(login, link, login === ZHAO.login);
    await own.getByLabel('新密码').fill(PASSWORD);
    await own.getByLabel('再输一次').fill(PASSWORD);
    if (person === ZHAO) await expectSound(login, '04-password', SIGNED_OUT);
    await press(own, '保存');
    await own.getByRole('link', { name: '去登录' }).click();
    await signIn(own, login);
  }
  // Who has signed in is seen by who asks for the page again.
  await page.reload();
  await page.getByTestId('person-li').waitFor();
  await expectSound('wang', '03-people');
  expect(await page.getByText('● 正常').count()).toBe(7);
});

interface Standard {
  readonly page: 'scorecards' | 'weights';
  readonly id: string;
  readonly template?: string;
  readonly title?: string;
}

/** Copied from a template by one, approved by another. */
async function putInForce({ page: place, id, template, title }: Standard, name?: string): Promise<string> {
  const page = desk('wang');
  await menu(page, place === 'scorecards' ? '评分表' : '评分权重');
  await page.getByTestId('begin').click();
  if (template !== undefined) {
    await dialog(page).getByRole('combobox').selectOption(template);
    await dialog(page).getByRole('textbox').fill(id);
  }
  await page.getByTestId('create').click();
  const field = (path: string): Locator => page.locator(`[data-path="${path}"]`);
  await field('title.zh').waitFor();
  if (title !== undefined) await field('title.zh').fill(title);
  await field('effective.from').fill('2026-10-01');
  if (name !== undefined) await expectSound('wang', `${name}-draft`);
  await page.getByTestId('save').click();
  await page.getByTestId('submit').click();
  await expect.poll(() => page.getByTestId('state').first().innerText()).toContain('待审批');
  expect(await page.getByTestId('approve').isDisabled()).toBe(true);
  const other = desk('li');
  await menu(other, place === 'scorecards' ? '评分表' : '评分权重');
  await other.getByTestId(`policy-${id}-1`).getByRole('link').click();
  await other.getByTestId('approve').click();
  await other.getByTestId('approve-done').click();
  await other.getByTestId('approve').waitFor({ state: 'detached' });
  if (name !== undefined) await expectSound('li', `${name}-approved`);
  return other.getByTestId('state').first().innerText();
}

test('scorecards and weights are copied, submitted by one and approved by another', async () => {
  expect(await putInForce({ page: 'scorecards', ...MYSTERY }, '05-scorecard')).toContain('已批准');
  expect(await putInForce({ page: 'scorecards', ...CHECKLIST })).toContain('已批准');
  const weights = { page: 'weights', id: 'default', title: '网点服务综合评分（2026年）' } as const;
  expect(await putInForce(weights, '06-weights')).toContain('已批准');
});

interface Line {
  readonly kind: string;
  readonly card: string;
  readonly mode: string;
}

async function planLine(page: Page, { kind, card, mode }: Line): Promise<void> {
  await press(page, '安排检查');
  const form = dialog(page);
  await form.getByLabel('检查方式').selectOption(kind);
  await form.getByLabel('评分表').selectOption(card);
  await form.getByLabel('填写方式').selectOption(mode);
  await form.getByLabel('开始日期').fill(TODAY);
  await form.getByLabel(story().zh).check();
  if (kind === 'announced') await expectSound('wang', '07-plan-lines');
  await press(form, '保存');
  await form.waitFor({ state: 'detached' });
}

test('the quarter is planned, inspectors are suggested by the rules, and the plan is published', async () => {
  const page = desk('wang');
  await menu(page, '检查计划');
  await press(page, '新建计划');
  await dialog(page).getByLabel('名称').fill('四季度检查');
  expect(await dialog(page).getByLabel('季度').inputValue()).toBe(QUARTER);
  await press(dialog(page), '保存');
  await page.getByRole('heading', { level: 1, name: '四季度检查' }).waitFor();
  await planLine(page, { kind: 'mystery', card: MYSTERY.id, mode: 'digital' });
  await planLine(page, { kind: 'announced', card: CHECKLIST.id, mode: 'paper' });
  await press(page, '建议检查员');
  await page.getByText('还有 2 次未指派').waitFor({ state: 'detached' });
  await press(page, '全部');
  const visits = page.locator('.visit-list > li');
  // The mystery shopper comes from elsewhere; who was there lately does not come again.
  await expect.poll(() => visits.filter({ hasText: '神秘顾客暗访' }).innerText()).toContain(ZHAO.name);
  expect(await visits.filter({ hasText: '通知检查' }).innerText()).toContain(QIAN.name);
  await expectSound('wang', '08-plan');
  await press(page, '发布计划');
  await press(dialog(page), '发布计划');
  await page.getByText('已发布').waitFor();
  expect(await visits.filter({ hasText: '待检查' }).count()).toBe(2);
});

const JUDGED = ['frontage', 'interior', 'desks', 'windows', 'lobby-order'] as const;
const AT_COUNTER = ['no-private-things', 'devices-work', 'uniform'] as const;

test(
  'the mystery visit is filled in on a phone without a line, then sent and signed',
  { timeout: 120_000 },
  async () => {
    const page = desk('zhao');
    const tap = (id: string): Promise<void> => page.getByTestId(id).tap();
    await page.reload();
    await page.getByRole('link', { name: `填写 ${story().zh}` }).waitFor();
    // A head is as high as its line also where the page is short.
    expect((await page.locator('.head').boundingBox())!.height).toBeLessThan(80);
    await expectSound('zhao', '09-my-visits');
    await tap('open-form');
    await expect.poll(() => page.getByTestId('offline-ready').getAttribute('data-ready')).toBe('true');
    await page.context().setOffline(true);
    await page.reload();
    await page.locator('[data-testid^=assignment-]').tap();
    await tap('begin');
    await page.getByTestId('text-visit-note').fill('10:05 到达，大堂经理在岗。');
    await tap('next');
    await tap('fail-frontage');
    await page.getByTestId('note-frontage').fill('门前有积水');
    const photo = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(phoneJpeg(6)) };
    await page.getByTestId('add-frontage').setInputFiles(photo);
    await page.getByTestId('evidence-frontage').waitFor();
    for (const item of JUDGED.slice(1)) await tap(`pass-${item}`);
    await expectSound('zhao', '10-phone-offline', OFFLINE);
    await tap('next');
    for (const item of AT_COUNTER) await tap(`pass-${item}`);
    await tap('next');
    await tap('start-served-actively');
    await page.clock.fastForward(185_000);
    await page.getByTestId('approach-staff').waitFor();
    await expectSound('zhao', '11-phone-timer', OFFLINE);
    await tap('stop-served-actively');
    await tap('next');
    await page.getByTestId('text-card-answer').fill('带身份证，约十五分钟可以办好。');
    for (let step = 0; step < 3; step++) await tap('next');
    expect(await page.getByTestId('missing').getAttribute('data-count')).toBe('0');
    await tap('sign');
    await tap('confirm-sign');
    await page.getByTestId('sign-waiting').waitFor();
    await expectSound('zhao', '12-phone-waiting', OFFLINE);
    await page.context().setOffline(false);
    await page.getByTestId('signed').waitFor();
    await expectSound('zhao', '13-phone-signed', OFFLINE);
  },
);

/** Today, then one key and Enter for each of the fourteen items: 1 met, 2 not. */
async function typePaper(login: string, keys: string): Promise<void> {
  const page = desk(login);
  await menu(page, '纸质录入');
  await page.getByTestId('tasks').getByRole('link').click();
  await page.getByTestId('take').click();
  await page.getByTestId('visited-on').locator('input').fill(TODAY);
  await page.keyboard.press('Enter');
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.keyboard.press('Enter');
  }
  await expectSound(login, `14-paper-${login}`);
  await page.getByTestId('sign').click();
  await page.getByTestId('confirm').click();
}

test('the paper sheet is typed in twice and a third person settles the difference', async () => {
  await typePaper('sun', '11111121111111');
  await desk('sun').getByTestId('done-waiting').waitFor();
  await typePaper('zhou', '11121121111111');
  await desk('zhou').getByTestId('done-differs').waitFor();
  const page = desk('wang');
  await menu(page, '纸质录入');
  await page.getByTestId('tasks').getByRole('link').click();
  await page.locator('[data-testid^=mismatch-]').first().waitFor();
  expect(await page.locator('[data-testid^=mismatch-]').count()).toBe(1);
  await page.getByTestId('mismatch-self-service').locator('[data-take=second]').check();
  await page.getByTestId('mismatch-self-service').getByRole('textbox').fill('原件打了叉');
  await expectSound('wang', '15-settlement');
  await page.getByTestId('settle').click();
  await page.getByTestId('settled').waitFor();
});

/** Sheets of the other visits, as inspectors elsewhere have filled them in. */
async function importVisits(): Promise<void> {
  const cookie = await cookieOf('wang');
  const cards = {
    mystery: { ...shipped(MYSTERY.template), id: MYSTERY.id },
    announced: { ...shipped(CHECKLIST.template), id: CHECKLIST.id },
  };
  const visits = [
    { kind: 'mystery', visitedOn: '2026-11-05' },
    { kind: 'mystery', visitedOn: '2026-11-18' },
    { kind: 'announced', visitedOn: '2026-11-12' },
  ] as const;
  for (const branch of office.branches)
    for (const [index, { kind, visitedOn }] of visits.entries()) {
      // One mystery visit and the announced one of the story's branch are made by hand.
      if (branch === story() && index > 0) continue;
      const sheet = filledSheet(cards[kind], branch.care, chanceOf(`${branch.id} ${visitedOn}`, SEED));
      await office.ask(cookie, `POST /api/branches/${branch.id}/sheets`, { kind, visitedOn, sheet });
    }
}

async function recordCases(): Promise<void> {
  const cookie = await cookieOf('wang');
  for (const branch of office.branches)
    for (const found of casesOf(branch, { from: '2026-10-01', to: TODAY, today: TODAY, seed: SEED })) {
      const { kind, title, opened_on: openedOn, due_on: dueOn, settled_on: settledOn } = found;
      await office.ask(cookie, `POST /api/branches/${branch.id}/cases`, { kind, title, openedOn, dueOn, settledOn });
    }
}

test('branches send their days, and what was inspected is reviewed and released', async () => {
  const dates = businessDays('2026-11-02', '2026-11-07');
  for (const branch of office.branches) journals.set(branch.id, await office.sendDays(branch, dates));
  await importVisits();
  await recordCases();
  const page = desk('li');
  for (const kind of ['神秘顾客暗访', '通知检查']) {
    await menu(page, '检查');
    const row = page.locator('.inspections tbody tr').filter({ hasText: story().zh });
    const own = row.filter({ hasText: kind }).filter({ hasText: TODAY });
    await own.getByText('待审核').waitFor();
    if (kind === '通知检查') await expectSound('li', '16-inspections');
    await own.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: kind }).waitFor();
    await expectSound('li', kind === '通知检查' ? '18-review-paper' : '17-review-mystery');
    await press(page, '生效');
    await press(dialog(page), '生效');
    await page.locator('.inspection-head').getByText('已生效').waitFor();
  }
  const cookie = await cookieOf('li');
  const { inspections } = await office.ask<InspectionList>(cookie, 'GET /api/inspections?state=signed');
  expect(inspections).toHaveLength(3 * office.branches.length - 2);
  for (const { branch, id } of inspections)
    await office.ask(cookie, `POST /api/branches/${branch}/inspections/${id}/review`, {
      step: 'release',
      reason: null,
    });
  await expect
    .poll(
      async () => {
        const view = await office.ask<RankingView>(cookie, `GET /api/ranking/${QUARTER}`);
        const ranked = view.groups.flatMap((group) => group.branches);
        return view.isStale ? 'not up to date' : `${String(ranked.length)} ranked`;
      },
      { timeout: 60_000 },
    )
    .toBe(`${String(office.branches.length)} ranked`);
});

test('the ranking says how sure each place is and which neighbours cannot be told apart', async () => {
  const page = desk('li');
  await menu(page, '网点排名');
  await page.getByTestId('period').selectOption(QUARTER);
  const group = page.getByTestId('group');
  await group.waitFor();
  const rows = group.locator('tbody tr');
  expect(await rows.count()).toBe(office.branches.length);
  expect(await page.getByTestId('not-approved').count()).toBe(0);
  const cells = (column: string): Promise<string[]> => rows.locator(`[data-column=${column}]`).allInnerTexts();
  for (const tier of await cells('tier')) expect(tier).toMatch(/档/);
  for (const rank of await cells('rank')) expect(rank).toMatch(/第 \d+(?:–\d+)? 名/);
  for (const composite of await cells('composite')) expect(composite).toMatch(/\d+\.\d[^]*–/);
  expect((await cells('neighbours')).filter((text) => /无法区分|并列/.test(text))).not.toEqual([]);
  await expectSound('li', '19-ranking');
});

test('the score of the branch opens by clicks down to one ticket and its journal lines', async () => {
  const page = desk('li');
  await page.getByTestId('group').getByRole('link', { name: story().zh }).click();
  await page.getByTestId('steps').waitFor();
  expect(await page.getByText('相加').count()).toBeGreaterThan(0);
  await expectSound('li', '20-score');
  await page.getByTestId('step-wait').getByRole('link').click();
  const wait = page.getByTestId('pillar-wait');
  await wait.getByRole('button', { name: /^展开/ }).first().click();
  await wait.getByTestId('evidence').getByRole('button', { name: /^展开/ }).first().click();
  await page.getByTestId('ticket-chip').first().click();
  await page.getByTestId('timeline').waitFor();
  await page.getByTestId('journal').locator('summary').click();
  await page.getByTestId('journal').scrollIntoViewIfNeeded();
  await expectSound('li', '21-ticket');
  // Letter by letter what the branch has sent, with the hashes of its chain.
  const journal = journals.get(story().id)!;
  const shown = page.getByTestId('journal').locator('li');
  expect(await shown.count()).toBeGreaterThan(1);
  for (const entry of await shown.all()) {
    const [line, hash] = await entry.locator('code').allInnerTexts();
    const seq = journal.lines.indexOf(line!) + 1;
    expect(seq).toBeGreaterThan(0);
    expect(hash).toBe(journal.hashes[seq]);
  }
});

test('a link shows another place from its top', async () => {
  const page = desk('li');
  expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
  await menu(page, '检查');
  await page.locator('.inspections').waitFor();
  expect(await page.evaluate('scrollY')).toBe(0);
});

test('the manager sees the own branch, neither who the mystery shopper was nor which the others are', async () => {
  const page = desk(MANAGER.login);
  await menu(page, '检查');
  const visits = page.locator('.inspections tbody tr');
  await expect.poll(() => visits.count()).toBe(3);
  for (const visit of await visits.filter({ hasText: '神秘顾客暗访' }).allInnerTexts())
    expect(visit).toContain('不公开');
  expect(await visits.filter({ hasText: '通知检查' }).innerText()).toContain(QIAN.name);
  await menu(page, '网点排名');
  await page.getByTestId('period').selectOption(QUARTER);
  const group = page.getByTestId('group');
  await group.waitFor();
  expect(await group.locator('tbody tr').count()).toBe(office.branches.length);
  const others = office.branches.filter((branch) => branch !== story()).map(({ zh }) => zh);
  const shown = await group.innerText();
  expect(others.filter((name) => shown.includes(name))).toEqual([]);
  await expectSound(MANAGER.login, '22-ranking-of-manager');
  await group.getByRole('link', { name: story().zh }).click();
  await page.getByTestId('steps').waitFor();
  await page.goto(`${office.url}/#/branches/${office.branches[1]!.id}/score/${QUARTER}`);
  await page.getByRole('alert').getByText('没有找到，或您无权查看。').waitFor();
  expect(await page.getByTestId('steps').count()).toBe(0);
  await expectSound(MANAGER.login, '23-not-the-own-branch', /status of 404/);
});

test('everything that people did stands in the audit log, whose chain is whole', async () => {
  const page = desk('wang');
  await menu(page, '审计日志');
  await press(page, '核验哈希链');
  await page.getByText(/完整无误，共 \d+ 行/).waitFor();
  const actions = await page.getByLabel('操作').locator('option').allInnerTexts();
  expect(actions.length).toBeGreaterThan(15);
  expect(actions.filter((action) => !/\p{Script=Han}/u.test(action))).toEqual([]);
  await expectSound('wang', '24-audit');
  expect(office.log.events.filter((event) => /failed|refused|crashed/.test(event))).toEqual([]);
});
