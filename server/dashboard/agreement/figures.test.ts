import { expect, test } from 'vitest';
import { coefficient, goalState, quartersUpto, shareOf, signedPoints } from './figures.ts';

test('figures are written as people read them', () => {
  expect([coefficient(6_920), coefficient(-313), coefficient(null)]).toEqual(['0.692', '−0.031', '–']);
  expect([shareOf(1, 6), shareOf(0, 0)]).toEqual(['16.7 %', '–']);
  expect([signedPoints(450), signedPoints(-1_200), signedPoints(0)]).toEqual(['+0.45', '−1.20', '0.00']);
});

test('quarters go back over the turn of the year', () => {
  expect(quartersUpto('2026-05-01', 4)).toEqual(['2026-Q2', '2026-Q1', '2025-Q4', '2025-Q3']);
  expect(quartersUpto('2026-12-31', 1)).toEqual(['2026-Q4']);
});

test.each([
  [100, 4, 'below'],
  [100, 5, 'within'],
  [100, 10, 'within'],
  [100, 11, 'above'],
])('of %i visits %i double ones are %s the goal', (visits, doubleVisits, state) => {
  expect(goalState({ visits, doubleVisits }, { low: 500, high: 1_000 })).toBe(state);
});
