import { expect, test } from 'vitest';
import type { SheetEntry } from '#rubric/scorecards/sheet.ts';
import { sheet } from '#rubric/scorecards/test-card.ts';
import { decisionSchema, settleSheets, type Decision } from './settle-sheets.ts';
import type { TypedSheet } from './typed-sheet.ts';
import { PAPER_CARD } from './test-paper.ts';

const CARD = PAPER_CARD;
const typed = (cells: Readonly<Record<string, boolean | string | object>>, printed?: object): TypedSheet => ({
  sheet: sheet(CARD, cells, printed === undefined ? {} : { printed }),
  visitedOn: '2026-11-20',
});
const PAIR = { first: typed({ clean: true, graded: '1' }), second: typed({ clean: false, graded: '1.5' }) };
const graded = (points: string): SheetEntry => ({ item: 'graded', answer: { type: 'points', points }, evidence: [] });

test('what neither typed needs a reason, and both answers are set aside in the change log', () => {
  const settled = settleSheets(CARD, PAIR, [
    { cell: 'clean', take: 'second' },
    { cell: 'graded', take: 'other', written: graded('0.50'), reason: 'a smudged 0.5' },
  ]);
  expect(settled).toEqual({
    ok: true,
    typed: typed({ clean: false, graded: '0.5' }),
    changes: [
      {
        cell: 'clean',
        before: { item: 'clean', answer: { type: 'pass' }, evidence: [] },
        after: { item: 'clean', answer: { type: 'fail' }, evidence: [] },
        reason: '原件与第二次录入一致 The original reads as in the second entry',
      },
      { cell: 'graded', before: graded('1'), after: graded('0.5'), reason: 'a smudged 0.5' },
      { cell: 'graded', before: graded('1.5'), after: graded('0.5'), reason: 'a smudged 0.5' },
    ],
  });
});

test('a cell may turn out to be blank on the paper', () => {
  const settled = settleSheets(CARD, PAIR, [
    { cell: 'clean', take: 'other', written: null, reason: 'nothing is ticked' },
    { cell: 'graded', take: 'first' },
  ]);
  expect(settled).toMatchObject({ ok: true, typed: typed({ graded: '1' }) });
});

test('printed totals are settled like cells and stay as the paper has them', () => {
  const pair = { first: typed({ graded: '1' }, { total: '3.7' }), second: typed({ graded: '1' }, { total: '8.8' }) };
  const settled = settleSheets(CARD, pair, [
    { cell: 'printed:total', take: 'other', written: '3.8', reason: 'read again' },
  ]);
  expect(settled).toMatchObject({ ok: true, typed: { sheet: { printed: { total: '3.8' } } } });
});

test.each<[string, readonly Decision[], readonly string[]]>([
  ['a cell is left open', [{ cell: 'clean', take: 'first' }], ['graded: a decision']],
  [
    'a cell is decided twice',
    [
      { cell: 'clean', take: 'first' },
      { cell: 'clean', take: 'second' },
      { cell: 'graded', take: 'first' },
    ],
    ['decisions.1.cell: each differing cell once'],
  ],
  [
    'a cell that both agree on is decided',
    [
      { cell: 'visit:date', take: 'other', written: '2026-11-19', reason: 'x' },
      { cell: 'clean', take: 'first' },
      { cell: 'graded', take: 'first' },
    ],
    ['decisions.0.cell: each differing cell once'],
  ],
  [
    'the answer belongs to another cell',
    [
      { cell: 'clean', take: 'other', written: graded('1'), reason: 'x' },
      { cell: 'graded', take: 'first' },
    ],
    ['decisions.0.written: what stands at clean'],
  ],
  [
    'a number stands for an answer',
    [
      { cell: 'clean', take: 'other', written: '4', reason: 'x' },
      { cell: 'graded', take: 'first' },
    ],
    ['decisions.0.written: what stands at clean'],
  ],
  [
    'the answer does not fit the card',
    [
      { cell: 'clean', take: 'first' },
      { cell: 'graded', take: 'other', written: graded('7'), reason: 'x' },
    ],
    ['entries.1.answer.points: at most 2'],
  ],
])('refused when %s', (_what, decisions, problems) => {
  const settled = settleSheets(CARD, PAIR, decisions);
  expect(settled.ok ? [] : settled.problems.map(({ path, expected }) => `${path}: ${expected}`)).toEqual(problems);
});

test('another answer without a reason is refused', () => {
  const decision = { cell: 'clean', take: 'other', written: null };
  expect(decisionSchema.safeParse(decision).success).toBe(false);
  expect(decisionSchema.safeParse({ ...decision, reason: '  ' }).success).toBe(false);
  expect(decisionSchema.safeParse({ ...decision, reason: 'blank' }).success).toBe(true);
});
