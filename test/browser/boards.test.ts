import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HallEvent } from '#contract/events.ts';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import { openJournalReader } from '../../edge-agent/journal/read-journal.ts';
import { openScene, type Scene } from '../setup/scene.ts';
import { launchBrowser, openPage, type OpenPage } from './browser.ts';

/** What lobby board and hall display do while the hall lives, with the real agent. */

const ONE = '1' as CounterId;
const TWO = '2' as CounterId;
const PERSONAL = { service: 'personal', class: 'ordinary' } as const;

let browser: Browser;
let scene: Scene;
beforeAll(async () => {
  browser = await launchBrowser();
  scene = await openScene({ pastDays: 2, dayBefore: true });
  await scene.learned();
});
afterAll(async () => {
  await scene.dispose();
  await browser.close();
});

function waiting(): readonly TicketNumber[] {
  return [...scene.agent().core.recorder.hall.waiting].map(({ visit }) => visit.ticket as TicketNumber);
}

function issue(ticket: string): void {
  const at = scene.now();
  scene.tell([{ type: 'ticket.issued', at, src: 'printer', ticket: ticket as TicketNumber, ...PERSONAL }]);
}

function call(
  ticket: TicketNumber,
  counter: CounterId,
  type: 'ticket.called' | 'ticket.recalled' = 'ticket.called',
): void {
  scene.tell([{ type, at: scene.now(), src: 'bus', ticket, counter }]);
}

const openLobby = async (options = {}): Promise<OpenPage> => {
  const lobby = await openPage(browser, `${scene.url}/lobby`, options);
  await lobby.page.getByTestId('waiting-count').waitFor();
  return lobby;
};
const openDisplay = async (query = '?speech=none', options = {}): Promise<OpenPage> => {
  const display = await openPage(browser, `${scene.url}/display${query}`, { size: 'television', ...options });
  await display.page.getByTestId('now-serving').waitFor();
  return display;
};

test('lobby and display tell the same range, which is the one of the agent', async () => {
  const lobby = await openLobby();
  const display = await openDisplay();
  const range = async ({ page }: OpenPage, id: string): Promise<string> =>
    /\d+–\d+ 分钟/.exec(await page.getByTestId(id).innerText())?.[0] ?? 'no range';
  const told = await range(lobby, 'estimate-corporate-ordinary');
  expect(told).toMatch(/^\d+–\d+ 分钟$/);
  expect(await range(display, 'estimate-corporate')).toBe(told);
  const { estimates } = await scene.get<LobbyView>('/api/lobby');
  const { lowMs, highMs } = estimates.find(({ service }) => service === 'corporate')!.estimate!;
  const [low, high] = /^(\d+)–(\d+)/.exec(told)!.slice(1).map(Number);
  expect(low! * 60_000).toBeLessThanOrEqual(lowMs);
  expect(high! * 60_000).toBeGreaterThanOrEqual(highMs);
  await Promise.all([lobby.close(), display.close()]);
});

test('the next action names the counter that should call, and the ticket that waits for it', async () => {
  const own = await openScene({
    story: (now) => [
      { type: 'counter.login', at: now - 300_000, src: 'bus', counter: TWO, teller: 'teller1002' },
      { type: 'ticket.issued', at: now - 240_000, src: 'printer', ticket: 'A001' as TicketNumber, ...PERSONAL },
    ],
  });
  const lobby = await openPage(browser, `${own.url}/lobby`);
  const advice = lobby.page.locator('[data-testid=advice-0][data-action=call-next]');
  expect(await advice.innerText()).toMatch(/^请2号窗口叫下一位\n+.*1 人等候，最长 4 分钟/);
  await lobby.page.getByTestId('language-en').click();
  expect(await advice.innerText()).toMatch(/^Ask Counter 2 to call the next ticket\n/);
  await lobby.close();
  await own.dispose();
});

