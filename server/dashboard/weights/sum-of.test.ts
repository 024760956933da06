import { expect, test } from 'vitest';
import { sumOf } from './sum-of.ts';

test('weights add up exactly, and not at all while one is being typed', () => {
  expect(sumOf(['30', '20', '35', '15'])).toBe('100');
  expect(sumOf(['0.1', '0.2', '99.7'])).toBe('100');
  expect(sumOf(['33.33', '33.33', '33.33'])).toBe('99.99');
  expect(sumOf(['30', ''])).toBeNull();
  expect(sumOf(['30', '1e2'])).toBeNull();
});
