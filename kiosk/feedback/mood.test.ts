import { expect, test } from 'vitest';
import { SAMPLE_HALL } from '../shared/sample-hall.ts';
import { faceOf, moodOf, reasonsFor } from './mood.ts';

test.each([
  [3, ['bad', 'bad', 'good']],
  [4, ['bad', 'bad', 'good', 'good']],
  [5, ['bad', 'bad', 'bad', 'good', 'good']],
] as const)('on a scale of %i, satisfied and better is good', (scale, moods) => {
  expect(moods.map((_, index) => moodOf(index + 1, scale))).toEqual(moods);
});

test.each([3, 4, 5] as const)('on a scale of %i no two levels share a face, and they get happier', (scale) => {
  const faces = Array.from({ length: scale }, (_, index) => faceOf(index + 1, scale));
  expect(faces).toEqual([...new Set(faces)].toSorted((a, b) => a - b));
});

test('a level outside the scale counts as bad and neutral rather than breaking the page', () => {
  expect([moodOf(9, 3), faceOf(9, 3)]).toEqual(['bad', 2]);
});

test('reasons follow the mood', () => {
  const ids = (mood: 'good' | 'bad') => reasonsFor(SAMPLE_HALL.kiosk.reasons, mood).map(({ id }) => id);
  expect([ids('good'), ids('bad')]).toEqual([
    ['friendly', 'other'],
    ['waiting', 'other'],
  ]);
});
