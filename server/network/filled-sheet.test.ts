import { expect, test } from 'vitest';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { readScorecard } from '#rubric/scorecards/lint.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { SHIPPED_SCORECARDS } from '#rubric/scorecards/shipped.ts';
import { sheetProblems, sheetSchema, type Sheet } from '#rubric/scorecards/sheet.ts';
import { filledSheet } from './filled-sheet.ts';
import { chanceOf } from './random.ts';

const CARDS = SHIPPED_SCORECARDS.map((json) => {
  const read = readScorecard(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.card;
});

function resultOf(card: Scorecard, sheet: Sheet): ScorecardResult {
  const evaluated = evaluateSheet(card, sheet);
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  return evaluated.result;
}

test.each(CARDS.map((card) => [card.id, card] as const))('%s is filled in so that it fits its card', (_, card) => {
  for (let seed = 0; seed < 20; seed += 1) {
    const sheet = sheetSchema.parse(filledSheet(card, 0.8, chanceOf('sheet', seed)));
    expect(sheetProblems(card, sheet)).toEqual([]);
    expect(resultOf(card, sheet).items.filter(({ state }) => state === 'unanswered')).toEqual([]);
  }
});

test('a branch that takes care comes out better than one that does not', () => {
  const card = CARDS.find(({ id }) => id === 'mystery-visit')!;
  const mean = (care: number): number => {
    const shares = Array.from(
      { length: 40 },
      (_, seed) => resultOf(card, filledSheet(card, care, chanceOf('visit', seed))).share!,
    );
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  expect(mean(0.95)).toBeGreaterThan(mean(0.7) + 1_000);
});
