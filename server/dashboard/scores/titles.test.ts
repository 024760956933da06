import { expect, test } from 'vitest';
import { titlesOf } from './titles.ts';
import { nameOfItem, SCORE_WORDS } from './words.ts';

const card = (version: number, items: readonly string[]) => ({
  id: 'mystery-visit',
  version,
  zh: '暗访问卷',
  en: `Mystery visit ${String(version)}`,
  items: items.map((id) => ({ id, zh: `${id}项`, en: `Item ${id}` })),
});
const titles = titlesOf(
  {
    sheets: [
      { sheet: 'm1', card: 'mystery-visit', version: 1 },
      { sheet: 'm2', card: 'gone', version: 1 },
    ],
    cards: [card(1, ['greeting', 'old']), card(2, ['greeting'])],
  },
  'en',
);

test('a sheet and its items have the titles of the version that was filled in', () => {
  expect([titles.sheet('m1'), titles.item('m1', 'old')]).toEqual(['Mystery visit 1', 'Item old']);
});

test('what is not kept any more shows under its id', () => {
  expect([titles.sheet('m2'), titles.item('m2', 'greeting'), titles.item('m1', 'constructor')]).toEqual([
    null,
    'greeting',
    'constructor',
  ]);
});

test('an item of a score is said with the titles of card and item', () => {
  const name = (item: string): string => nameOfItem(item, SCORE_WORDS.en, titles);
  expect(name('inspection/mystery/mystery-visit/greeting/counter-2')).toBe(
    'Inspections and mystery visits · Mystery visits · Mystery visit 2 · Item greeting · counter-2',
  );
  expect(name('inspection/mystery/mystery-visit/old')).toContain('Mystery visit 1 · Item old');
  expect(name('inspection/mystery/gone/greeting')).toContain('gone · greeting');
  expect(name('wait/attainment/gold')).toBe('Waits · Called within target · gold customers');
});
