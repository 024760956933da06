import type { Problem } from '#contract/problems.ts';
import { basisPoints, fraction } from '../statistics/exact.ts';
import { isJudged, lacksPoints, rolesOf } from './card-tree.ts';
import { gradeOf } from './grades.ts';
import { judge, type Verdict } from './judge.ts';
import { parsePoints, type Thousandths } from './points.ts';
import { printedDifferences } from './printed.ts';
import type { ItemResult, ScorecardResult, SheetFlag, Veto } from './result.ts';
import { takesOff, type Item, type Scorecard } from './schema.ts';
import { cellOf, sheetProblems, type Sheet, type SheetEntry } from './sheet.ts';
import { totalsOf, type Totals } from './totals.ts';

export type Evaluated =
  | { readonly ok: true; readonly result: ScorecardResult }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * What a sheet comes to on its card. The card must come from `readScorecard`. A sheet that does not fit the card gives
 * all problems at once and no result; what is merely missing or contradictory is flagged and never repaired.
 */
export function evaluateSheet(card: Scorecard, sheet: Sheet): Evaluated {
  const problems = sheetProblems(card, sheet);
  if (problems.length > 0) return { ok: false, problems };
  const cells = cellsOf(card, sheet);
  const items = cells.map((cell) => itemResult(card.kind, cell));
  const totals = totalsOf(card, items);
  const vetoes = cells.flatMap(({ item, verdict }): Veto[] =>
    item.veto !== undefined && isFailure(verdict) ? [{ item: item.id, capsAt: item.veto.capsAt }] : [],
  );
  const roles = card.roles.map(({ id }) => ({ role: id, deducted: deductedBy(items, id) }));
  const result = { items, roles, sections: totals.sections, total: totals.total };
  const isComplete = cells.every(({ item, verdict }) => verdict.state !== 'unanswered' || !isJudged(item));
  return {
    ok: true,
    result: {
      scorecard: card.id,
      version: card.version,
      kind: card.kind,
      attainable: totals.attainable,
      ...(isComplete ? rated(card, totals, vetoes) : { share: null, grade: null }),
      ...result,
      vetoes,
      flags: [...cells.flatMap((cell) => cellFlags(card, cell)), ...printedDifferences(card, sheet, result)],
      contributions: totals.contributions,
    },
  };
}

/** One thing to be answered. */
interface Cell {
  readonly item: Item;
  readonly role: string | undefined;
  readonly entry: SheetEntry | undefined;
  readonly verdict: Verdict;
}

function cellsOf(card: Scorecard, sheet: Sheet): readonly Cell[] {
  const entries = new Map(sheet.entries.map((entry) => [cellOf(entry.item, entry.role), entry]));
  return card.items.flatMap((item) =>
    rolesOf(card, item).map((role) => {
      const entry = entries.get(cellOf(item.id, role));
      return { item, role, entry, verdict: judge(card.kind, item, entry) };
    }),
  );
}

function itemResult(kind: Scorecard['kind'], { item, role, entry, verdict }: Cell): ItemResult {
  return {
    item: item.id,
    cell: role ?? null,
    section: item.section,
    state: verdict.state,
    elderlyExempt: verdict.state === 'not-applicable' && verdict.because === 'elderly',
    ...pointsOf(kind, item, verdict),
    bonus: item.bonus === true,
    role: role ?? item.responsibleRole ?? null,
    responsible: entry?.responsible ?? null,
    evidence: entry?.evidence ?? [],
  };
}

type ItemPoints = Pick<ItemResult, 'points' | 'counts' | 'deducted'>;

function pointsOf(kind: Scorecard['kind'], item: Item, verdict: Verdict): ItemPoints {
  const points = item.points === undefined ? null : parsePoints(item.points);
  if (!('lost' in verdict)) return { points, counts: 0, deducted: 0 };
  const lost = verdict.lost ?? 0;
  const reached = points === null ? 0 : points - lost;
  if (item.bonus === true) return { points, counts: reached, deducted: 0 };
  return { points, counts: takesOff(kind) ? 0 - lost : reached, deducted: lost };
}

function isFailure(verdict: Verdict): boolean {
  return verdict.state === 'failed' || verdict.state === 'partly-met';
}

function deductedBy(items: readonly ItemResult[], role: string): Thousandths {
  return items.reduce((sum, item) => (item.role === role ? sum + item.deducted : sum), 0);
}

function rated(card: Scorecard, totals: Totals, vetoes: readonly Veto[]): Pick<ScorecardResult, 'share' | 'grade'> {
  const { attainable } = totals;
  if (attainable === null || attainable === 0) return { share: null, grade: null };
  const reached = Math.max(0, totals.total);
  const caps = vetoes.map((veto) => veto.capsAt);
  return {
    share: basisPoints(reached, attainable),
    grade: gradeOf(card.grades, fraction(reached, attainable), caps),
  };
}

function cellFlags(card: Scorecard, { item, role, entry, verdict }: Cell): SheetFlag[] {
  const where = { item: item.id, cell: role ?? null };
  if (verdict.state === 'unanswered') return [{ code: 'unanswered', ...where }];
  const flags: SheetFlag[] = [];
  if (lacksPoints(card.kind, item)) flags.push({ code: 'points-undefined', ...where });
  if (isFailure(verdict) && item.bonus !== true) {
    if (item.evidenceOnFail && entry?.evidence.length === 0) flags.push({ code: 'evidence-missing', ...where });
    if (card.responsibleRequired && entry?.responsible === undefined)
      flags.push({ code: 'responsible-missing', ...where });
  }
  return flags;
}
