import { expect, test } from 'vitest';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { cardFrom, item, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import { raterAgreement, type SheetPair } from './rater-agreement.ts';

const hall = [{ id: 'hall', title: { zh: '大厅', en: 'Hall' } }];
const CARD: Scorecard = cardFrom({
  ...plainCard(),
  grades: [],
  sections: hall,
  items: [
    item('clean', 'hall', '2'),
    item('kinds', 'hall', '1', { answer: { type: 'count', atLeast: 6 } }),
    item('said', 'hall', undefined, { answer: { type: 'text' } }),
  ],
});
type Cells = Parameters<typeof sheet>[1];
const pair = (own: Cells, second: Cells): SheetPair => ({ own: sheet(CARD, own), second: sheet(CARD, second) });
const repeated = (n: number, own: Cells, second: Cells): readonly SheetPair[] =>
  Array.from({ length: n }, () => pair(own, second));
const cellOf = (pairs: readonly SheetPair[], name: string) =>
  raterAgreement(CARD, pairs).cells.find(({ cell }) => cell === name)!;
const kinds = (count: number) => ({ type: 'count', count });
const NA = { type: 'not-applicable' };

test('texts are not compared, they are recorded word for word', () => {
  expect(raterAgreement(CARD, []).cells.map(({ cell }) => cell)).toEqual(['clean', 'kinds']);
});

test('a cell that one of the two left blank is no pair', () => {
  expect(cellOf([pair({ clean: true }, {}), pair({ clean: true }, { clean: true })], 'clean')).toMatchObject({
    pairs: 1,
    agreed: 1,
  });
});

test('"not applicable" is a word like another, and no number', () => {
  const named = cellOf(
    [...repeated(6, { clean: true }, { clean: true }), ...repeated(6, { clean: NA }, { clean: NA })],
    'clean',
  );
  expect(named).toMatchObject({ pairs: 12, agreed: 12, kappa: 10_000, alpha: 10_000, verdict: 'reliable' });
  expect(cellOf(repeated(12, { kinds: NA }, { kinds: kinds(6) }), 'kinds')).toMatchObject({
    pairs: 0,
    verdict: 'too-few',
  });
});

test('where everybody gives the same answer nothing can be said', () => {
  expect(cellOf(repeated(30, { clean: true }, { clean: true }), 'clean')).toMatchObject({
    agreed: 30,
    alpha: null,
    kappa: null,
    verdict: 'no-variation',
  });
});

test('nine pairs are too few, however well they agree', () => {
  const pairs = [...repeated(5, { clean: true }, { clean: true }), ...repeated(4, { clean: false }, { clean: false })];
  expect(cellOf(pairs, 'clean')).toMatchObject({ alpha: 10_000, verdict: 'too-few' });
  expect(cellOf([...pairs, ...repeated(1, { clean: true }, { clean: true })], 'clean').verdict).toBe('reliable');
});

test('one who scores an item higher again and again shows as drift, in points', () => {
  const pairs = [...repeated(9, { clean: true }, { clean: false }), ...repeated(6, { clean: true }, { clean: true })];
  expect(cellOf(pairs, 'clean').drift).toMatchObject({
    pairs: 15,
    higherOwn: 9,
    higherSecond: 0,
    mean: 1_200,
    drifts: true,
  });
  const [drift, turned] = [pairs, pairs.map(({ own, second }) => ({ own: second, second: own }))].map(
    (each) => cellOf(each, 'clean').drift!,
  );
  expect([turned!.mean, turned!.low, turned!.high]).toEqual([-drift!.mean, -drift!.high!, -drift!.low!]);
});

test('totals with unanswered items are left out, and the order of visits does not matter', () => {
  const all = (clean: boolean, count: number): Cells => ({
    clean,
    kinds: kinds(count),
    said: { type: 'text', text: 'x' },
  });
  const pairs = [
    ...repeated(5, all(true, 6), all(true, 6)),
    ...repeated(5, all(false, 6), all(false, 6)),
    ...repeated(4, { clean: true }, { clean: true }),
  ];
  expect(raterAgreement(CARD, pairs).totals).toEqual({ pairs: 10, icc21: 10_000, icc11: 10_000 });
  expect(raterAgreement(CARD, pairs.toReversed())).toEqual(raterAgreement(CARD, pairs));
});
