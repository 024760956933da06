import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardFrom, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import { changedCells } from './changed-cells.ts';

const card = cardFrom(plainCard());

test('what was added, changed and taken back is found, with both values', () => {
  const before = sheet(card, { clean: true, lit: false });
  const after = sheet(card, { clean: false, enough: true });
  const short = changedCells(before, after).map(({ cell, before: old, after: now }) => [
    cell,
    old === null ? null : (JSON.parse(old) as { answer: { type: string } }).answer.type,
    now === null ? null : (JSON.parse(now) as { answer: { type: string } }).answer.type,
  ]);
  expect(short).toEqual([
    ['clean', 'pass', 'fail'],
    ['enough', null, 'pass'],
    ['lit', 'fail', null],
  ]);
});

test('a note, evidence and who answers for it count as changes too', () => {
  const plain = sheet(card, { lit: false });
  for (const field of [{ note: '灯坏' }, { evidence: ['a'] }, { responsible: 'T07' }, { elderly: true }])
    expect(changedCells(plain, sheet(card, { lit: false }, { entries: { lit: field } }))).toHaveLength(1);
});

test('nothing differs from itself, and the way back turns old and new round', () => {
  const cells = fc.dictionary(fc.constantFrom('clean', 'lit', 'enough', 'soft'), fc.boolean());
  fc.assert(
    fc.property(cells, cells, (a, b) => {
      const [one, other] = [sheet(card, a), sheet(card, b)];
      expect(changedCells(one, one)).toEqual([]);
      const back = changedCells(other, one).map(({ cell, before, after }) => ({ cell, before: after, after: before }));
      expect(changedCells(one, other)).toEqual(back);
    }),
  );
});
