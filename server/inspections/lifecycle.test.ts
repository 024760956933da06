import { expect, test } from 'vitest';
import { isLocked, nextState, type InspectionEvent, type InspectionState } from './lifecycle.ts';

const EVENTS: readonly InspectionEvent['type'][] = ['begin', 'sign', 'differ', 'settle', 'return', 'release', 'cancel'];

test.each<[InspectionState, string]>([
  ['assigned', 'begun,-,-,-,-,-,cancelled'],
  ['begun', 'begun,signed,mismatch,-,-,-,cancelled'],
  ['mismatch', '-,-,-,signed,-,-,-'],
  ['signed', '-,-,-,-,returned,released,-'],
  ['returned', 'returned,signed,mismatch,-,-,-,cancelled'],
  ['released', '-,-,-,-,-,-,-'],
  ['cancelled', '-,-,-,-,-,-,-'],
])('%s → %s', (state, expected) => {
  expect(EVENTS.map((type) => nextState(state, { type }) ?? '-').join(',')).toBe(expected);
});

test('what is signed is locked until it is returned', () => {
  const states: readonly InspectionState[] = ['assigned', 'begun', 'mismatch', 'signed', 'returned', 'released'];
  expect(states.filter(isLocked)).toEqual(['mismatch', 'signed', 'released']);
});
