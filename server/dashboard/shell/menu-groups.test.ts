import { expect, test } from 'vitest';
import type { PageEntry } from './page.ts';
import { menuSections } from './menu-groups.ts';
import { PAGES } from './pages.ts';

const entry = (id: string, group?: NonNullable<PageEntry['group']>): PageEntry => ({
  id,
  title: { zh: id, en: id },
  needs: [],
  load: () => Promise.reject(new Error('not opened here')),
  ...(group === undefined ? {} : { group }),
});

test('pages stand below their headings in the order of the menu, the others last, and no heading is empty', () => {
  const sections = menuSections([entry('later'), entry('b', 'scores'), entry('a', 'hall'), entry('c', 'scores')]);
  expect(sections.map(({ group, pages }) => [group, pages.map(({ id }) => id)])).toEqual([
    ['hall', ['a']],
    ['scores', ['b', 'c']],
    ['more', ['later']],
  ]);
});

test('every page is in the menu once', () => {
  const ids = menuSections(PAGES).flatMap(({ pages }) => pages.map(({ id }) => id));
  expect(ids.toSorted()).toEqual(PAGES.map(({ id }) => id).toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});
