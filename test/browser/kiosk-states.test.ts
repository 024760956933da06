import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CounterId } from '#contract/ids.ts';
import { writeKioskPin } from '../../edge-agent/screens/kiosk-pin.ts';
import { kioskPinFile } from '../../edge-agent/screens/screens.ts';
import { openScene, type Scene } from '../setup/scene.ts';
import { launchBrowser, openPage, picture, SIZES, violations, type OpenPage, type Size } from './browser.ts';
import { controls, findings, scrollable, type Limits } from './measure.ts';

/**
 * Every state of the kiosk in both languages and both print sizes: reached by real taps on the real agent, measured,
 * and photographed. The page's clock stands still and is moved by hand, so that no state ends while it is measured.
 */

const PIN = '274916';

let browser: Browser;
/** Four counters, and nine. */
let scene: Scene;
let largeScene: Scene;

beforeAll(async () => {
  browser = await launchBrowser();
  scene = await openScene();
  largeScene = await openScene({
    change: (site) => ({
      ...site,
      counters: Array.from({ length: 9 }, (_, index) => ({
        id: String(index + 1) as CounterId,
        name: { zh: `${index + 1}号窗口`, en: `Counter ${index + 1}` },
      })),
    }),
  });
  await writeKioskPin(pinFile(), PIN);
});
afterAll(async () => {
  await browser.close();
  await scene.dispose();
  await largeScene.dispose();
});

function pinFile(): string {
  return kioskPinFile(join(scene.folder, 'data'));
}

interface State {
  readonly name: string;
  /** What the page's address adds. */
  readonly search?: string;
  readonly scene?: () => Scene;
  readonly prepare?: (page: Page) => Promise<void>;
  readonly reach?: (page: Page) => Promise<void>;
  readonly after?: (page: Page) => Promise<void>;
  /** What is there when it has been reached. */
  readonly shows: string;
  readonly mayScroll?: boolean;
}

/** A screen ignores taps in its first moments, and what follows a tap is drawn in the next frames. */
async function tap(page: Page, ...testIds: string[]): Promise<void> {
  for (const testId of testIds) {
    await page.clock.runFor(400);
    await page.getByTestId(testId).tap();
    await page.clock.runFor(100);
  }
}

async function enterPin(page: Page, pin: string): Promise<void> {
  await openSettings(page);
  await tap(page, ...pin.split('').map((digit) => `pin-${digit}`), 'pin-enter');
}

async function openSettings(page: Page): Promise<void> {
  await page.getByTestId('settings').hover();
  await page.mouse.down();
  await page.clock.runFor(3_100);
  await page.mouse.up();
  await page.getByTestId('pin-1').waitFor();
}

const TO_CHOICE = ['survey-attentive-4', 'survey-facilities-5', 'survey-quality-4'];
const TO_MULTI = [...TO_CHOICE, 'survey-wait-acceptable'];
const TO_TEXT = [...TO_MULTI, 'survey-improve-seats', 'survey-improve-counters', 'survey-next'];