describe('the hall display', () => {
  test('two quick calls are both said to their end, in both languages, and a recall is said again', async () => {
    const display = await openDisplay('', { prepare: (page: Page) => page.addInitScript(LISTEN) });
    const spoken: string[] = [];
    display.page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/api/speech') spoken.push(url.searchParams.get('text')!);
    });
    const heard = (): Promise<readonly Heard[]> => display.page.evaluate('window.heard');
    const [first, second] = waiting();
    call(first!, ONE);
    await display.page.waitForTimeout(200);
    call(second!, TWO);
    const ended = async (): Promise<number> => (await heard()).filter(({ endedS }) => endedS !== null).length;
    await expect.poll(ended, { timeout: 45_000 }).toBe(4);
    for (const { startedS, endedS, lengthS } of await heard()) {
      expect(endedS! - startedS).toBeGreaterThan(lengthS - 0.1);
      expect(lengthS).toBeGreaterThan(1);
    }
    const starts = (await heard()).map(({ startedS }) => startedS);
    const ends = (await heard()).map(({ endedS }) => endedS!);
    starts.slice(1).forEach((start, index) => expect(start).toBeGreaterThan(ends[index]! - 0.05));
    expect(spoken).toHaveLength(4);
    call(first!, ONE, 'ticket.recalled');
    await expect.poll(() => spoken.length, { timeout: 15_000 }).toBeGreaterThan(4);
    expect(spoken[4]).toBe(spoken[0]);
    await expect.poll(() => display.page.getByTestId('now-serving').innerText()).toMatch(/再次呼叫/);
    expect(display.errors).toEqual([]);
    await display.close();
  }, 90_000);

  test('nothing about a teller, a rating or a waiting ticket travels to it, while all of it travels to the lobby board', async () => {
    scene.tell([
      {
        type: 'rating.given',
        at: scene.now(),
        src: 'kiosk-east',
        rating: 'r-private',
        channel: 'kiosk',
        counter: ONE,
        level: 5,
        scale: 5,
        comment: 'PRIVATE-COMMENT',
      },
    ]);
    issue('A777');
    const tellers = [...scene.agent().core.recorder.hall.counters.values()].flatMap(({ teller }) => teller ?? []);
    const secrets = ['A777', 'PRIVATE-COMMENT', 'r-private', 'rating', 'issuedAt', ...waiting(), ...tellers];
    expect(tellers.length).toBeGreaterThan(0);
    const traffic = async (path: string): Promise<string> => {
      const texts: string[] = [];
      const open = await openPage(browser, 'about:blank');
      const devTools = await open.page.context().newCDPSession(open.page);
      await follow(devTools, open.page, texts);
      await open.page.goto(`${scene.url}${path}`);
      await expect.poll(() => texts.filter((text) => text.startsWith('event: ')).length).toBeGreaterThan(0);
      call(waiting().at(-1)!, TWO);
      await expect.poll(() => texts.filter((text) => /^event: (display|lobby)/.test(text)).length).toBeGreaterThan(1);
      await open.close();
      return texts.join('\n');
    };
    const known = (text: string): readonly string[] => secrets.filter((secret) => text.includes(secret));
    const called = waiting().at(-1)!;
    expect(known(await traffic('/display?speech=none')).filter((secret) => secret !== called)).toEqual([]);
    expect(known(await traffic('/lobby'))).toEqual(expect.arrayContaining(['A777', 'PRIVATE-COMMENT', ...tellers]));
  });
});

test('a ticket that was just called: its search shows what it was told beside what it waited', async () => {
  issue('A700');
  call('A700' as TicketNumber, ONE);
  const lobby = await openLobby();
  await lobby.page.getByTestId('search').fill('a700');
  await lobby.page.getByTestId('search-go').click();
  const found = lobby.page.locator('[data-testid=search-result][data-kind=found]');
  await found.waitFor();
  const words = await found.innerText();
  expect(words).toMatch(/等候\s/);
  expect(words).toMatch(/0:0\d/);
  expect(words).toMatch(/\d+–\d+ 分钟/);
  await lobby.close();
});

test('a low rating on a kiosk is an alert and stands in the list; a hammered kiosk is said in words', async () => {
  const lobby = await openLobby();
  const kiosk = await openPage(browser, `${scene.url}/kiosk?counter=2`, { touch: true });
  await kiosk.page.getByTestId('face-1').waitFor();
  await kiosk.page.waitForTimeout(400);
  await kiosk.page.getByTestId('face-1').tap();
  await lobby.page.locator('.alert[data-kind=low-rating]', { hasText: '2号窗口收到差评' }).waitFor();
  const row = lobby.page.locator('[data-testid=rating-row][data-mood=bad]', { hasText: '2号窗口' }).first();
  await row.waitFor();
  // The page goes back to its start by itself.
  await kiosk.page.getByTestId('face-5').waitFor();
  await kiosk.page.waitForTimeout(400);
  await kiosk.page.getByTestId('face-5').tap();
  const setAside = lobby.page.locator('[data-testid=rating-row][data-counted=false]').first();
  await expect.poll(() => setAside.innerText()).toMatch(/未计入：.*连续点击/);
  await Promise.all([lobby.close(), kiosk.close()]);
});

