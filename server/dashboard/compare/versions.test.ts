import { expect, test } from 'vitest';
import { chosenVersions, comparablePolicies } from './versions.ts';

const POLICIES = [
  { policy: 'strict', version: 1, approved: true, grades: [] },
  { policy: 'default', version: 3, approved: false, grades: [] },
  { policy: 'default', version: 1, approved: true, grades: [] },
  { policy: 'default', version: 2, approved: true, grades: [] },
];

test('only definitions with two versions can be compared', () => {
  expect(comparablePolicies(POLICIES)).toEqual(['default']);
  expect(chosenVersions(POLICIES.slice(0, 2), {})).toBeNull();
});

test('without a choice the two newest are compared, and a choice that does not exist is none', () => {
  const newest = { policy: 'default', from: 2, to: 3 };
  expect(chosenVersions(POLICIES, {})).toEqual(newest);
  expect(chosenVersions(POLICIES, { policy: 'strict', from: '9', to: 'x' })).toEqual(newest);
  expect(chosenVersions(POLICIES, { policy: 'default', from: '1', to: '2' })).toEqual({
    policy: 'default',
    from: 1,
    to: 2,
  });
});
