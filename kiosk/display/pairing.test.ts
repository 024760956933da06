import { expect, test } from 'vitest';
import { isTurnedAway } from './pairing.ts';

test.each([
  [401, true],
  [403, true],
  [200, false],
  [404, false],
  [503, false],
])('an answer of %i turns a screen away: %s', async (status, turned) => {
  expect(await isTurnedAway(async () => new Response('', { status }))).toBe(turned);
});

test('an agent that is away turns nobody away', async () => {
  expect(await isTurnedAway(() => Promise.reject(new TypeError('network')))).toBe(false);
});
