import { expect, test } from 'vitest';
import { hrefOf, parsePlace } from './router.ts';

test('a place survives its address', () => {
  const place = { path: ['branches', '东城/1', 'score'], query: { period: '2026-Q3', q: 'a&b' } };
  expect(parsePlace(hrefOf(place.path, place.query))).toEqual(place);
});

test.each([
  ['', []],
  ['#', []],
  ['#/', []],
  ['#/ranking', ['ranking']],
  ['#/100%', ['100%']],
])('"%s" is read', (hash, path) => {
  expect(parsePlace(hash)).toEqual({ path, query: {} });
});
