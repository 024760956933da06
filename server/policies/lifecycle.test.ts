import { expect, test } from 'vitest';
import { nextPolicyState, type PolicyEvent } from './lifecycle.ts';
import type { PolicyState } from '../store/policies/tables.ts';

const EVENTS: readonly PolicyEvent[] = ['save', 'submit', 'return', 'approve', 'withdraw'];

test.each<[PolicyState, readonly (PolicyState | null)[]]>([
  ['draft', ['draft', 'submitted', null, null, 'withdrawn']],
  ['submitted', [null, null, 'draft', 'approved', 'withdrawn']],
  ['approved', [null, null, null, null, null]],
  ['withdrawn', [null, null, null, null, null]],
])('what can happen to one that is %s', (state, next) => {
  expect(EVENTS.map((event) => nextPolicyState(state, event))).toEqual(next);
});
