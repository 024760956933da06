import { expect, test } from 'vitest';
import { nextSorting, sortRows } from './sorting.ts';

const ROWS = [
  { name: '甲', value: 2 },
  { name: '乙', value: null },
  { name: '丙', value: 10 },
  { name: '丁', value: 2 },
] as const;

test('a column is sorted downwards, then upwards, then not at all', () => {
  const once = nextSorting(null, 'value');
  const twice = nextSorting(once, 'value');
  expect([once, twice, nextSorting(twice, 'value')]).toEqual([
    { column: 'value', direction: 'descending' },
    { column: 'value', direction: 'ascending' },
    null,
  ]);
  expect(nextSorting(twice, 'name')).toEqual({ column: 'name', direction: 'descending' });
});

test('numbers are sorted as numbers, equals keep their order, and what is missing stands last', () => {
  const names = (direction: 'ascending' | 'descending'): string =>
    sortRows(ROWS, ({ value }) => value, direction)
      .map(({ name }) => name)
      .join('');
  expect([names('descending'), names('ascending')]).toEqual(['丙甲丁乙', '甲丁丙乙']);
});

test('numbers in names count as numbers', () => {
  expect(sortRows(['支行10', '支行9'], (name) => name, 'ascending')).toEqual(['支行9', '支行10']);
});
