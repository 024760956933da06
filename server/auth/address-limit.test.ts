import { expect, test } from 'vitest';
import { AddressLimit } from './address-limit.ts';

const MINUTE = 60_000;

test('the allowed number of tries, then none until the first is a quarter of an hour old', () => {
  const limit = new AddressLimit(3);
  expect([0, 1, 2, 3].map((at) => limit.take('10.0.0.1', at * MINUTE))).toEqual([true, true, true, false]);
  expect(limit.take('10.0.0.2', 3 * MINUTE)).toBe(true);
  expect(limit.take('10.0.0.1', 15 * MINUTE)).toBe(true);
  expect(limit.take('10.0.0.1', 15 * MINUTE)).toBe(false);
});

test('what succeeds does not count', () => {
  const limit = new AddressLimit(1);
  for (let round = 0; round < 5; round++) {
    expect(limit.take('10.0.0.1', 0)).toBe(true);
    limit.forgive('10.0.0.1');
  }
  expect(limit.take('10.0.0.1', 0)).toBe(true);
  expect(limit.take('10.0.0.1', 0)).toBe(false);
});

test('memory is bounded: the address quiet for longest is forgotten', () => {
  const limit = new AddressLimit(1);
  for (let n = 0; n <= 10_000; n++) limit.take(String(n), 0);
  expect([limit.take('0', 0), limit.take('10000', 0)]).toEqual([true, false]);
});
