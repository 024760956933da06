import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DisplayView } from '#contract/display-view.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import { plainPng } from '../setup/picture.ts';
import { openScene, type Scene } from '../setup/scene.ts';
import { crisis, hugeHall } from '../setup/stories.ts';
import { launchBrowser, openPage, picture, type OpenOptions, type OpenPage } from './browser.ts';
import { flaws, type FlawOptions } from './flaws.ts';

/** The hall display in every state, in both languages: whole, accessible, and never more than one screen. */

const FIRST = '1' as CounterId;
const NOTICE =
  '存款保险\n每位存款人在本行的本外币存款，最高偿付限额为人民币五十万元。\n---\nDeposit insurance\nYour deposits with us are insured up to 500,000 yuan.';
const AWAY = /^Failed to load resource: net::ERR_/;

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const nothing = async (): Promise<void> => {};

interface SeenOptions extends FlawOptions {
  readonly open?: OpenOptions;
  readonly query?: string;
  /** While the pages are open. */
  readonly happens?: () => Promise<unknown>;
  /** On each page, before it is looked at. */
  readonly arrange?: (display: OpenPage) => Promise<unknown>;
}

/** The flaws of a state in Chinese and in English. */
async function seen({ url }: Scene, state: string, options: SeenOptions = {}): Promise<readonly string[]> {
  const { open, query = '', happens = nothing, arrange = nothing, ...allowed } = options;
  const found: string[] = [];
  const displays = await Promise.all(
    ['zh', 'en'].map(async (language) => {
      const address = `${url}/display?lang=${language}&speech=none${query}`;
      const display = await openPage(browser, address, { size: 'television', ...open });
      await display.page.getByTestId('now-serving').waitFor();
      return { display, language };
    }),
  );
  await happens();
  for (const { display, language } of displays) {
    await arrange(display);
    await picture(display.page, language === 'zh' ? `display-${state}` : `display-${state}-en`);
    const high = await display.page.evaluate<number>('document.documentElement.scrollHeight - innerHeight');
    const all = [
      ...(await flaws(display, allowed)),
      ...(high > 0 ? [`${high} px below the screen`] : []),
      ...(await clipped(display)).map((text) => `cut off: ${text}`),
    ];
    found.push(...all.map((flaw) => `${state} ${language}: ${flaw}`));
    await display.close();
  }
  return found;
}

/** Tickets, counters and expected waits that are not drawn whole; long names of services may end in an ellipsis. */
async function clipped({ page }: OpenPage): Promise<readonly string[]> {
  return page.evaluate<string[]>(`
    [...document.querySelectorAll('.hero-ticket, .earlier strong, .earlier-counter .both > *, .wait-time, .wait-people, .slide-notice')]
      .filter((text) => text.scrollWidth > text.clientWidth + 1 && getComputedStyle(text).overflow !== 'visible')
      .map((text) => text.textContent)`);
}

describe('an ordinary day', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ pastDays: 2, dayBefore: true });
    await scene.learned();
  }, 60_000);
  afterAll(() => scene.dispose());

  test.for([
    ['no-slides', 'television', ''],
    ['no-slides-portrait', 'large', ''],
    ['dark', 'television', '&theme=dark'],
  ] as const)('%s', async ([state, size, query]) => {
    expect(await seen(scene, state, { open: { size }, query })).toEqual([]);
  });

  test('a call that is made right now, and made again', async () => {
    const [waiting] = [...scene.agent().core.recorder.hall.waiting].map(({ visit }) => visit.ticket as TicketNumber);
    const call = { src: 'bus', ticket: waiting!, counter: FIRST } as const;
    scene.tell([{ type: 'ticket.called', at: scene.now(), ...call }]);
    const arrange = async ({ page }: OpenPage): Promise<void> => {
      scene.tell([{ type: 'ticket.recalled', at: scene.now(), ...call }]);
      await page.locator('[data-testid=now-serving][data-fresh=true] .again').waitFor();
      expect(await page.locator('.hero-ticket').innerText()).toBe(waiting);
    };
    expect(await seen(scene, 'called', { arrange })).toEqual([]);
  });

  test('the agent is away: calls stay, expected waits do not', async () => {
    const arrange = async ({ page }: OpenPage): Promise<void> => {
      await page.locator('[data-testid=stale] .stale').waitFor();
      expect(await page.locator('[data-testid^=estimate-][data-known=true]').count()).toBe(0);
      expect(await page.getByTestId('earlier-call').count()).toBeGreaterThan(0);
    };
    expect(await seen(scene, 'stale', { happens: scene.stop, arrange, expected: AWAY })).toEqual([]);
  });
});

describe('slides', () => {
  const PICTURE = { '1.png': plainPng(800, 400, [15, 79, 147]), '1.txt': '身份证件\nIdentity card' };
  test.for([
    ['notice', 'television', '.slide-notice', { '1.notice.txt': NOTICE }],
    ['notice-portrait', 'large', '.slide-notice', { '1.notice.txt': NOTICE }],
    ['picture', 'television', 'img.slide', PICTURE],
  ] as const)('%s', async ([state, size, selector, files]) => {
    const slidesDir = mkdtempSync(join(tmpdir(), 'hallmeter-slides-'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(slidesDir, name), content);
    // One of them beside real estimates, as in a hall that has a past.
    const pastDays = state === 'notice' ? 2 : 0;
    const scene = await openScene({ dayBefore: true, slidesDir, pastDays });
    if (pastDays > 0) await scene.learned();
    await expect.poll(async () => (await scene.get<DisplayView>('/api/display')).slides.length).toBe(1);
    const arrange = async ({ page }: OpenPage): Promise<void> => {
      await page.locator(selector).waitFor();
      const broken = '[...document.images].filter((image) => !image.complete || image.naturalWidth === 0).length';
      await expect.poll(() => page.evaluate(broken)).toBe(0);
    };
    expect(await seen(scene, state, { open: { size }, arrange })).toEqual([]);
    await scene.dispose();
    rmSync(slidesDir, { recursive: true });
  });
});

describe('other days', () => {
  test('a counter is open and nobody has been called; before that, no counter is open', async () => {
    const scene = await openScene({ time: '08:50' });
    const words = ({ page }: OpenPage): Promise<string> => page.getByTestId('now-serving').innerText();
    const closed = async (display: OpenPage): Promise<void> => expect(await words(display)).toMatch(/窗口暂未开放/);
    const noCalls = async (display: OpenPage): Promise<void> => expect(await words(display)).toMatch(/暂无叫号/);
    expect(await seen(scene, 'closed', { arrange: closed })).toEqual([]);
    scene.tell([{ type: 'counter.login', at: scene.now(), src: 'bus', counter: FIRST, teller: 'teller1001' }]);
    expect(await seen(scene, 'no-calls', { arrange: noCalls })).toEqual([]);
    await scene.dispose();
  });

  test('200 people, 40 counters, names as long as they may be', async () => {
    const scene = await openScene({ change: hugeHall });
    scene.tell(crisis(scene.site, scene.now()));
    expect(await seen(scene, 'crisis')).toEqual([]);
    expect(await seen(scene, 'crisis-portrait', { open: { size: 'large' } })).toEqual([]);
    await scene.dispose();
  });
});
