import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Mismatch } from '../../inspections/double-entry/compare-sheets.ts';
import type { Decision } from '../../inspections/double-entry/settle-sheets.ts';
import type { Written } from '../../inspections/double-entry/typed-sheet.ts';
import { EMPTY_CELL, readFields, type CellFields } from './fields.ts';

/** What is chosen for one differing place, as far as it has come. */
export interface Choice {
  readonly take: Decision['take'] | null;
  /** What the original says, of a cell and of other places. */
  readonly cell: CellFields;
  readonly text: string;
  readonly reason: string;
}

export const UNDECIDED: Choice = { take: null, cell: EMPTY_CELL, text: '', reason: '' };

/** The decision, or what is still missing. */
export function decisionOf(
  card: Scorecard,
  { cell }: Mismatch,
  choice: Choice,
): Decision | 'open' | 'wrong' | 'reason' {
  const reason = choice.reason.trim();
  if (choice.take === null) return 'open';
  if (choice.take !== 'other') return { cell, take: choice.take, ...(reason === '' ? {} : { reason }) };
  const written = originalOf(card, cell, choice);
  if (written === undefined) return 'wrong';
  return reason === '' ? 'reason' : { cell, take: 'other', written, reason };
}

/** Null = blank on the original; undefined = cannot be read. */
function originalOf(card: Scorecard, place: string, { cell, text }: Choice): Written | undefined {
  const isPrinted = place.startsWith('printed:');
  const { sheet, visitedOn, problems } = readFields(card, {
    visitedOn: place === 'visit:date' ? text : '',
    cells: place.includes(':') ? {} : { [place]: cell },
    printed: isPrinted ? { [place.slice('printed:'.length)]: text } : {},
  });
  if (problems.size > 0) return undefined;
  if (place === 'visit:date') return visitedOn ?? undefined;
  return isPrinted ? text.trim() || null : (sheet.entries[0] ?? null);
}
