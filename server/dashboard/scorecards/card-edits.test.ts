import { describe, expect, test } from 'vitest';
import { addEntry, canMove, moveEntry, outlineOf, removeEntry, renameEntry } from './card-edits.ts';

const card = {
  sections: [{ id: 'hall' }, { id: 'seats', parent: 'hall' }, { id: 'door' }],
  items: [
    { id: 'a', section: 'hall', responsibleRole: 'guard', roles: ['guard', 'clerk'] },
    { id: 'b', section: 'door', veto: { capsAt: 'bad' } },
    { id: 'c', section: 'hall' },
  ],
  roles: [{ id: 'guard' }, { id: 'clerk' }],
  grades: [{ id: 'good' }, { id: 'bad' }],
};
const ids = (draft: object, list: string) => (draft as Record<string, { id: string }[]>)[list]!.map(({ id }) => id);

describe('the outline', () => {
  const lines = (draft: object) =>
    outlineOf(draft as never).map(({ list, index, depth, isLost }) => {
      const id = (draft as Record<string, { id: string }[]>)[list]![index]!.id;
      return `${'.'.repeat(depth)}${id}${isLost ? '?' : ''}`;
    });

  test('items stand below their section, sections below theirs', () => {
    expect(lines(card)).toEqual(['hall', '.a', '.c', '.seats', 'door', '.b']);
  });

  test('what leads nowhere is shown all the same, once', () => {
    const lost = {
      sections: [
        { id: 'x', parent: 'y' },
        { id: 'y', parent: 'x' },
        { id: 'z', parent: 'cellar' },
        { id: 'top' },
        { id: 'top' },
      ],
      items: [{ id: 'a', section: 'cellar' }, { id: 'b', section: 'top' }, { id: 'c' }],
    };
    expect(lines(lost)).toEqual(['top', '.b', 'top', 'x?', 'y?', 'z?', 'a?', 'c?']);
  });

  test('drafts without lists have none', () => {
    expect(outlineOf({ sections: 'none' })).toEqual([]);
  });
});

describe('moving', () => {
  test('an item moves among those of its section, past others between', () => {
    const moved = moveEntry(card, { list: 'items', index: 2 }, -1);
    expect(ids(moved.card, 'items')).toEqual(['c', 'b', 'a']);
    expect(moved.index).toBe(0);
  });

  test('at the end nothing moves', () => {
    expect(canMove(card, { list: 'items', index: 1 }, 1)).toBe(false);
    expect(moveEntry(card, { list: 'items', index: 1 }, 1)).toEqual({ card, index: 1 });
    expect(canMove(card, { list: 'grades', index: 0 }, 1)).toBe(true);
  });

  test('sections move among those of one parent', () => {
    expect(ids(moveEntry(card, { list: 'sections', index: 2 }, -1).card, 'sections')).toEqual([
      'door',
      'seats',
      'hall',
    ]);
  });
});

test('a new entry gets an id that is free', () => {
  const two = { items: [{ id: 'item-2' }, { id: 'item-3' }] };
  expect(addEntry(two, 'items', { section: 'hall' })).toMatchObject({
    index: 2,
    card: { items: [{}, {}, { id: 'item-4', section: 'hall' }] },
  });
  expect(addEntry({}, 'roles').card).toEqual({ roles: [{ id: 'role-1', title: { zh: '', en: '' } }] });
});

test('an entry that is removed is gone, the others stay', () => {
  expect(ids(removeEntry(card, { list: 'items', index: 0 }), 'items')).toEqual(['b', 'c']);
});

describe('another id', () => {
  test('is taken over wherever the entry was named', () => {
    const sections = renameEntry(card, { list: 'sections', index: 0 }, 'lobby');
    expect(sections).toMatchObject({
      sections: [{ id: 'lobby' }, { parent: 'lobby' }, {}],
      items: [{ section: 'lobby' }, { section: 'door' }, { section: 'lobby' }],
    });
    const roles = renameEntry(card, { list: 'roles', index: 0 }, 'porter');
    expect(roles).toMatchObject({ items: [{ responsibleRole: 'porter', roles: ['porter', 'clerk'] }, {}, {}] });
    expect(renameEntry(card, { list: 'grades', index: 1 }, 'poor')).toMatchObject({
      items: [{}, { veto: { capsAt: 'poor' } }, {}],
    });
  });

  test('of one of two with the same id does not take the references away', () => {
    const twice = { ...card, sections: [...card.sections, { id: 'hall' }] };
    const renamed = renameEntry(twice, { list: 'sections', index: 3 }, 'yard');
    expect(renamed).toMatchObject({ items: [{ section: 'hall' }, {}, { section: 'hall' }] });
  });
});
