import { expect, test } from 'vitest';
import { parsePlace } from '../shell/router.ts';
import { chosenPolicy, policyOf, policyQuery } from './choice.ts';

test('an address may ask for another definition, and links take it along', () => {
  const place = parsePlace('#/ranking/2026-Q3?policy=strict&version=2&group=full');
  expect(chosenPolicy(place)).toEqual({ policy: 'strict', version: 2 });
  expect(policyOf(place)).toEqual({ policy: 'strict', version: '2' });
  expect(policyQuery(place, { of: 'attained' })).toBe('?policy=strict&version=2&of=attained');
});

test('version 0 is the template', () => {
  expect(chosenPolicy(parsePlace('#/ranking/2026-Q3?policy=default&version=0'))).toEqual({
    policy: 'default',
    version: 0,
  });
});

test.each(['', '?policy=strict', '?version=2', '?policy=a&version=x', '?policy=a&version=01', '?policy=a&version=1.5'])(
  '%j asks for the definition in force',
  (query) => {
    const place = parsePlace(`#/ranking/2026-Q3${query}`);
    expect([chosenPolicy(place), policyQuery(place)]).toEqual([null, '']);
  },
);
