import { expect, test } from 'vitest';
import { dropDraft, dropForeignDrafts, keepDraft, keptDraft } from './kept-draft.ts';

function memory(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => values.set(name, value),
    removeItem: (name) => values.delete(name),
    clear: () => values.clear(),
  };
}

const KEY = { account: 'ann', branch: 'east', inspection: 'visit-1', entry: 'first-entry' };
const DRAFT = { fields: { visitedOn: '', cells: {}, printed: { total: '1,' } }, revision: 3, sent: '' };

test('a draft is kept until it is dropped', () => {
  const store = memory();
  expect(keptDraft(store, KEY)).toBeNull();
  keepDraft(store, KEY, DRAFT);
  expect(keptDraft(store, KEY)).toEqual(DRAFT);
  dropDraft(store, KEY);
  expect(keptDraft(store, KEY)).toBeNull();
});

test('whoever uses the tab next finds nothing of the account before', () => {
  const store = memory();
  store.setItem('something-else', 'x');
  for (const account of ['ann', 'bo', 'an']) keepDraft(store, { ...KEY, account }, DRAFT);
  dropForeignDrafts(store, 'an');
  expect(Array.from({ length: store.length }, (_, index) => store.key(index))).toEqual([
    'something-else',
    'hallmeter-entry/an/east/visit-1/first-entry',
  ]);
});
