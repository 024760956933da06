import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { realClock } from '#contract/clock.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { createApi, type Api } from '../../server/api/server.ts';
import { meRoute } from '../../server/auth/me.ts';
import type { Database } from '../../server/store/database.ts';
import { isBranchWithin } from '../../server/store/people/branches-within.ts';
import { recordingLog } from '../../server/tests/office.ts';
import { paperRoutes, PEOPLE, type Person } from '../../server/tests/paper-office.ts';
import { ROOT } from '../setup/run.ts';
import { openPage, overhang, picture, violations, type OpenPage } from './browser.ts';

/** The pages of paper entry and agreement before a real API, seen by whom a test names. */

export interface PaperPages {
  readonly url: string;
  /** As when every session has ended. */
  signedOut: boolean;
  as(person: Person, address: string): Promise<OpenPage>;
  close(): Promise<void>;
}

export async function openPaperPages(
  browser: Browser,
  { database, cards }: { readonly database: Database; readonly cards: readonly Scorecard[] },
): Promise<PaperPages> {
  const clock = realClock();
  const opened: OpenPage[] = [];
  const pages = { signedOut: false };
  const api: Api = await createApi({
    clock,
    log: recordingLog(),
    host: '127.0.0.1',
    port: 0,
    pagesDir: join(ROOT, 'dist', 'dashboard'),
    routes: [meRoute(null), ...paperRoutes({ database, clock, cards })],
    viewerOf: ({ headers }) => Promise.resolve(pages.signedOut ? null : PEOPLE[headers['x-person'] as Person]),
    isWithin: (scope, branch) => isBranchWithin(database.read, scope, branch),
  });
  return Object.assign(pages, {
    url: api.url,
    async as(person: Person, address: string) {
      const page = await openPage(browser, `${api.url}${address}`, {
        viewport: { width: 1440, height: 900 },
        extraHTTPHeaders: { 'x-person': person },
      });
      opened.push(page);
      return page;
    },
    async close() {
      for (const { close } of opened) await close();
      await api.close();
    },
  });
}

/** Both languages and three widths: nothing that axe finds, nothing over the edge; leaves a picture of each. */
export async function expectFlawless({ page, errors }: OpenPage, name: string): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    await page.getByRole('button', { name: language === 'zh' ? '中文' : 'English' }).click();
    await picture(page, `${name}-${language}`);
    expect(await violations(page)).toEqual([]);
  }
  for (const width of [1440, 900, 640]) {
    await page.setViewportSize({ width, height: 900 });
    expect([name, width, await overhang(page)]).toEqual([name, width, 0]);
    await picture(page, `${name}-${String(width)}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(errors).toEqual([]);
}
