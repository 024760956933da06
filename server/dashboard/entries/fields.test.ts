import { expect, test } from 'vitest';
import { cardFrom, item, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import { decisionOf, UNDECIDED } from './decisions.ts';
import { EMPTY_CELL, fieldsOf, readFields, readTime, type CellFields, type Fields } from './fields.ts';

const CARD = cardFrom({
  ...plainCard(),
  sections: [{ id: 'hall', title: { zh: '大厅', en: 'Hall' } }],
  items: [
    item('clean', 'hall', '4'),
    item('graded', 'hall', '2', { answer: { type: 'points', step: '0.5' } }),
    item('said', 'hall', undefined, { answer: { type: 'text' } }),
    item('seen', 'hall', undefined, { answer: { type: 'count' } }),
    item('served', 'hall', '1', { answer: { type: 'timer', atMostSeconds: 180 } }),
  ],
});
const answers = (
  cells: Readonly<Record<string, string | Partial<CellFields>>>,
  more: Partial<Fields> = {},
): Fields => ({
  visitedOn: '2026-11-20',
  cells: Object.fromEntries(
    Object.entries(cells).map(([cell, value]) => [
      cell,
      { ...EMPTY_CELL, ...(typeof value === 'string' ? { answer: value } : value) },
    ]),
  ),
  printed: {},
  ...more,
});

test('a sheet fills the fields and is read from them again', () => {
  const stored = {
    visitedOn: '2026-11-20',
    sheet: sheet(
      CARD,
      {
        clean: { type: 'not-applicable' },
        graded: '1.5',
        said: { type: 'text', text: '原话' },
        seen: { type: 'count', count: 6 },
        served: { type: 'timer', ms: 125_000 },
      },
      {
        printed: { total: '3.8', sections: { hall: '3' } },
        entries: { graded: { note: 'x', responsible: 'P7', evidence: ['a', 'b'] }, clean: { elderly: true } },
      },
    ),
  };
  const read = readFields(CARD, fieldsOf(stored));
  expect({ sheet: read.sheet, visitedOn: read.visitedOn }).toEqual(stored);
  expect([read.problems.size, read.blanks]).toEqual([0, 0]);
});

test('what is no answer is marked and left out, the rest is read', () => {
  const fields = answers(
    { clean: 'pass', graded: '1,5', seen: '6.5', served: '2:65' },
    { printed: { total: 'about 5' }, visitedOn: '' },
  );
  const { sheet: read, visitedOn, problems, blanks } = readFields(CARD, fields);
  expect([...problems]).toEqual([
    ['graded', 'points'],
    ['seen', 'count'],
    ['served', 'time'],
    ['printed:total', 'points'],
  ]);
  expect(read.entries.map((entry) => entry.item)).toEqual(['clean']);
  expect([visitedOn, blanks]).toEqual([null, 1]);
});

test.each([
  ['more than the item is worth', '2.5'],
  ['between its steps', '1.3'],
])('points %s are marked', (_what, typed) => {
  const { problems, sheet: read } = readFields(CARD, answers({ clean: 'fail', graded: typed }));
  expect([...problems]).toEqual([['graded', 'unfit']]);
  expect(read.entries).toHaveLength(1);
});

test.each<[string, number | null]>([
  ['125', 125_000],
  ['2:05', 125_000],
  ['2：05', 125_000],
  ['0:07', 7_000],
  ['2:5', null],
  ['2:60', null],
  ['90000', null],
  ['-3', null],
  ['', null],
])('the time "%s" is %s ms', (text, ms) => {
  expect(readTime(text)).toBe(ms);
});

test('a decision needs a choice, a readable original and, where neither is right, a reason', () => {
  const mismatch = { cell: 'graded', first: null, second: null };
  const other = { ...UNDECIDED, take: 'other', cell: { ...EMPTY_CELL, answer: '0.5' } } as const;
  expect(decisionOf(CARD, mismatch, UNDECIDED)).toBe('open');
  expect(decisionOf(CARD, mismatch, { ...UNDECIDED, take: 'first' })).toEqual({ cell: 'graded', take: 'first' });
  expect(decisionOf(CARD, mismatch, other)).toBe('reason');
  expect(decisionOf(CARD, mismatch, { ...other, cell: { ...EMPTY_CELL, answer: 'x' }, reason: 'r' })).toBe('wrong');
  expect(decisionOf(CARD, mismatch, { ...other, reason: 'smudged' })).toMatchObject({
    take: 'other',
    written: { item: 'graded', answer: { type: 'points', points: '0.5' } },
  });
  expect(decisionOf(CARD, mismatch, { ...other, cell: EMPTY_CELL, reason: 'blank' })).toMatchObject({ written: null });
  const day = { cell: 'visit:date', first: null, second: null };
  expect(decisionOf(CARD, day, { ...UNDECIDED, take: 'other', reason: 'r' })).toBe('wrong');
  expect(decisionOf(CARD, day, { ...UNDECIDED, take: 'other', reason: 'r', text: '2026-11-19' })).toMatchObject({
    written: '2026-11-19',
  });
  const total = { cell: 'printed:total', first: null, second: null };
  expect(decisionOf(CARD, total, { ...UNDECIDED, take: 'other', reason: 'r', text: '3.8' })).toMatchObject({
    written: '3.8',
  });
  expect(decisionOf(CARD, total, { ...UNDECIDED, take: 'other', reason: 'r', text: '3,8' })).toBe('wrong');
});
