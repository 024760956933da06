import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScene, type Scene } from '../setup/scene.ts';
import { crisis, hugeHall } from '../setup/stories.ts';
import { launchBrowser, openPage, picture, type OpenOptions, type OpenPage } from './browser.ts';
import { flaws, type FlawOptions } from './flaws.ts';

/** The lobby board in every state, in both languages: whole, accessible, and big enough to be touched. */

/** Many of these stand side by side and do nothing that cannot be undone. */
const DENSE = '.ticket, .more, .small';
const AWAY = /^Failed to load resource: net::ERR_/;

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

async function openBoard({ url }: Scene, options: OpenOptions = {}, query = ''): Promise<OpenPage> {
  const lobby = await openPage(browser, `${url}/lobby${query}`, options);
  await lobby.page.getByTestId('waiting-count').waitFor();
  return lobby;
}

interface SeenOptions extends FlawOptions {
  /** Brings the state about, after the language was chosen, and ends it. */
  readonly arrange?: () => Promise<unknown>;
  readonly leave?: () => Promise<unknown>;
}

/** The flaws of a state in Chinese and in English. */
async function seen(
  lobby: OpenPage,
  state: string,
  { arrange = async () => {}, leave = async () => {}, ...options }: SeenOptions = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const language of ['en', 'zh'] as const) {
    await lobby.page.getByTestId(`language-${language}`).click();
    await arrange();
    await picture(lobby.page, language === 'zh' ? `lobby-${state}` : `lobby-${state}-en`);
    found.push(...(await flaws(lobby, { dense: DENSE, ...options })).map((flaw) => `${state} ${language}: ${flaw}`));
    await leave();
  }
  return found;
}

describe('an ordinary day', () => {
  let scene: Scene;
  let lobby: OpenPage;
  beforeAll(async () => {
    scene = await openScene({ pastDays: ['2026-11-23', '2026-11-27'], dayBefore: true });
    await scene.learned();
    lobby = await openBoard(scene);
    await lobby.page.getByTestId('what-if').waitFor({ timeout: 15_000 });
  }, 60_000);
  afterAll(async () => {
    await lobby.close();
    await scene.dispose();
  });

  test('busy', async () => {
    await lobby.page.getByTestId('comparison').waitFor();
    // A branch without head office has no connection that could be down.
    expect(await lobby.page.getByTestId('uplink').innerText()).toMatch(/未配置/);
    expect(await seen(lobby, 'busy')).toEqual([]);
  });

  test.for([
    ['found', 'A020'],
    ['unknown', 'Z999'],
    ['ambiguous', '1'],
    ['malformed', '!'],
  ] as const)('search: %s', async ([kind, typed]) => {
    const arrange = async (): Promise<void> => {
      await lobby.page.getByTestId('search').fill(typed);
      await lobby.page.getByTestId('search-go').click();
      await lobby.page.locator(`[data-testid=search-result][data-kind=${kind}]`).waitFor();
    };
    const leave = (): Promise<void> => lobby.page.getByTestId('search-close').click();
    expect(await seen(lobby, `search-${kind}`, { arrange, leave, expected: /status of 404/ })).toEqual([]);
    lobby.errors.length = 0;
  });

  test.for([
    ['large-print', 'landscape', '?elder=1'],
    ['portrait', 'portrait', ''],
    ['small', 'small', ''],
    ['television', 'television', ''],
  ] as const)('%s', async ([state, size, query]) => {
    const other = await openBoard(scene, { size, touch: true }, query);
    await other.page.getByTestId('what-if').waitFor();
    expect(await seen(other, state)).toEqual([]);
    await other.close();
  });

  test('stale', async () => {
    await scene.stop();
    await lobby.page.locator('.stale-banner').waitFor();
    expect(await seen(lobby, 'stale', { expected: AWAY })).toEqual([]);
  });
});

