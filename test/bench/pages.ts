import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../browser/browser.ts';
import { ROOT } from '../setup/run.ts';
import { openScene, type Scene } from '../setup/scene.ts';
import type { Figure } from './figure.ts';

/** The pages of the hall as people meet them: what they weigh, how soon they answer. */

const PAGES = join(ROOT, 'dist', 'kiosk');
const KB = 1_024;

/** All JavaScript that a page loads, in KB, brotli at its best; reference: the same, uncompressed. */
export function weightFigure(page: 'kiosk' | 'lobby' | 'display', limitKb: number): Figure {
  const scripts = scriptsOf(page).map((file) => readFileSync(file));
  const compressed = scripts.map(
    (script) => brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  );
  return {
    name: `${page} page, JavaScript`,
    value: sum(compressed) / KB,
    unit: 'KB brotli',
    reference: sum(scripts.map(({ length }) => length)) / KB,
    referenceName: 'uncompressed',
    goal: { kind: 'value-at-most', limit: limitKb },
  };
}

/** The scripts that a page names, and those they import. */
export function scriptsOf(page: string): readonly string[] {
  const html = readFileSync(join(PAGES, `${page}.html`), 'utf8');
  const known = new Set(readdirSync(join(PAGES, 'assets')).filter((file) => file.endsWith('.js')));
  const found = new Set<string>();
  const visit = (text: string): void => {
    for (const [name] of text.matchAll(/[\w-]+\.js\b/g)) {
      if (!known.has(name) || found.has(name)) continue;
      found.add(name);
      visit(readFileSync(join(PAGES, 'assets', name), 'utf8'));
    }
  };
  visit(html);
  return [...found].map((name) => join(PAGES, 'assets', name));
}

const TAPS = 120;
const LOADS = 7;
const CALLS = 100;

/** Tap, load and change in one browser on one machine; each figure with its own reference. */
export async function pageFigures(): Promise<readonly Figure[]> {
  const scene = await openScene();
  const browser = await launchBrowser();
  try {
    return [await tapFigure(browser, scene), await loadFigure(browser, scene), await changeFigure(browser, scene)];
  } finally {
    await browser.close();
    await scene.dispose();
  }
}

/** From the tap to the frame in which the thank-you of a durably stored rating stands. */
async function tapFigure(browser: Browser, scene: Scene): Promise<Figure> {
  const { page, close } = await openPage(browser, `${scene.url}/kiosk`);
  await page.getByTestId('face-5').waitFor();
  const frame = await page.evaluate<number>(FRAME_TIME);
  const times: number[] = [];
  for (let tap = 0; tap < TAPS; tap++) {
    await page.getByTestId('face-5').waitFor();
    // The page ignores taps right after it has changed: people do not tap that fast, double taps do.
    await page.waitForTimeout(400);
    times.push(await page.evaluate<number>(TAP_TIME));
    await page.waitForTimeout(400);
    await page.getByTestId('done').click();
  }
  await close();
  return {
    name: `tap → durable → visible thanks, p99 of ${TAPS}`,
    value: percentile(times, 0.99),
    unit: 'ms',
    reference: frame,
    referenceName: 'frame of the browser',
    goal: { kind: 'value-at-most', limit: 50 },
  };
}

const FRAME_TIME = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  const began = performance.now();
  for (let count = 0; count < 20; count++) await frame();
  return (performance.now() - began) / 20;
})()`;

const TAP_TIME = `new Promise((done) => {
  const stored = () => document.querySelector('[data-testid=thanks][data-progress=stored]');
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (stored() === null) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - began));
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  document.querySelector('[data-testid=face-5]').click();
})`;

/** From the navigation until a face can be tapped, on a processor slowed down four times; reference: at full speed. */
async function loadFigure(browser: Browser, scene: Scene): Promise<Figure> {
  const slow = await loads(browser, scene, 4);
  const fast = await loads(browser, scene, 1);
  return {
    name: 'kiosk page interactive at 4× CPU throttle, median',
    value: percentile(slow, 0.5),
    unit: 'ms',
    reference: percentile(fast, 0.5),
    referenceName: 'unthrottled',
    goal: { kind: 'value-at-most', limit: 1_000 },
  };
}

async function loads(browser: Browser, scene: Scene, rate: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const { page, close } = await openPage(browser, 'about:blank');
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await page.addInitScript(READY_TIME);
    await page.goto(`${scene.url}/kiosk`);
    times.push(await page.evaluate<number>('window.interactiveAt'));
    await close();
  }
  return times;
}

/** When the faces stand and the main thread is free to answer a tap. */
const READY_TIME = `window.interactiveAt = new Promise((done) => {
  const watch = new MutationObserver(() => {
    if (document.querySelector('[data-testid^=face-]') === null) return;
    watch.disconnect();
    setTimeout(() => done(performance.now()), 0);
  });
  watch.observe(document, { subtree: true, childList: true });
})`;

/** From the event in the agent to the row on the lobby board; the two clocks are one machine's. */
async function changeFigure(browser: Browser, scene: Scene): Promise<Figure> {
  const { page, close } = await openPage(browser, `${scene.url}/lobby`);
  await page.getByTestId('waiting-count').waitFor();
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) times.push(await issue(page, scene, `A${100 + call}`));
  const trip = await page.evaluate<number>(TRIP_TIME);
  await close();
  return {
    name: `event → lobby board, p99 of ${CALLS}`,
    value: percentile(times, 0.99),
    unit: 'ms',
    reference: trip,
    referenceName: 'loopback request',
    goal: { kind: 'value-at-most', limit: 100 },
  };
}

async function issue(page: Page, scene: Scene, ticket: string): Promise<number> {
  const seen = page.evaluate<number>(`new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (Number(document.querySelector('[data-testid=waiting-count]')?.textContent) <= window.waitingBefore) return;
      watch.disconnect();
      done(Date.now());
    });
    window.waitingBefore = Number(document.querySelector('[data-testid=waiting-count]').textContent);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  })`);
  // The board is looked at before anything happens; changes are shown at most every 200 ms.
  await page.waitForTimeout(220);
  const began = Date.now();
  const body = { ticket, service: 'personal', class: 'ordinary' };
  scene.tell([{ type: 'ticket.issued', at: scene.now(), src: 'printer', ...body } as never]);
  return (await seen) - began;
}

const TRIP_TIME = `(async () => {
  const began = performance.now();
  for (let count = 0; count < 20; count++) await (await fetch('/healthz')).text();
  return (performance.now() - began) / 20;
})()`;

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
