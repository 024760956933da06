import { expect, test } from 'vitest';
import { evaluateSheet } from './evaluate.ts';
import { missingFrom } from './missing.ts';
import { cardFrom, item, plainCard, sheet } from './test-card.ts';

const plain = plainCard();
const card = cardFrom({
  ...plain,
  responsibleRequired: true,
  items: [
    ...plain.items.slice(0, 3),
    item('soft', 'seats', '1', { evidenceOnFail: true }),
    item('said', 'hall', undefined, { answer: { type: 'text' } }),
  ],
});

function missing(cells: Parameters<typeof sheet>[1], entries: Readonly<Record<string, object>> = {}): object[] {
  const evaluated = evaluateSheet(card, sheet(card, cells, { entries }));
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  return missingFrom(card, evaluated.result).map(({ cell, what }) => ({ [cell]: what }));
}

test('judged items without an answer are missing, words are not', () => {
  expect(missing({ clean: true, lit: true })).toEqual([{ enough: 'answer' }, { soft: 'answer' }]);
});

test('a failure lacks who answers for it, and its evidence where the card wants some', () => {
  const cells = { clean: true, lit: false, enough: true, soft: false };
  expect(missing(cells)).toEqual([{ lit: 'responsible' }, { soft: 'evidence' }, { soft: 'responsible' }]);
  const named = { responsible: 'T07' };
  expect(missing(cells, { lit: named, soft: { ...named, evidence: ['a'] } })).toEqual([]);
});
