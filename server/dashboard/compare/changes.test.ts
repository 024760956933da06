import { expect, test } from 'vitest';
import type { ComparedScore } from '../../scoring/wire.ts';
import { changesOf, isChanged, summaryOf } from './changes.ts';

const NONE: ComparedScore = { value: null, grade: null, place: null, tier: null };
const row = (branch: string, from: ComparedScore, to: ComparedScore) => ({
  name: { branch, zh: branch, en: branch, region: null },
  from,
  to,
});

const ROWS = [
  row('same', { value: 800_000, grade: 'b', place: 3, tier: 1 }, { value: 800_000, grade: 'b', place: 3, tier: 1 }),
  row('up', { value: 800_000, grade: 'b', place: 3, tier: 2 }, { value: 900_000, grade: 'a', place: 1, tier: 1 }),
  row('down', { value: 900_000, grade: 'b', place: 1, tier: 1 }, { value: 890_000, grade: 'b', place: 4, tier: 2 }),
  row('new', NONE, { value: 700_000, grade: 'c', place: 5, tier: 3 }),
  row('gone', { value: 700_000, grade: 'c', place: 5, tier: 3 }, NONE),
];

test('says what changed, in which direction', () => {
  const changes = changesOf({ rows: ROWS });
  expect(changes.map(({ points, grade, tier, places }) => [points, grade, tier, places])).toEqual([
    [0, 'same', 'same', 0],
    [100_000, 'other', 'better', 2],
    [-10_000, 'same', 'worse', -3],
    [null, 'appeared', 'appeared', null],
    [null, 'vanished', 'vanished', null],
  ]);
  expect(changes.map(isChanged)).toEqual([false, true, true, true, true]);
  expect(summaryOf(changes)).toEqual({ grades: 3, tiers: 4, places: 2, all: 5 });
});
