import { expect, test } from 'vitest';
import { countingSheet } from './counting-sheet.ts';

test.each([
  [['first-entry', 'second-entry', 'settled'], 'settled'],
  [['first-entry', 'second-entry'], 'first-entry'],
  [['second-scorer', 'own'], 'own'],
  [['second-scorer', 'second-entry'], undefined],
  [[], undefined],
] as const)('of %j, %s counts', (entries, counts) => {
  expect(countingSheet(entries.map((entry) => ({ entry })))?.entry).toBe(counts);
});