describe('a hall at its limits', () => {
  let scene: Scene;
  let lobby: OpenPage;
  beforeAll(async () => {
    scene = await openScene({ change: hugeHall });
    scene.tell(crisis(scene.site, scene.now()));
    lobby = await openBoard(scene);
    await lobby.page.getByTestId('what-if').waitFor({ timeout: 15_000 });
  }, 60_000);
  afterAll(async () => {
    await lobby.close();
    await scene.dispose();
  });

  test('200 people, 40 counters, names as long as they may be', async () => {
    await expect.poll(() => lobby.page.getByTestId('waiting-count').innerText()).toBe('200');
    expect(await seen(lobby, 'crisis')).toEqual([]);
  });

  test('the same on a small screen, and in portrait in large print', async () => {
    const found: string[] = [];
    for (const [size, query] of [
      ['small', ''],
      ['portrait', '?elder=1'],
    ] as const) {
      const other = await openBoard(scene, { size, touch: true }, query);
      await other.page.getByTestId('what-if').waitFor();
      found.push(...(await seen(other, `crisis-${size}${query === '' ? '' : '-large-print'}`)));
      await other.close();
    }
    expect(found).toEqual([]);
  });

  test('every ticket of a queue shown', async () => {
    const arrange = async (): Promise<void> => {
      await lobby.page.locator('[data-testid^=more-personal][aria-expanded=false]').click();
      await expect.poll(() => lobby.page.getByTestId('ticket-row').count()).toBe(200);
    };
    const leave = (): Promise<void> => lobby.page.locator('[data-testid^=more-personal]').click();
    expect(await seen(lobby, 'crisis-all', { arrange, leave })).toEqual([]);
  });

  test('an alert, noted with a comment', async () => {
    const alert = lobby.page.locator('.alert[data-acknowledged=false]').first();
    const id = (await alert.getAttribute('data-testid'))!;
    const arrange = async (): Promise<void> => {
      if ((await lobby.page.locator('[data-testid^=comment-]').count()) > 0) return;
      await alert.locator('[data-testid^=write-]').click();
      await alert.locator('[data-testid^=comment-]').fill('已请理财窗口支援，3号窗口即将开放');
    };
    expect(await seen(lobby, 'alert-comment', { arrange })).toEqual([]);
    await alert.locator('[data-testid^=ack-][type=submit]').click();
    const noted = lobby.page.locator(`[data-testid=${id}][data-acknowledged=true]`);
    await noted.locator('.alert-comment').waitFor();
    expect(await seen(lobby, 'alert-noted')).toEqual([]);
  });
});

describe('a quiet day', () => {
  test('a morning that has just begun, without history: it says that it cannot estimate, and why', async () => {
    const scene = await openScene({ time: '09:02', dayBefore: true });
    const lobby = await openBoard(scene);
    const estimate = lobby.page.locator('[data-testid^=estimate-][data-kind=abstained]').first();
    await expect.poll(() => estimate.innerText()).toMatch(/^无法估计\s+数据不足$/);
    expect(await seen(lobby, 'quiet')).toEqual([]);
    await lobby.close();
    await scene.dispose();
  });

  test.for([
    ['before-opening', 0, /今日尚无客户取号/],
    ['other-day', 1, /今日尚未开始营业.*2026-11-27/],
  ] as const)('%s', async ([state, pastDays, notice]) => {
    const scene = await openScene({ time: '08:30', pastDays });
    const lobby = await openBoard(scene);
    expect(await lobby.page.getByTestId('day-notice').innerText()).toMatch(notice);
    expect(await lobby.page.getByTestId('advice').innerText()).toMatch(/营业开始后给出建议/);
    expect(await lobby.page.locator('.today h2').innerText()).toMatch(pastDays === 0 ? /^今日/ : /^2026-11-27/);
    expect(await seen(lobby, state)).toEqual([]);
    await lobby.close();
    await scene.dispose();
  });

  test('the agent is starting or does not answer: the board says so, and opens by itself', async () => {
    const scene = await openScene();
    const refuse = { contentType: 'application/json', body: '{"error":{"code":"not-ready","message":""}}' };
    for (const language of ['zh', 'en']) {
      let answer = 'not-ready';
      const prepare = async (page: Page): Promise<void> => {
        await page.route('**/api/**', async (route) => {
          if (answer === 'away') await route.abort();
          else if (answer === 'well') await route.continue();
          else await route.fulfill({ status: 503, ...refuse });
        });
      };
      const lobby = await openPage(browser, `${scene.url}/lobby?lang=${language}`, { prepare });
      for (const [next, obstacle] of [
        ['not-ready', 'starting'],
        ['away', 'unreachable'],
      ] as const) {
        answer = next;
        await lobby.page.locator(`[data-testid=connecting][data-obstacle=${obstacle}]`).waitFor({ timeout: 15_000 });
        await picture(lobby.page, `lobby-${obstacle}${language === 'zh' ? '' : '-en'}`);
        expect(await flaws(lobby, { expected: /^Failed to load resource/ })).toEqual([]);
      }
      answer = 'well';
      await lobby.page.getByTestId('waiting-count').waitFor({ timeout: 15_000 });
      await lobby.close();
    }
    await scene.dispose();
  }, 60_000);
});
