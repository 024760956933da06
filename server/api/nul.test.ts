import { expect, test } from 'vitest';
import { holdsNul } from './nul.ts';

test.each([['a\0'], [{ a: [{ b: '\0' }] }], [{ 'a\0': 1 }], [['x', '\0']]])('%j', (value) => {
  expect(holdsNul(value)).toBe(true);
});

test.each([['a'], [null], [undefined], [0], [{ a: ['b', null, { c: '支行' }] }]])('not %j', (value) => {
  expect(holdsNul(value)).toBe(false);
});
