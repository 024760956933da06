import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { SheetEntry } from '#rubric/scorecards/sheet.ts';
import type { Kind } from './wire.ts';

/** What must not leave head office with an inspection. */

/** Test calls and mystery visits: who made them stays unknown, so that they can be made again. */
export function isCovert(kind: Kind): boolean {
  return kind === 'mystery' || kind === 'hotline';
}

/** Amounts of fines are imported and never shown. */
export function withoutFines(entries: readonly SheetEntry[]): readonly SheetEntry[] {
  return entries.map((entry) => without(entry, 'penaltyAmount'));
}

export function cardWithoutFines(card: Scorecard): Scorecard {
  return { ...card, items: card.items.map((item) => without(item, 'penaltyAmount')) };
}

/**
 * Answers of a covert visit as its branch may read them: words, notes, counted times and files could tell who came and
 * when. Points and findings stay.
 */
export function entriesForBranch(entries: readonly SheetEntry[]): readonly SheetEntry[] {
  return entries
    .filter(({ answer }) => answer.type !== 'text' && answer.type !== 'timer')
    .map((entry) => ({ ...without(entry, 'note'), evidence: [] }));
}

export function resultForBranch(result: ScorecardResult): ScorecardResult {
  return { ...result, items: result.items.map((item) => ({ ...item, evidence: [] })) };
}

function without<T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key)) as Omit<T, K>;
}
