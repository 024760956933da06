import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventBodySchema } from '#contract/events.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import { openScene } from '../setup/scene.ts';
import { launchBrowser, openPage } from './browser.ts';

/** Eight hours of use, accelerated: what a page holds at the end is what it held after its first hours. */

const DATE = '2026-11-30';
const CHANGE_EVERY_MS = 12;
/** The first is the warm-up: what a page keeps from its first hours on is no leak. */
const PARTS = 5;

/**
 * A tenth of the smallest page. The clock that the browser tests put into a page keeps some of it for itself (36 KB in
 * a blank page); a leak of half a kilobyte for each of a part's changes would be more than this.
 */
const MOST_GROWTH_KB = 256;

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

interface Held {
  readonly heapKb: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What is left after the garbage has been collected. */
async function held(session: CDPSession): Promise<Held> {
  // What the first round sets free, the second collects.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heapKb: Math.round(usedSize / 1_024), nodes, listeners: jsEventListeners };
}

/** One point at the end of each part, without the warm-up. */
function expectFlat(points: readonly Held[]): void {
  const [first, last] = [points[0]!, points.at(-1)!];
  expect(points.length).toBe(PARTS - 1);
  const heap = points.map(({ heapKb }) => heapKb).join(', ');
  expect(last.heapKb - first.heapKb, `heap, KB: ${heap}`).toBeLessThanOrEqual(MOST_GROWTH_KB);
  expect(last.nodes).toBeLessThanOrEqual(first.nodes * 1.1);
  expect(last.listeners).toBeLessThanOrEqual(first.listeners * 1.1);
}

test('a kiosk takes 480 ratings in eight hours and holds no more than after its first', async () => {
  const scene = await openScene();
  const { page, errors, close } = await openPage(browser, `${scene.url}/kiosk`, {
    touch: true,
    prepare: (opened) => opened.clock.install({ time: scene.now() }),
  });
  await page.getByTestId('face-5').waitFor();
  const session = await page.context().newCDPSession(page);
  const points: Held[] = [];
  for (let minute = 1; minute <= 480; minute++) {
    await rate(page, minute);
    await page.clock.fastForward('00:58');
    if (minute % 96 === 0 && minute > 96) points.push(await held(session));
  }
  await expect.poll(() => dayRecords(scene.agent().core.recorder.hall, DATE)?.ratings.length).toBe(480);
  const all = dayRecords(scene.agent().core.recorder.hall, DATE)!.ratings;
  expect(all.filter(({ reasons }) => reasons.length > 0)).toHaveLength(160);
  expect(errors).toEqual([]);
  await close();
  await scene.dispose();
  expectFlat(points);
}, 240_000);

/** One tap; every third person gives a reason. Few calls: what the browser keeps of each would count as the page's. */
async function rate(page: Page, count: number): Promise<void> {
  await page.clock.runFor(400);
  await page.evaluate(TAP_AND_WAIT.replace('LEVEL', String((count % 5) + 1)));
  if (count % 3 !== 0) return;
  await page.clock.runFor(400);
  await page.evaluate("document.querySelector('[data-testid^=reason-]').click()");
  await page.clock.runFor(700);
}

const TAP_AND_WAIT = `new Promise((done) => {
  document.querySelector('[data-testid=face-LEVEL]').click();
  const watch = new MutationObserver(() => {
    if (document.querySelector('[data-testid=thanks][data-progress=stored]') === null) return;
    watch.disconnect();
    done();
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true });
})`;

const PEOPLE = 90;
const QUEUE = 12;

/**
 * A fifth of a day: a queue builds up, everybody is served and rates, and at its end the hall is as empty as before, so
 * that what a page holds can be compared.
 */
function shift(part: number): readonly object[] {
  const ticket = (index: number): string => `A${String(part * PEOPLE + index + 1).padStart(3, '0')}`;
  const counter = (index: number): string => String((index % 4) + 1);
  const issue = (index: number): object[] =>
    index < PEOPLE ? [{ type: 'ticket.issued', ticket: ticket(index), service: 'personal', class: 'ordinary' }] : [];
  const serve = (index: number): object[] => [
    { type: 'ticket.called', ticket: ticket(index), counter: counter(index) },
    { type: 'rating.invited', counter: counter(index), ticket: ticket(index) },
    { type: 'ticket.finished', ticket: ticket(index), counter: counter(index), reason: 'evaluate' },
    {
      type: 'rating.given',
      rating: `long-run-${part}-${index}`,
      channel: 'evaluator',
      counter: counter(index),
      ticket: ticket(index),
      level: 4,
      scale: 4,
    },
  ];
  const opened = ['1', '2', '3', '4'].map((id) => ({ type: 'counter.login', counter: id, teller: `teller0${id}` }));
  return [
    ...(part === 0 ? opened : []),
    ...Array.from({ length: QUEUE }, (_, index) => issue(index)).flat(),
    ...Array.from({ length: PEOPLE }, (_, index) => [...serve(index), ...issue(index + QUEUE)]).flat(),
  ];
}

test('lobby board and hall display show every change of a long day and hold no more after it than in its morning', async () => {
  // Twenty times faster, so that the agent sends each change by itself, not several at once.
  const scene = await openScene({ time: '09:00', factor: 20 });
  const pages = await Promise.all(
    ['lobby', 'display'].map((path) =>
      openPage(browser, `${scene.url}/${path}`, { prepare: (page) => page.clock.install() }),
    ),
  );
  const [lobby] = pages;
  await lobby!.page.getByTestId('waiting-count').waitFor();
  const sessions = await Promise.all(pages.map(({ page }) => page.context().newCDPSession(page)));
  const points: Held[][] = [[], []];
  for (let part = 0; part < PARTS; part++) {
    for (const event of shift(part)) {
      scene.tell([eventBodySchema.parse({ ...event, at: scene.now(), src: 'bus' })]);
      await new Promise((resolve) => setTimeout(resolve, CHANGE_EVERY_MS));
    }
    // A fifth of eight hours for the pages' own clocks: asleep, then ticking second by second, faster than any network.
    for (const { page } of pages) {
      await page.clock.fastForward('01:33:00');
      await page.clock.runFor('03:00');
    }
    await expect.poll(() => lobby!.page.getByTestId('stale').innerText()).toBe('');
    if (part === 0) continue;
    for (const [index, session] of sessions.entries()) points[index]!.push(await held(session));
  }
  const served = await lobby!.page.getByTestId('served-count').innerText();
  expect(Number(served.replaceAll(/\D/g, ''))).toBe(PARTS * PEOPLE);
  for (const { errors, close } of pages) {
    // While a page ticks faster than any network, the agent refuses some of its connections.
    expect(errors.filter((error) => !error.includes('429'))).toEqual([]);
    await close();
  }
  await scene.dispose();
  points.forEach(expectFlat);
}, 240_000);
