import { basisPoints } from '#rubric/statistics/exact.ts';
import { isJudged } from '#rubric/scorecards/card-tree.ts';
import type { ItemResult, ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Sheet } from '#rubric/scorecards/sheet.ts';
import type { InspectionsTables } from '../store/inspections/tables.ts';

/**
 * What appraisals of one person come to. Self, superiors and peers stand side by side and are never mixed into one
 * figure. What peers said is told from three of them on, as sums only, and never word for word: to nobody.
 */

export type Relation = InspectionsTables['appraisal']['relation'];
export const RELATIONS: readonly Relation[] = ['self', 'superior', 'peer'];

const PEERS_AT_LEAST = 3;

/** One appraisal, evaluated on its card. */
export interface Appraised {
  readonly relation: Relation;
  readonly sheet: Sheet;
  readonly result: ScorecardResult;
}

export interface CardResults {
  readonly card: string;
  readonly version: number;
  readonly title: Scorecard['title'];
  readonly relations: readonly RelationResults[];
  /** Items that reach less than half of their points, and in whose eyes: what training could help with. */
  readonly needs: readonly {
    readonly item: string;
    readonly title: Scorecard['title'];
    readonly relations: readonly Relation[];
  }[];
}

export interface RelationResults {
  readonly relation: Relation;
  readonly n: number;
  /** Null: too few to say what they said. */
  readonly said: {
    /** 1/10,000 of what could be reached. */
    readonly share: number | null;
    readonly items: readonly ItemShare[];
    /** Word for word; empty for peers. */
    readonly words: readonly { readonly item: string; readonly text: string }[];
  } | null;
}

interface ItemShare {
  readonly item: string;
  readonly title: Scorecard['title'];
  readonly n: number;
  /** Null where nobody could judge it, or too few peers. */
  readonly share: number | null;
  /** Less than half of its points, before any rounding. */
  readonly isLow: boolean;
}

/** All appraisals of one person on one version of a card. */
export function cardResults(card: Scorecard, appraised: readonly Appraised[]): CardResults {
  const relations = RELATIONS.map((relation) =>
    relationResults(
      card,
      relation,
      appraised.filter((each) => each.relation === relation),
    ),
  );
  const needs = judgedItems(card).map(({ id, title }) => ({
    item: id,
    title,
    relations: relations
      .filter(({ said }) => said?.items.some(({ item, isLow }) => item === id && isLow))
      .map((each) => each.relation),
  }));
  return {
    card: card.id,
    version: card.version,
    title: card.title,
    relations,
    needs: needs.filter((need) => need.relations.length > 0),
  };
}

function judgedItems({ items }: Scorecard): Scorecard['items'] {
  return items.filter((item) => isJudged(item) && item.points !== undefined && item.bonus !== true);
}

function relationResults(card: Scorecard, relation: Relation, appraised: readonly Appraised[]): RelationResults {
  const n = appraised.length;
  if (n === 0 || (relation === 'peer' && n < PEERS_AT_LEAST)) return { relation, n, said: null };
  const items = judgedItems(card).map(({ id, title }) => {
    const answers = appraised.flatMap(({ result }) =>
      result.items.filter((each) => each.item === id && isAnswered(each)),
    );
    // A mean of fewer peers would be what one of them said.
    const isTold = relation !== 'peer' || answers.length >= PEERS_AT_LEAST;
    return { item: id, title, n: answers.length, ...(isTold ? shareOf(answers) : NOT_TOLD) };
  });
  return {
    relation,
    n,
    said: { share: wholeShare(appraised), items, words: relation === 'peer' ? [] : words(appraised) },
  };
}

function isAnswered({ state }: ItemResult): boolean {
  return state === 'met' || state === 'partly-met' || state === 'failed';
}

const NOT_TOLD: Pick<ItemShare, 'share' | 'isLow'> = { share: null, isLow: false };

function shareOf(answers: readonly ItemResult[]): Pick<ItemShare, 'share' | 'isLow'> {
  const reached = answers.reduce((sum, { counts }) => sum + counts, 0);
  const points = answers.reduce((sum, each) => sum + (each.points ?? 0), 0);
  return points === 0 ? NOT_TOLD : { share: basisPoints(reached, points), isLow: 2 * reached < points };
}

function wholeShare(appraised: readonly Appraised[]): number | null {
  const reached = appraised.reduce((sum, { result }) => sum + result.total, 0);
  const attainable = appraised.reduce((sum, { result }) => sum + (result.attainable ?? 0), 0);
  return attainable === 0 ? null : basisPoints(reached, attainable);
}

function words(appraised: readonly Appraised[]): readonly { readonly item: string; readonly text: string }[] {
  return appraised.flatMap(({ sheet }) =>
    sheet.entries.flatMap(({ item, answer }) => (answer.type === 'text' ? [{ item, text: answer.text }] : [])),
  );
}