const STATES: readonly State[] = [
  { name: 'start', shows: '[data-testid=face-5]' },
  {
    name: 'counter-chosen',
    reach: (page) => tap(page, 'counter-2'),
    shows: '[data-testid=counter-2][aria-pressed=true]',
  },
  {
    name: 'ticket',
    reach: async (page) => {
      await page.keyboard.type('A012');
      await page.keyboard.press('Enter');
    },
    shows: '[data-ticket=A012]',
  },
  { name: 'counter-closed-list', scene: () => largeScene, shows: '[data-testid=counter-open]' },
  {
    name: 'counter-list',
    scene: () => largeScene,
    reach: (page) => tap(page, 'counter-open'),
    shows: '[data-testid=counter-9]',
    mayScroll: true,
  },
  {
    name: 'thanks-good',
    reach: (page) => tap(page, 'face-5'),
    shows: '[data-testid=thanks][data-progress=stored]',
  },
  {
    name: 'thanks-bad',
    reach: (page) => tap(page, 'face-1', 'reason-waiting'),
    shows: '[data-progress=stored] [data-testid=reason-waiting][aria-pressed=true]',
  },
  {
    name: 'comment',
    reach: async (page) => {
      await tap(page, 'face-2', 'comment-open');
      await page.getByTestId('comment').fill('等候的人很多，希望多开一个窗口。');
      await page.clock.runFor(100);
    },
    shows: '[data-writing=true] [data-testid=comment]',
  },
  {
    name: 'countdown',
    reach: async (page) => {
      await tap(page, 'face-4', 'reason-fast');
      await page.clock.runFor(8_000);
    },
    shows: '[data-testid=more-time]',
  },
  {
    name: 'kept',
    reach: async (page) => {
      await scene.stop();
      await tap(page, 'face-3');
    },
    after: () => scene.start(),
    shows: '[data-testid=thanks][data-progress=kept]',
  },
  { name: 'undone', reach: (page) => tap(page, 'face-2', 'undo'), shows: '[data-testid=undone]' },
  { name: 'survey-level', search: 'survey=intercept', shows: '[data-question=attentive]' },
  {
    name: 'survey-choice',
    search: 'survey=intercept',
    reach: (page) => tap(page, ...TO_CHOICE),
    shows: '[data-question=wait]',
  },
  {
    name: 'survey-multi',
    search: 'survey=intercept',
    reach: (page) => tap(page, ...TO_MULTI, 'survey-improve-seats'),
    shows: '[data-question=improve] [aria-pressed=true]',
  },
  {
    name: 'survey-text',
    search: 'survey=intercept',
    reach: (page) => tap(page, ...TO_TEXT),
    shows: '[data-question=wish]',
  },
  {
    name: 'survey-thanks',
    search: 'survey=intercept',
    reach: (page) => tap(page, ...TO_TEXT, 'survey-next'),
    shows: '[data-testid=survey-thanks]',
  },
  { name: 'settings-pin', reach: openSettings, shows: '[data-testid=pin-enter]' },
  { name: 'settings-wrong-pin', reach: (page) => enterPin(page, '999999'), shows: '.pin-refusal' },
  {
    name: 'settings-no-pin',
    prepare: async () => rmSync(pinFile()),
    reach: (page) => enterPin(page, PIN),
    after: () => writeKioskPin(pinFile(), PIN),
    shows: '.pin-refusal',
  },
  { name: 'settings-panel', reach: (page) => enterPin(page, PIN), shows: '[data-testid=settings-save]' },
];

const TAGS = { zh: 'zh-CN', en: 'en' } as const;

/** Large print: 18 pt, and targets that grow with it. */
function limitsOf(elder: boolean): Limits {
  return elder ? { leastTargetPx: 72, leastTextPx: 24 } : { leastTargetPx: 60, leastTextPx: 0 };
}

function pictureName(name: string, variant: Readonly<Record<string, boolean>>): string {
  return [name, ...Object.keys(variant).filter((key) => variant[key])].join('-');
}

const VARIANTS = [
  { language: 'zh', elder: false },
  { language: 'zh', elder: true },
  { language: 'en', elder: false },
  { language: 'en', elder: true },
] as const;

const FINE = { axe: [], outside: [], small: [], fine: [], tight: [] };

describe.each(VARIANTS)('in $language, large print $elder', ({ language, elder }) => {
  let kiosk: OpenPage;
  beforeAll(async () => {
    kiosk = await openPage(browser, 'about:blank', { touch: true, prepare: standStill });
  });
  afterAll(() => kiosk.close());

  test.each(STATES)('$name is whole, large enough and accessible', async (state) => {
    const { page } = kiosk;
    await state.prepare?.(page);
    const { url } = (state.scene ?? (() => scene))();
    await freshPage(page, `${url}/kiosk?${state.search ?? ''}`);
    if (language === 'en') await tap(page, 'language-en');
    if (elder) await tap(page, 'elder');
    await state.reach?.(page);
    await page.locator(state.shows).waitFor();
    await page.clock.runFor(500);
    await picture(page, pictureName(`kiosk-${state.name}`, { elder, en: language === 'en' }));
    const limits = { ...limitsOf(elder), mayScroll: state.mayScroll ?? false };
    const found = { ...(await findings(page, limits)), axe: await ticking(page, violations(page)) };
    await state.after?.(page);
    expect(found).toEqual({ ...FINE, language: TAGS[language] });
  });
});

