import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';
import { flaws } from './flaws.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const page = (body: string): string =>
  `data:text/html,<html lang="en"><title>Page</title><main><h1>Page</h1>${encodeURIComponent(body)}</main></html>`;

test.each([
  ['a picture without words', '<img src="data:,">', /^image-alt/],
  ['something too wide', '<p style="width: 3000px">wide</p>', /px hang over the right edge$/],
  ['a button too small', '<button style="width: 80px; height: 48px">Go</button>', /^Go: 48 px$/],
  ['an error of the page', '<script>throw new Error("broken")</script>', /^broken$/],
])('%s is a flaw', async (_what, body, flaw) => {
  const open = await openPage(browser, page(body));
  expect(await flaws(open)).toContainEqual(expect.stringMatching(flaw));
  await open.close();
});

test('a good page has none, and dense controls may be smaller', async () => {
  const open = await openPage(browser, page('<button class="dense" style="width: 80px; height: 48px">Go</button>'));
  expect(await flaws(open, { dense: '.dense' })).toEqual([]);
  await open.close();
});
