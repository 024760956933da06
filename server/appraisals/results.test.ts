import { describe, expect, test } from 'vitest';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { cardFrom, item, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import { cardResults, type Appraised, type Relation } from './results.ts';

const plain = plainCard();
const CARD = cardFrom({
  ...plain,
  items: [...plain.items, item('words', 'hall', undefined, { answer: { type: 'text' } })],
});

type Cells = Parameters<typeof sheet>[1];
const GOOD: Cells = { clean: true, lit: true, enough: true, soft: true };

function said(relation: Relation, cells: Cells, words?: string): Appraised {
  const filled = sheet(CARD, {
    ...cells,
    ...(words === undefined ? {} : { words: { type: 'text', text: words } }),
  });
  const evaluated = evaluateSheet(CARD, filled);
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
  return { relation, sheet: filled, result: evaluated.result };
}

const of = (appraised: readonly Appraised[], relation: Relation) =>
  cardResults(CARD, appraised).relations.find((each) => each.relation === relation)!;

describe('what appraisals come to', () => {
  test('stands side by side by relation, and nowhere as one figure', () => {
    const results = cardResults(CARD, [
      said('self', GOOD),
      said('superior', { ...GOOD, clean: false }),
      said('superior', { ...GOOD, clean: false, lit: false }),
    ]);
    expect(results.relations.map(({ relation, n, said: told }) => [relation, n, told?.share])).toEqual([
      ['self', 1, 10_000],
      ['superior', 2, 5_000],
      ['peer', 0, undefined],
    ]);
    expect(Object.keys(results).toSorted()).toEqual(['card', 'needs', 'relations', 'title', 'version']);
  });

  test.each([
    [1, null],
    [2, null],
    [3, 6_000],
  ])('of %i colleagues is %j', (n, share) => {
    const peers = Array.from({ length: n }, () => said('peer', { ...GOOD, clean: false }));
    expect(of(peers, 'peer')).toMatchObject({ n, said: share === null ? null : { share } });
  });

  test('of colleagues tells no item that fewer than three of them judged, and no word', () => {
    const unsure: Cells = { ...GOOD, soft: { type: 'not-applicable' } };
    const told = of([said('peer', GOOD, 'secret'), said('peer', GOOD), said('peer', unsure)], 'peer').said!;
    expect(told.items.find(({ item: id }) => id === 'soft')).toMatchObject({ n: 2, share: null, isLow: false });
    expect(told.items.find(({ item: id }) => id === 'lit')).toMatchObject({ n: 3, share: 10_000 });
    expect(told.words).toEqual([]);
  });

  test('of superiors and oneself is told word for word', () => {
    expect(of([said('superior', GOOD, 'well done')], 'superior').said!.words).toEqual([
      { item: 'words', text: 'well done' },
    ]);
  });
});

describe('training needs', () => {
  const needs = (appraised: readonly Appraised[]) =>
    cardResults(CARD, appraised).needs.map(({ item: id, relations }) => [id, ...relations]);

  test('are items below half of their points, with whose eyes saw it', () => {
    const low = { ...GOOD, soft: false };
    expect(needs([said('self', GOOD), said('superior', low), ...[1, 2, 3].map(() => said('peer', low))])).toEqual([
      ['soft', 'superior', 'peer'],
    ]);
  });

  test('are not items at exactly half, nor what two colleagues see', () => {
    const low = { ...GOOD, soft: false };
    expect(needs([said('superior', low), said('superior', GOOD), said('peer', low), said('peer', low)])).toEqual([]);
  });
});
