import { rolesOf } from '#rubric/scorecards/card-tree.ts';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { parsePoints } from '#rubric/scorecards/points.ts';
import type { ItemResult, ScorecardResult } from '#rubric/scorecards/result.ts';
import { takesOff, type Item, type Scorecard } from '#rubric/scorecards/schema.ts';
import { cellOf, type Answer, type Sheet } from '#rubric/scorecards/sheet.ts';
import { intraclassCorrelations } from '#rubric/statistics/intraclass.ts';
import { itemDrift, type ScorePair } from '#rubric/statistics/item-drift.ts';
import { agreementTable, cohenKappa } from '#rubric/statistics/kappa.ts';
import { agreementReading, krippendorffAlpha } from '#rubric/statistics/krippendorff.ts';
import type { CardAgreement, CellAgreement, CellDrift, TotalsAgreement } from './wire.ts';

/** Two independent sheets of one visit. */
export interface SheetPair {
  readonly own: Sheet;
  readonly second: Sheet;
}

/** Below this many pairs nothing is said of an item. */
export const MIN_PAIRS = 10;

/** How far two scorers agree on a card: each of its cells, and the totals. */
export function raterAgreement(card: Scorecard, pairs: readonly SheetPair[]): CardAgreement {
  const both = pairs.map(({ own, second }) => ({ own: resultOf(card, own), second: resultOf(card, second) }));
  const scored = both.flatMap((pair) => scorePairs(card, pair));
  const drifts = new Map(itemDrift(scored).map((drift) => [drift.item, drift]));
  const cells = card.items.flatMap((item) =>
    rolesOf(card, item).flatMap((role): CellAgreement[] => {
      if (item.answer.type === 'text') return [];
      const cell = cellOf(item.id, role);
      const drift = drifts.get(cell);
      return [
        {
          cell,
          title: item.title,
          ...cellAgreement(item, answerPairs(pairs, cell)),
          drift: drift === undefined ? null : driftOf(drift),
        },
      ];
    }),
  );
  return {
    card: { id: card.id, version: card.version, title: card.title },
    visits: pairs.length,
    cells,
    totals: totalsAgreement(both),
  };
}

type AnswerPair = readonly [Answer, Answer];

/** Cells that both have answered. */
function answerPairs(pairs: readonly SheetPair[], cell: string): readonly AnswerPair[] {
  const answerOf = ({ entries }: Sheet): Answer | undefined =>
    entries.find(({ item, role }) => cellOf(item, role) === cell)?.answer;
  return pairs.flatMap(({ own, second }): AnswerPair[] => {
    const [first, other] = [answerOf(own), answerOf(second)];
    return first === undefined || other === undefined ? [] : [[first, other]];
  });
}

type Figures = Pick<CellAgreement, 'scale' | 'pairs' | 'agreed' | 'kappa' | 'weightedKappa' | 'alpha' | 'verdict'>;

function cellAgreement({ answer }: Item, pairs: readonly AnswerPair[]): Figures {
  const isMeasured = answer.type === 'points' || answer.type === 'count' || answer.type === 'timer';
  return isMeasured ? measuredAgreement(pairs) : namedAgreement(pairs);
}

/** Words: met, failed, an option, not applicable. */
function namedAgreement(pairs: readonly AnswerPair[]): Figures {
  const named = pairs.map(([a, b]) => [wordOf(a), wordOf(b)] as const);
  const words = [...new Set(named.flat())].toSorted();
  const alpha = krippendorffAlpha(
    named.map((pair) => pair.map((word) => words.indexOf(word))),
    'nominal',
  );
  return {
    scale: 'named',
    pairs: named.length,
    agreed: named.filter(([a, b]) => a === b).length,
    kappa: rounded(cohenKappa(agreementTable(named, words))),
    weightedKappa: null,
    alpha: rounded(alpha),
    verdict: verdictOf(named.length, alpha),
  };
}