describe('the agent goes and comes back, the tablet sleeps', () => {
  test('the board says so and its waits stand still; then it goes on by itself, with one stream', async () => {
    const lobby = await openLobby();
    const streams = countStreams(lobby.page);
    const longest = (): Promise<string> => lobby.page.getByTestId('longest-wait').innerText();
    await scene.stop();
    await lobby.page.locator('.stale-banner').waitFor();
    const standing = await longest();
    await lobby.page.waitForTimeout(2_100);
    expect(await longest()).toBe(standing);
    await scene.start();
    await lobby.page.locator('.stale-banner').waitFor({ state: 'detached', timeout: 15_000 });
    await expect.poll(longest).not.toBe(standing);
    expect(streams()).toBeLessThanOrEqual(1);
    await lobby.close();
  }, 40_000);

  test('six hours asleep: one stream, the present figures, no flood of requests', async () => {
    const lobby = await openLobby({ prepare: (page: Page) => page.clock.install({ time: Date.now() }) });
    const streams = countStreams(lobby.page);
    await lobby.page.evaluate(HIDE);
    await lobby.page.clock.fastForward('06:00:00');
    let requests = 0;
    lobby.page.on('request', () => (requests += 1));
    await lobby.page.evaluate(SHOW);
    await lobby.page.locator('.stale-banner').waitFor({ state: 'detached', timeout: 10_000 });
    issue('A888');
    const shown = (): Promise<string> => lobby.page.getByTestId('waiting-count').innerText();
    await expect.poll(shown).toBe(String(waiting().length));
    expect(await lobby.page.locator('.lobby-time time').innerText()).toMatch(/^10:4\d:/);
    await lobby.page.waitForTimeout(1_500);
    expect(requests).toBeLessThanOrEqual(4);
    expect(streams()).toBeLessThanOrEqual(1);
    expect(lobby.errors).toEqual([]);
    await lobby.close();
  });
});

test('a noted alert is in the journal, with the comment', async () => {
  const lobby = await openLobby();
  const open = lobby.page.locator('.alert[data-acknowledged=false]').first();
  const testId = (await open.getAttribute('data-testid'))!;
  const alert = testId.slice('alert-'.length);
  await lobby.page.getByTestId(`write-${alert}`).click();
  await lobby.page.getByTestId(`comment-${alert}`).fill('已安排3号窗口');
  await lobby.page.getByTestId(`ack-${alert}`).click();
  await lobby.page.locator(`[data-testid=ack-${alert}]`).waitFor({ state: 'detached' });
  await lobby.close();
  expect(await journalled('alert.acknowledged')).toEqual([
    expect.objectContaining({ alert, comment: '已安排3号窗口' }),
  ]);
});

/** From the file itself, as a reader finds it when the agent is off. */
async function journalled(type: HallEvent['type']): Promise<readonly HallEvent[]> {
  await scene.stop();
  const reader = openJournalReader(join(scene.folder, 'data', 'journal.sqlite'));
  const events = reader
    .read(1, 1_000_000)
    .map(({ line }) => JSON.parse(line) as HallEvent)
    .filter((event) => event.type === type);
  reader.close();
  await scene.start();
  return events;
}

interface Heard {
  readonly lengthS: number;
  readonly startedS: number;
  readonly endedS: number | null;
}

/** Notes each recording that the loudspeaker plays, and whether it was heard to its end or cut off. */
const LISTEN = `
  window.heard = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    const own = { lengthS: this.buffer.duration, startedS: performance.now() / 1000, endedS: null };
    window.heard.push(own);
    this.addEventListener('ended', () => (own.endedS = performance.now() / 1000));
    return start.apply(this, when);
  };`;

const HIDE =
  "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange'));";
const SHOW =
  "delete document.hidden; delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'));";

/** Streams that this page has opened from now on and not ended. */
function countStreams(page: Page): () => number {
  const open = new Set<unknown>();
  page.on('request', (request) => request.url().endsWith('/api/stream') && open.add(request));
  page.on('requestfailed', (request) => open.delete(request));
  page.on('requestfinished', (request) => open.delete(request));
  return () => open.size;
}

/** Everything the page is sent: bodies, headers, and what a stream says. */
async function follow(devTools: CDPSession, page: Page, texts: string[]): Promise<void> {
  await devTools.send('Network.enable');
  devTools.on('Network.eventSourceMessageReceived', ({ eventName, data }) => texts.push(`event: ${eventName} ${data}`));
  page.on('response', (response) => {
    texts.push(JSON.stringify(response.headers()));
    const { pathname } = new URL(response.url());
    // Page code is the same for every branch and holds no data.
    if (pathname.endsWith('/stream') || !pathname.startsWith('/api/')) return;
    void response.text().then(
      (text) => texts.push(text),
      () => undefined,
    );
  });
}
