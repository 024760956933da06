import { expect, test } from 'vitest';
import { destination } from '../pairing/code-entry.ts';
import { pairingPage } from './pairing-page.ts';

test('a screen that is paired again is what its address made it', () => {
  const page = pairingPage({ pathname: '/display', search: '?screen=hall-2&speech=none' });
  expect(destination('display', new URL(page, 'http://branch').search)).toBe('/display?screen=hall-2&speech=none');
});
