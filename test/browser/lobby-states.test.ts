import type { Browser } from 'playwright-core';
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

type Arrange = (lobby: OpenPage) => Promise<unknown>;

/** The flaws of a state in Chinese and in English. `arrange` brings it about, after the language was chosen. */
async function seen(
  lobby: OpenPage,
  state: string,
  { arrange = async () => {}, ...options }: FlawOptions & { arrange?: Arrange } = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const language of ['en', 'zh'] as const) {
    await lobby.page.getByTestId(`language-${language}`).click();
    await arrange(lobby);
    await picture(lobby.page, language === 'zh' ? `lobby-${state}` : `lobby-${state}-en`);
    found.push(...(await flaws(lobby, { dense: DENSE, ...options })).map((flaw) => `${state} ${language}: ${flaw}`));
  }
  return found;
}

describe('an ordinary day', () => {
  let scene: Scene;
  let lobby: OpenPage;
  beforeAll(async () => {
    scene = await openScene({ pastDays: 6, dayBefore: true });
    lobby = await openBoard(scene);
    await lobby.page.getByTestId('what-if').waitFor({ timeout: 15_000 });
  }, 60_000);
  afterAll(async () => {
    await lobby.close();
    await scene.dispose();
  });

  test('busy', async () => {
    await lobby.page.getByTestId('comparison').waitFor();
    expect(await seen(lobby, 'busy')).toEqual([]);
  });

  async function search(typed: string): Promise<void> {
    await lobby.page.getByTestId('search').fill(typed);
    await lobby.page.getByTestId('search-go').click();
  }

  test.for([
    ['found', 'A020'],
    ['unknown', 'Z999'],
    ['ambiguous', '1'],
    ['malformed', '!'],
  ] as const)('search: %s', async ([kind, typed]) => {
    const arrange = async (): Promise<void> => {
      await search(typed);
      await lobby.page.locator(`[data-testid=search-result][data-kind=${kind}]`).waitFor();
    };
    const found: string[] = [];
    for (const language of ['en', 'zh'] as const) {
      await lobby.page.getByTestId(`language-${language}`).click();
      await arrange();
      await picture(lobby.page, `lobby-search-${kind}${language === 'zh' ? '' : '-en'}`);
      found.push(...(await flaws(lobby, { dense: DENSE, expected: /status of 404/ })));
      await lobby.page.getByTestId('search-close').click();
    }
    lobby.errors.length = 0;
    expect(found).toEqual([]);
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
    await lobby.page.locator('.stale-banner').waitFor({ timeout: 7_000 });
    expect(await seen(lobby, 'stale', { expected: AWAY })).toEqual([]);
  });
});
