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
  /** Before the page is opened. */
  readonly before?: () => Promise<unknown>;
  /** Brings the state about on the open page. */
  readonly arrange?: (display: OpenPage) => Promise<unknown>;
}

/** The flaws of a state in Chinese and in English. */
async function seen({ url }: Scene, state: string, options: SeenOptions = {}): Promise<readonly string[]> {
  const { open, query = '', before = nothing, arrange = nothing, ...allowed } = options;
  const found: string[] = [];
  for (const language of ['zh', 'en']) {
    await before();
    const address = `${url}/display?lang=${language}&speech=none${query}`;
    const display = await openPage(browser, address, { size: 'television', ...open });
    await display.page.getByTestId('now-serving').waitFor();
    await arrange(display);
    await picture(display.page, language === 'zh' ? `display-${state}` : `display-${state}-en`);
    const high = await display.page.evaluate<number>('document.documentElement.scrollHeight - innerHeight');
    found.push(
      ...(await flaws(display, allowed)).map((flaw) => `${state} ${language}: ${flaw}`),
      ...(high > 0 ? [`${state} ${language}: ${high} px below the screen`] : []),
      ...(await clipped(display)).map((text) => `${state} ${language}: cut off: ${text}`),
    );
    await display.close();
  }
  return found;
}

/** Ticket numbers and expected waits that are not drawn whole; names may end in an ellipsis. */
async function clipped({ page }: OpenPage): Promise<readonly string[]> {
  return page.evaluate<string[]>(`
    [...document.querySelectorAll('.hero-ticket, .earlier strong, .wait-time, .wait-people, .slide-notice')]
      .filter((text) => text.scrollWidth > text.clientWidth + 1 && getComputedStyle(text).overflow !== 'visible')
      .map((text) => text.textContent)`);
}

describe('an ordinary day, without slides and with them', () => {
  const slidesDir = mkdtempSync(join(tmpdir(), 'hallmeter-slides-'));
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ pastDays: 6, dayBefore: true, slidesDir });
  }, 60_000);
  afterAll(async () => {
    await scene.dispose();
    rmSync(slidesDir, { recursive: true });
  });

  /** The folder is looked at when the agent starts, and every half minute. */
  async function lookAgain(): Promise<void> {
    await scene.stop();
    await scene.start();
  }

  test('no slides', async () => {
    expect(await seen(scene, 'no-slides')).toEqual([]);
    expect(await seen(scene, 'no-slides-portrait', { open: { size: 'large' } })).toEqual([]);
  });

  test('calls, expected waits and a notice', async () => {
    writeFileSync(join(slidesDir, '1.notice.txt'), NOTICE);
    await lookAgain();
    await expect.poll(async () => (await view(scene)).slides.length).toBe(1);
    const arrange = async ({ page }: OpenPage): Promise<void> => {
      await page.locator('.slide-notice').waitFor();
      expect(await page.locator('[data-testid^=estimate-][data-known=true]').count()).toBeGreaterThan(0);
    };
    expect(await seen(scene, 'notice', { arrange })).toEqual([]);
  });

  test('a call that is made right now, and made again', async () => {
    const [waiting] = [...scene.agent().core.recorder.hall.waiting].map(({ visit }) => visit.ticket as TicketNumber);
    scene.tell([{ type: 'ticket.called', at: scene.now(), src: 'bus', ticket: waiting!, counter: FIRST }]);
    scene.tell([{ type: 'ticket.recalled', at: scene.now(), src: 'bus', ticket: waiting!, counter: FIRST }]);
    expect(await seen(scene, 'called')).toEqual([]);
  });

  test.for([
    ['dark', 'television', '&theme=dark'],
    ['portrait', 'large', ''],
  ] as const)('%s', async ([state, size, query]) => {
    expect(await seen(scene, state, { open: { size }, query })).toEqual([]);
  });

  test('a picture', async () => {
    rmSync(join(slidesDir, '1.notice.txt'));
    writeFileSync(join(slidesDir, '1.png'), plainPng(800, 400, [15, 79, 147]));
    writeFileSync(join(slidesDir, '1.txt'), '开立账户请带好身份证\nPlease bring your identity card');
    await lookAgain();
    await expect.poll(async () => (await view(scene)).slides[0]?.kind).toBe('picture');
    const arrange = async ({ page }: OpenPage): Promise<void> => {
      await expect.poll(() => page.evaluate("document.querySelector('img.slide')?.naturalWidth")).toBe(800);
    };
    expect(await seen(scene, 'picture', { arrange })).toEqual([]);
  });

  test('the agent is away: calls stay, expected waits do not', async () => {
    const arrange = async ({ page }: OpenPage): Promise<void> => {
      await page.locator('[data-testid^=estimate-][data-known=true]').first().waitFor();
      await scene.stop();
      await page.locator('[data-testid=stale] .stale').waitFor({ timeout: 7_000 });
      expect(await page.locator('[data-testid^=estimate-][data-known=true]').count()).toBe(0);
    };
    expect(await seen(scene, 'stale', { before: lookAgain, arrange, expected: AWAY })).toEqual([]);
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

async function view({ url }: Scene): Promise<DisplayView> {
  return (await (await fetch(`${url}/api/display`)).json()) as DisplayView;
}