/**
 * The one exception to low reach: 300 px hold the tools, the actions and one row of reasons of 72 px each, not two. Six
 * reasons in large print stand in two rows; the first of them begins 37 px above the middle.
 */
const FIRST_ROW = {
  zh: ['reason-waiting', 'reason-attitude', 'reason-skill', 'reason-surroundings', 'reason-equipment'],
  en: ['reason-waiting', 'reason-attitude', 'reason-skill', 'reason-surroundings'],
};

/** What a kiosk may hang on; televisions and phones show other pages. */
const KIOSK_SIZES: readonly Size[] = ['landscape', 'portrait', 'small', 'large'];

/** Upright, large and small screens, as they stand and in low reach, in both print sizes. */
describe.each(KIOSK_SIZES)('on a %s screen', (size) => {
  let kiosk: OpenPage;
  beforeAll(async () => {
    kiosk = await openPage(browser, 'about:blank', { size, touch: true, prepare: standStill });
  });
  afterAll(() => kiosk.close());

  const half = SIZES[size].height / 2;
  const cases = [true, false].flatMap((reach) =>
    [false, true].flatMap((elder) => (['zh', 'en'] as const).map((language) => ({ reach, elder, language }))),
  );

  test.each(cases)('reach $reach, large print $elder, $language: fits', async ({ reach, elder, language }) => {
    const { page } = kiosk;
    await freshPage(page, `${scene.url}/kiosk?lang=${language}`);
    if (elder) await tap(page, 'elder');
    if (reach) await tap(page, 'reach');
    await page.clock.runFor(400);
    const limits = limitsOf(elder);
    const sane = { outside: [], small: [], fine: [], tight: [], language: TAGS[language] };
    const found: unknown[] = [];
    for (const screen of ['start', 'thanks']) {
      if (screen === 'thanks') await tap(page, 'face-1', 'reason-waiting');
      await picture(page, pictureName(`kiosk-${screen}-${size}`, { reach, elder, en: language === 'en' }));
      const high = reach ? (await controls(page)).filter(({ top }) => top < half) : [];
      found.push({
        ...(await findings(page, limits)),
        high: high.map(({ name }) => name),
        scrollable: await scrollable(page),
      });
    }
    const right = { ...sane, high: [], scrollable: [] };
    const isException = size === 'small' && reach && elder;
    expect(found).toEqual([right, { ...right, high: isException ? FIRST_ROW[language] : [] }]);
  });
});

