import { expect, test } from 'vitest';
import { listAt, textAt, valueAt, withValue } from './json-path.ts';

const card = { title: { zh: '表' }, items: [{ id: 'a' }, { id: 'b', veto: { capsAt: 'bad' } }] };

test('values are found and missing ones are undefined', () => {
  expect(valueAt(card, 'items.1.veto.capsAt')).toBe('bad');
  expect(valueAt(card, 'items.7.id')).toBeUndefined();
  expect(valueAt(card, 'title.zh.length')).toBeUndefined();
  expect(valueAt(card, 'toString')).toBeUndefined();
  expect([textAt(card, 'title.zh'), textAt(card, 'title.en'), textAt({ points: 4 }, 'points')]).toEqual([
    '表',
    '',
    '4',
  ]);
});

test('a changed value is in a copy, the rest is the same', () => {
  const changed = withValue(card, 'items.1.veto.capsAt', 'fair');
  expect(changed.items[1]).toEqual({ id: 'b', veto: { capsAt: 'fair' } });
  expect(card.items[1]!.veto!.capsAt).toBe('bad');
  expect(changed.items[0]).toBe(card.items[0]);
  expect(Object.keys(withValue(card, 'title', 1))).toEqual(['title', 'items']);
});

test('what is missing on the way is made, and undefined takes a field away', () => {
  expect(withValue(card, 'items.0.title.en', 'A').items[0]).toEqual({ id: 'a', title: { en: 'A' } });
  expect(withValue(card, 'items.1.veto', undefined).items[1]).toEqual({ id: 'b' });
});

test('lists of drafts may hold anything', () => {
  expect(listAt({ items: [1, { id: 'a' }, null] }, 'items')).toEqual([{}, { id: 'a' }, {}]);
  expect(listAt({ items: 'x' }, 'items')).toEqual([]);
});
