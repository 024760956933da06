import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mendOldBrowser } from './old-browser.ts';

test('a browser without toSorted gets one that leaves the list as it is', () => {
  class OldList extends Array<number> {}
  Object.defineProperty(OldList.prototype, 'toSorted', { configurable: true, value: undefined });
  mendOldBrowser(OldList.prototype);
  const list = OldList.from([3, 1, 2]);
  expect(list.toSorted((a, b) => b - a)).toEqual([3, 2, 1]);
  expect([...list]).toEqual([3, 1, 2]);
});

test('a browser without toReversed gets one that leaves the list as it is', () => {
  class OldList extends Array<number> {}
  Object.defineProperty(OldList.prototype, 'toReversed', { configurable: true, value: undefined });
  mendOldBrowser(OldList.prototype);
  const list = OldList.from([3, 1, 2]);
  expect(list.toReversed()).toEqual([2, 1, 3]);
  expect([...list]).toEqual([3, 1, 2]);
});

test('a browser that has it keeps its own', () => {
  const own = Array.prototype.toSorted;
  mendOldBrowser(Array.prototype as unknown[]);
  expect(Array.prototype.toSorted).toBe(own);
});

/** Younger than Chromium 100, and not mended. */
const TOO_YOUNG =
  /\.(toSpliced|with|isSubsetOf|union|difference)\(|Object\.groupBy|Map\.groupBy|Promise\.withResolvers|AbortSignal\.(timeout|any)|Array\.fromAsync|URL\.canParse|Temporal\.|crypto\.randomUUID/;
const TOO_YOUNG_CSS = /:has\(|@container|\d(d|s|l)v[hw]\b|color-mix\(|subgrid|^\s*&|@layer/m;

test.each(['feedback', 'lobby', 'display', 'pairing', 'voice', 'live', 'shared', 'design'])(
  'pages of %s use nothing that a five-year-old tablet lacks',
  (folder) => {
    const directory = join(import.meta.dirname, '..', folder);
    const files = readdirSync(directory).filter((file) => !file.includes('.test.'));
    expect(files.length).toBeGreaterThan(2);
    const found = files.filter((file) => {
      const text = readFileSync(join(directory, file), 'utf8');
      return file.endsWith('.css') ? TOO_YOUNG_CSS.test(text) : TOO_YOUNG.test(text);
    });
    expect(found).toEqual([]);
  },
);

test('the search for too young features finds one', () => {
  expect(TOO_YOUNG.test('const { promise } = Promise.withResolvers();')).toBe(true);
  expect(TOO_YOUNG_CSS.test('.card:has(> h2) { height: 100dvh; }')).toBe(true);
});