describe('for whoever does not see, or does not touch', () => {
  test.each(['zh', 'en'] as const)(
    'before the first answer of the agent, in %s, it says so in large print',
    async (language) => {
      const { page, close } = await openPage(browser, `${scene.url}/kiosk?lang=${language}`, {
        prepare: async (opened) => void (await opened.route('**/api/hall', (route) => route.abort())),
      });
      await page.locator('main.notice h1').waitFor();
      await picture(page, `kiosk-connecting${language === 'en' ? '-en' : ''}`);
      const found = { ...(await findings(page, { leastTargetPx: 60, leastTextPx: 24 })), axe: await violations(page) };
      await close();
      expect(found).toEqual({ ...FINE, language: TAGS[language] });
    },
  );

  test('the keyboard alone rates, and what follows is announced', async () => {
    const { page, close } = await openPage(browser, `${scene.url}/kiosk`);
    await page.getByTestId('face-5').waitFor();
    await expect.poll(() => focused(page)).toBe('您对本次服务满意吗？');
    const order: (string | null)[] = [];
    while (order.at(-1) !== 'face-4' && order.length < 10) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate<string | null>('document.activeElement.dataset.testid ?? null'));
    }
    expect(order).toEqual(['face-5', 'face-4']);
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=thanks][data-progress=stored]').waitFor();
    await expect.poll(() => focused(page)).toBe('谢谢您的评价！');
    expect(await page.getByRole('status').filter({ hasText: '评价已保存' }).count()).toBe(1);
    await close();
  });

  test('a screen reader finds each face by its word, best first, and the help as a group', async () => {
    const { page, close } = await openPage(browser, `${scene.url}/kiosk`);
    await page.getByTestId('face-5').waitFor();
    const tree = await page.locator('body').ariaSnapshot();
    const faces = ['非常满意', '满意', '一般', '不满意', '非常不满意'].map((word) => `- button "${word}"`);
    const lines = tree.split('\n').map((line) => line.trim());
    expect(lines.filter((line) => faces.includes(line))).toEqual(faces);
    expect(lines).toEqual(expect.arrayContaining(['- group "使用帮助":', '- button "长辈模式"']));
    await close();
  });

  test('a spoken prompt comes from the agent, and any tap silences it', async () => {
    const { page, close } = await openPage(browser, `${scene.url}/kiosk`, {
      touch: true,
      prepare: async (opened) => void (await opened.addInitScript(COUNT_SOUNDS)),
    });
    await page.getByTestId('face-5').waitFor();
    const asked = page.waitForResponse((response) => response.url().includes('/api/speech'));
    await page.getByTestId('voice').tap();
    const speech = await asked;
    expect(new URL(speech.url()).searchParams.get('text')).toContain('您对本次服务满意吗？');
    expect([speech.status(), (await speech.body()).subarray(0, 4).toString()]).toEqual([200, 'RIFF']);
    await expect.poll(() => page.evaluate('window.sounds')).toEqual({ started: 1, stopped: 0 });
    await page.touchscreen.tap(640, 60);
    await expect.poll(() => page.evaluate('window.sounds')).toEqual({ started: 1, stopped: 1 });
    await close();
  });

  test('language, print size, reach and voice go back to the kiosk’s own for the next person', async () => {
    const { page, close } = await openPage(browser, `${scene.url}/kiosk`, { touch: true });
    await page.getByTestId('face-5').waitFor();
    for (const tool of ['language-en', 'elder', 'reach', 'voice']) await page.getByTestId(tool).tap();
    expect(await comfort(page)).toEqual(['en', true, true, true, true]);
    for (const testId of ['face-5', 'done']) {
      await page.waitForTimeout(400);
      await page.getByTestId(testId).tap();
    }
    await expect.poll(() => comfort(page)).toEqual(['zh-CN', false, false, false, false]);
    await close();
  });
});

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.textContent');
}

/** Language of the page, and whether English, large print, low reach and voice are pressed. */
function comfort(page: Page): Promise<readonly unknown[]> {
  return page.evaluate<
    readonly unknown[]
  >(`[document.documentElement.lang, ...['language-en', 'elder', 'reach', 'voice']
    .map((id) => document.querySelector('[data-testid=' + id + ']').getAttribute('aria-pressed') === 'true')]`);
}

const COUNT_SOUNDS = `
  window.sounds = { started: 0, stopped: 0 };
  const { start } = AudioBufferSourceNode.prototype;
  const { stop } = AudioScheduledSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) { window.sounds.started += 1; return start.apply(this, when); };
  AudioScheduledSourceNode.prototype.stop = function (...when) {
    if (this instanceof AudioBufferSourceNode) window.sounds.stopped += 1;
    return stop.apply(this, when);
  };`;

async function standStill(page: Page): Promise<void> {
  const time = scene.now();
  // It runs until it is halted, and cannot be halted at a time that has passed meanwhile.
  await page.clock.install({ time: time - 60_000 });
  await page.clock.pauseAt(time);
}

/** As a device that has never been used. */
async function freshPage(page: Page, url: string): Promise<void> {
  if (page.url() !== 'about:blank') await page.evaluate('localStorage.clear()');
  await page.goto(url);
  // What a page does first, it does after its first frames.
  await ticking(page, page.locator('.kiosk-frame').waitFor());
  await page.clock.runFor(200);
}

/** The rules wait for timers of their own: time goes on in small steps until they are done. */
async function ticking<T>(page: Page, work: Promise<T>): Promise<T> {
  const progress = { isDone: false };
  const done = work.finally(() => (progress.isDone = true));
  while (!progress.isDone) await page.clock.runFor(10);
  return done;
}
