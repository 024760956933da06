import { expect, test } from 'vitest';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { readScorecard } from '#rubric/scorecards/lint.ts';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import { sheetSchema } from '#rubric/scorecards/sheet.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { draftOf, emptyDraft, sheetOf, withCell } from './draft.ts';
import { cellsOf, screenOf, screensOf } from './screens.ts';

const cards = SHIPPED_SCORECARDS.map((json) => {
  const read = readScorecard(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.card;
});

test.each(cards.map((card) => [card.id, card] as const))(
  '%s: every cell stands on one screen and makes a sound sheet',
  (_, card) => {
    const screens = screensOf(card);
    const cells = screens.flatMap(({ items }) => items.flatMap((item) => cellsOf(card, item)));
    expect(screens.flatMap(({ items }) => items)).toHaveLength(card.items.length);
    expect(new Set(cells.map(({ cell }) => cell)).size).toBe(cells.length);
    const applicable = card.items.filter((item) => item.allowNotApplicable);
    const filled = applicable
      .flatMap((item) => cellsOf(card, item))
      .reduce((draft, { cell }) => withCell(draft, cell, { answer: { type: 'not-applicable' } }), emptyDraft(480));
    const sheet = sheetSchema.parse(sheetOf(card, filled));
    expect(evaluateSheet(card, sheet).ok).toBe(true);
  },
);

test('an answer with all its remarks survives the way to head office and back', () => {
  const card = shipped('mystery-visit');
  const typed = withCell(emptyDraft(480), 'frontage', {
    answer: { type: 'fail' },
    evidence: ['a'.repeat(64)],
    note: '积水',
    responsible: 'T07',
    elderly: true,
  });
  const sheet = sheetSchema.parse(sheetOf(card, typed));
  expect(draftOf(sheet, typed.timers).cells).toEqual(typed.cells);
});

test('a note without an answer stays on the phone', () => {
  const card = shipped('mystery-visit');
  const noted = withCell(emptyDraft(480), 'frontage', { note: '先记下' });
  expect(sheetOf(card, noted).entries).toEqual([]);
  expect(noted.cells['frontage']?.note).toBe('先记下');
});

test('what is missing is found on its screen', () => {
  const screens = screensOf(shipped('mystery-visit'));
  expect(screens.map(({ section }) => section.id)).toEqual([
    'arrive',
    'enter',
    'approach',
    'need-help',
    'ask',
    'transact',
    'leave',
  ]);
  expect(screenOf(screens, 'served-actively')).toBe(3);
  expect(screenOf(screens, 'nothing')).toBe(0);
});
