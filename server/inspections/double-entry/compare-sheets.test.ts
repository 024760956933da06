import { expect, test } from 'vitest';
import { cardFrom, item, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import { compareSheets } from './compare-sheets.ts';
import { placesOf, typedFrom, writtenOf, type TypedSheet } from './typed-sheet.ts';
import { PAPER_CARD } from './test-paper.ts';

const CARD = PAPER_CARD;

function typed(
  cells: Readonly<Record<string, boolean | string | object>>,
  fields: { readonly printed?: object; readonly entries?: Readonly<Record<string, object>>; readonly on?: string } = {},
): TypedSheet {
  return { sheet: sheet(CARD, cells, fields), visitedOn: fields.on ?? '2026-11-20' };
}

const differing = (first: TypedSheet, second: TypedSheet): readonly string[] => {
  return compareSheets(CARD, first, second).mismatches.map(({ cell }) => cell);
};

test('numbers are compared as numbers, white space at the ends and the order of cells do not matter', () => {
  const text = (said: string) => ({ type: 'text', text: said });
  const first = typed(
    { clean: true, graded: '1.0', said: text('您好 ，请') },
    { printed: { total: '5.00' }, entries: { clean: { note: 'dust ', evidence: ['b', 'a'] } } },
  );
  const second = typed(
    { said: text(' 您好 ，请\n'), graded: '1', clean: true },
    { printed: { total: '5' }, entries: { clean: { note: 'dust', evidence: ['a', ' b'] } } },
  );
  expect(compareSheets(CARD, first, second)).toEqual({ mismatches: [], agreed: 5 });
});

test.each<[string, TypedSheet, TypedSheet, readonly string[]]>([
  ['an answer', typed({ clean: true }), typed({ clean: false }), ['clean']],
  [
    'an answer that one left blank',
    typed({ clean: true, seen: { type: 'count', count: 0 } }),
    typed({ clean: true }),
    ['seen'],
  ],
  ['not applicable and failed', typed({ clean: { type: 'not-applicable' } }), typed({ clean: false }), ['clean']],
  ['a tenth of a point', typed({ graded: '1.1' }), typed({ graded: '1.01' }), ['graded']],
  [
    'white space within a text',
    typed({ said: { type: 'text', text: 'a b' } }),
    typed({ said: { type: 'text', text: 'ab' } }),
    ['said'],
  ],
  ['a note', typed({ clean: true }, { entries: { clean: { note: 'x' } } }), typed({ clean: true }), ['clean']],
  [
    'evidence',
    typed({ clean: true }, { entries: { clean: { evidence: ['1'] } } }),
    typed({ clean: true }, { entries: { clean: { evidence: ['2'] } } }),
    ['clean'],
  ],
  [
    'who answers for it',
    typed({ clean: false }, { entries: { clean: { responsible: 'P1' } } }),
    typed({ clean: false }, { entries: { clean: { responsible: 'P2' } } }),
    ['clean'],
  ],
  [
    'the mark of elderly customers',
    typed({ clean: false }, { entries: { clean: { elderly: true } } }),
    typed({ clean: false }),
    ['clean'],
  ],
  [
    'printed totals',
    typed({}, { printed: { total: '5', sections: { hall: '4' } } }),
    typed({}, { printed: { total: '6', items: { clean: '4' } } }),
    ['printed:sections/hall', 'printed:items/clean', 'printed:total'],
  ],
  ['the day of the visit', typed({}), typed({}, { on: '2026-11-21' }), ['visit:date']],
])('%s that differs is found, and nothing else', (_what, first, second, cells) => {
  expect(differing(first, second)).toEqual(cells);
  expect(differing(second, first)).toEqual(cells);
});

test('both answers stand beside each other', () => {
  expect(compareSheets(CARD, typed({ graded: '2.0' }), typed({}))).toEqual({
    agreed: 1,
    mismatches: [
      {
        cell: 'graded',
        first: { item: 'graded', answer: { type: 'points', points: '2' }, evidence: [] },
        second: null,
      },
    ],
  });
});

test('a card with a cell per role has each of them as a place of its own', () => {
  const card = cardFrom({
    ...plainCard(),
    kind: 'role-deduction',
    grades: [],
    roles: ['clerk', 'cashier'].map((id) => ({ id, title: { zh: '岗位', en: 'Role' } })),
    sections: [{ id: 'hall', title: { zh: '大厅', en: 'Hall' } }],
    items: [item('attitude', 'hall', undefined, { answer: { type: 'points' } })],
  });
  expect(placesOf(card)).toEqual([
    'visit:date',
    'attitude/clerk',
    'attitude/cashier',
    'printed:sections/hall',
    'printed:items/attitude',
    'printed:roles/clerk',
    'printed:roles/cashier',
    'printed:total',
  ]);
  const one: TypedSheet = {
    sheet: sheet(card, { 'attitude/clerk': '1.8' }, { printed: { roles: { clerk: '3.8' } } }),
    visitedOn: '2026-11-20',
  };
  expect(typedFrom(card, writtenOf(one))).toEqual(one);
});
