import { expect, test } from 'vitest';
import { readable } from './readable.ts';

test('each value stands on a line of its own, below what it belongs to', () => {
  expect(readable({ account: [{ login: 'li', locked: null, n: 3 }], sheets: [], x: { y: '支行' } })).toBe(
    'account:\n  1.\n    login: li\n    locked: —\n    n: 3\nsheets:\n  —\nx:\n  y: 支行\n',
  );
});
