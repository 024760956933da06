import { expect, test } from 'vitest';
import { keepLocalDraft, readLocalDraft, type DraftStorage } from './local-draft.ts';

function memory(): DraftStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const place = { account: 'wang', kind: 'scorecard', id: 'visit', version: 2 };
const draft = { base: 'abc', body: { title: { zh: '暗访' } } };

test('what was typed comes back, to the same person at the same version only', () => {
  const storage = memory();
  expect(keepLocalDraft(storage, place, draft)).toBe(true);
  expect(readLocalDraft(storage, place)).toEqual(draft);
  expect(readLocalDraft(storage, { ...place, version: 3 })).toBeNull();
  expect(readLocalDraft(storage, { ...place, account: 'li' })).toBeNull();
  keepLocalDraft(storage, place, null);
  expect(storage.kept.size).toBe(0);
});

test('anything else in its place is no draft', () => {
  const storage = memory();
  keepLocalDraft(storage, place, draft);
  const [key] = storage.kept.keys();
  for (const wrong of ['', '{', 'null', '[]', '{"base":1,"body":{}}', '{"base":"x","body":[]}']) {
    storage.setItem(key!, wrong);
    expect(readLocalDraft(storage, place)).toBeNull();
  }
});

test('a browser that keeps nothing says so', () => {
  const full = {
    ...memory(),
    setItem: () => {
      throw new Error('full');
    },
  };
  expect(keepLocalDraft(full, place, draft)).toBe(false);
});
