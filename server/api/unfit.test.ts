import { expect, test } from 'vitest';
import { unfitness } from './unfit.ts';

test.each([['a\0'], [{ a: [{ b: '\0' }] }], [{ 'a\0': 1 }], [['x', '\0']]])('a NUL in %j', (value) => {
  expect(unfitness(value)?.expected).toContain('NUL');
});

test.each([['a'], [null], [undefined], [0], [{ a: ['b', null, { c: '支行' }] }]])('nothing in %j', (value) => {
  expect(unfitness(value)).toBeNull();
});

test('sixty-four levels are enough, and any number more overflows nothing', () => {
  const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  expect(unfitness(nested(64))).toBeNull();
  for (const levels of [65, 30_000, 1_000_000]) expect(unfitness(nested(levels))?.expected).toContain('nesting');
});
