import { expect, test } from 'vitest';
import { destination } from '../pairing/code-entry.ts';
import { isTurnedAway, pairingPage } from './admission.ts';

test.each([
  [401, true],
  [403, true],
  [200, false],
  [404, false],
  [429, false],
  [503, false],
])('an answer of %i turns a screen away: %s', (status, turned) => {
  expect(isTurnedAway({ status })).toBe(turned);
});

test('after pairing, a page opens again with all that its address said', () => {
  const page = pairingPage({ pathname: '/kiosk', search: '?counter=3&kiosk=east' });
  expect(destination('kiosk', new URL(page, 'http://branch').search)).toBe('/kiosk?counter=3&kiosk=east');
});
