import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * The style sheet of a page stays when somebody goes on to another page. Each selector therefore names a class that
 * stands in the sheets of its own folder only, or its page; then it cannot change what other pages look like.
 */

const PAGES = join(import.meta.dirname, '..');
/** For every page, or for several. */
const COMMON = new Set(['shell', 'parts', 'account', 'scores', 'charts']);
/** A document of its own. */
const APART = new Set(['inspect']);

interface StyleSheet {
  readonly folder: string;
  readonly text: string;
}

interface Selector {
  readonly folder: string;
  readonly selector: string;
  readonly classes: readonly string[];
}

function styleSheets(): readonly StyleSheet[] {
  return readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css') && !APART.has(dirname(file)))
    .map((file) => ({ folder: dirname(file), text: readFileSync(join(PAGES, file), 'utf8') }));
}

function selectorsOf({ folder, text }: StyleSheet): readonly Selector[] {
  const rules = text.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/([^{}]+)\{/g);
  return [...rules]
    .map(([, head]) => head!.trim())
    .filter((head) => !head.startsWith('@') && !/^(?:from|to|\d+%)/.test(head))
    .flatMap((head) => head.split(/,(?![^(]*\))/))
    .map((selector) => ({
      folder,
      selector: selector.trim(),
      classes: [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name!),
    }));
}

/** Selectors of pages that reach into other pages. */
function reachingOut(sheets: readonly StyleSheet[]): readonly string[] {
  const selectors = sheets.flatMap(selectorsOf);
  const folders = new Map<string, Set<string>>();
  for (const { folder, classes } of selectors)
    for (const name of classes) folders.set(name, (folders.get(name) ?? new Set()).add(folder));
  return selectors
    .filter(({ folder, selector }) => !COMMON.has(folder) && !selector.startsWith(':where([data-page='))
    .filter(({ classes }) => classes.every((name) => folders.get(name)!.size > 1))
    .map(({ folder, selector }) => `${folder}: ${selector}`);
}

test('no page changes what another page looks like', () => {
  const sheets = styleSheets();
  expect(sheets.length).toBeGreaterThan(10);
  expect(reachingOut(sheets)).toEqual([]);
});

test('a class that two pages give a look, an element and a class of every page are found', () => {
  const sheets = [
    { folder: 'shell', text: '.card { color: red } table { width: 100% }' },
    { folder: 'a', text: '/* .b {} */ .sheet { display: grid } .card h2, .own .card { margin: 0 } a { color: red }' },
    { folder: 'b', text: '@media (max-width: 1px) { .sheet tfoot th { color: red } } .mine.sheet { margin: 0 }' },
    { folder: 'c', text: ":where([data-page='c']) a { color: red }" },
  ];
  expect(reachingOut(sheets)).toEqual(['a: .sheet', 'a: .card h2', 'a: a', 'b: .sheet tfoot th']);
});
