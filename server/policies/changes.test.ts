import { expect, test } from 'vitest';
import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import { changesBetween } from './changes.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- tests change any place
type Draft = any;

const card = SHIPPED_SCORECARDS.find((each) => (each as Draft).id === 'monitoring-2023') as Draft;
const changed = (change: (draft: Draft) => void, from: Draft = card) => {
  const draft = structuredClone(from);
  change(draft);
  return changesBetween(from, draft);
};

test('nothing differs from itself, whoever approved it and whatever its number', () => {
  expect(changed((d) => Object.assign(d, { version: 2, approval: { approver: 'A', on: '2026-01-01' } }))).toEqual([]);
});

test('a changed field is told with its old and new value', () => {
  const [only] = changed((d) => (d.items[0].points = '2'));
  expect(only).toEqual({
    kind: 'changed',
    list: 'items',
    entry: { id: card.items[0].id, ...card.items[0].title },
    fields: [{ field: 'points', before: '1', after: '2' }],
  });
});

test('what an absent value says too is no change', () => {
  const spelled = (d: Draft) => Object.assign(d.items[0], { allowNotApplicable: true, evidenceOnFail: false });
  const from = { items: [{ id: 'a' }] };
  expect(changed(spelled, from)).toEqual([]);
  const [only] = changed((d) => Object.assign(d.items[0], { allowNotApplicable: false, evidenceOnFail: true }), from);
  expect(only).toMatchObject({
    fields: [
      { field: 'allowNotApplicable', before: null, after: 'false' },
      { field: 'evidenceOnFail', before: null, after: 'true' },
    ],
  });
});

test('a new item, one that went, and another order are told apart', () => {
  const told = changed((d) => {
    const [first, second, ...others] = d.items;
    d.items = [second, ...others.slice(1), first, { ...first, id: 'new', title: { zh: '新', en: 'New' } }];
  });
  expect(told.map(({ kind, list }) => [kind, list])).toEqual([
    ['removed', 'items'],
    ['added', 'items'],
    ['reordered', 'items'],
  ]);
  expect(told[1]).toMatchObject({ entry: { id: 'new', zh: '新', en: 'New' } });
});

test('an added item is not taken for another order', () => {
  expect(changed((d) => d.items.unshift({ ...d.items[0], id: 'first' })).map(({ kind }) => kind)).toEqual(['added']);
});

test('weights and dates of a composite are fields of the whole', () => {
  const told = changed((d) => {
    d.weights.wait = '40';
    d.weights.ratings = '10';
    d.effective.to = '2026-12-31';
  }, DEFAULT_COMPOSITE);
  expect(told).toEqual([
    {
      kind: 'changed',
      list: null,
      entry: null,
      fields: [
        { field: 'weights.wait', before: '30', after: '40' },
        { field: 'weights.ratings', before: '20', after: '10' },
        { field: 'effective.to', before: null, after: '2026-12-31' },
      ],
    },
  ]);
});

test('options of an item are named by their id', () => {
  const choice = { type: 'choice', options: [{ id: 'late', title: { zh: '迟', en: 'Late' }, points: '0' }] };
  const from = { items: [{ id: 'a', answer: choice }] };
  const told = changed((d) => (d.items[0].answer.options[0].points = '0.5'), from);
  expect(told[0]).toMatchObject({ fields: [{ field: 'answer.options.late.points', before: '0', after: '0.5' }] });
});

test('drafts that are anything but sound are compared all the same', () => {
  const told = changesBetween({ items: 'none', grades: [1] }, { items: [{ title: 'x' }, null], title: 5 });
  expect(told.map(({ kind }) => kind)).toEqual(['changed', 'added']);
});