/** Numbers; where one of the two says "not applicable" there is no distance to measure. */
function measuredAgreement(pairs: readonly AnswerPair[]): Figures {
  const measured = pairs.flatMap(([a, b]): (readonly [number, number])[] => {
    const [first, second] = [numberOf(a), numberOf(b)];
    return first === null || second === null ? [] : [[first, second]];
  });
  const values = [...new Set(measured.flat())].toSorted((a, b) => a - b);
  const alpha = krippendorffAlpha(measured, 'interval');
  const isGraded = pairs.some(([a, b]) => a.type === 'points' || b.type === 'points');
  const table = isGraded ? agreementTable(measured, values) : [];
  return {
    scale: 'measured',
    pairs: measured.length,
    agreed: measured.filter(([a, b]) => a === b).length,
    kappa: rounded(cohenKappa(table)),
    weightedKappa: rounded(cohenKappa(table, 'quadratic')),
    alpha: rounded(alpha),
    verdict: verdictOf(measured.length, alpha),
  };
}

function verdictOf(pairs: number, alpha: number | null): CellAgreement['verdict'] {
  if (pairs < MIN_PAIRS) return 'too-few';
  const reading = agreementReading(alpha);
  return reading === 'insufficient' ? 'no-variation' : reading;
}

function wordOf(answer: Answer): string {
  return answer.type === 'choice' ? `option:${answer.option}` : answer.type;
}

function numberOf(answer: Answer): number | null {
  switch (answer.type) {
    case 'points':
      return parsePoints(answer.points);
    case 'count':
      return answer.count;
    case 'timer':
      return answer.ms;
    default:
      return null;
  }
}

interface ResultPair {
  readonly own: ScorecardResult;
  readonly second: ScorecardResult;
}

function resultOf(card: Scorecard, sheet: Sheet): ScorecardResult {
  const evaluated = evaluateSheet(card, sheet);
  if (!evaluated.ok) throw new Error(`a signed sheet does not fit ${card.id} version ${String(card.version)}`);
  return evaluated.result;
}

/** What both scored in each cell, in thousandths of a point. */
function scorePairs(card: Scorecard, { own, second }: ResultPair): readonly ScorePair[] {
  return own.items.flatMap((item, index): ScorePair[] => {
    const [first, other] = [scoreOf(card, item), scoreOf(card, second.items[index]!)];
    return first === null || other === null ? [] : [{ item: cellName(item), first, second: other }];
  });
}

function cellName({ item, cell }: ItemResult): string {
  return cellOf(item, cell ?? undefined);
}

/** Null where nothing was judged. An item without points is met (one) or not. */
function scoreOf({ kind }: Scorecard, { state, points, counts }: ItemResult): number | null {
  if (state !== 'met' && state !== 'partly-met' && state !== 'failed') return null;
  if (points !== null || takesOff(kind)) return counts;
  return state === 'met' ? 1_000 : 0;
}

function driftOf(drift: ReturnType<typeof itemDrift>[number]): CellDrift {
  return {
    pairs: drift.pairs,
    higherOwn: drift.higherFirst,
    higherSecond: drift.higherSecond,
    mean: wholeOf(drift.meanDifference),
    low: drift.interval === null ? null : wholeOf(drift.interval.low),
    high: drift.interval === null ? null : wholeOf(drift.interval.high),
    drifts: drift.drifts,
  };
}

/** Of visits whose totals mean something: all judged items answered, or points taken off without a base. */
function totalsAgreement(pairs: readonly ResultPair[]): TotalsAgreement {
  const hasTotal = ({ share, attainable }: ScorecardResult): boolean => share !== null || attainable === null;
  const totals = pairs.flatMap(({ own, second }) =>
    hasTotal(own) && hasTotal(second) ? [[own.total, second.total]] : [],
  );
  const found = totals.length < MIN_PAIRS ? null : intraclassCorrelations(totals);
  return { pairs: totals.length, icc21: rounded(found?.single2 ?? null), icc11: rounded(found?.single1 ?? null) };
}

/** Whole 1/10,000. */
function rounded(value: number | null): number | null {
  return value === null ? null : wholeOf(value * 10_000);
}

/** Halves away from zero, so that turning the two around turns the sign and nothing else. */
function wholeOf(value: number): number {
  const size = Math.round(Math.abs(value));
  return value < 0 && size > 0 ? -size : size;
}
