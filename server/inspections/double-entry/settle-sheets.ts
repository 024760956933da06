import { z } from 'zod';
import type { Problem } from '#contract/problems.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { cellOf, sheetProblems } from '#rubric/scorecards/sheet.ts';
import { compareSheets, isSame, type Mismatch } from './compare-sheets.ts';
import {
  inOneForm,
  isDay,
  typedFrom,
  VISIT_DATE,
  writtenOf,
  writtenSchema,
  type TypedSheet,
  type Written,
} from './typed-sheet.ts';

const cellSchema = z.string().min(1).max(80);
const reasonSchema = z.string().trim().min(1).max(500);

/** What a third person, the original in hand, says of one differing cell. */
export const decisionSchema = z.discriminatedUnion('take', [
  z.strictObject({ cell: cellSchema, take: z.literal('first'), reason: reasonSchema.optional() }),
  z.strictObject({ cell: cellSchema, take: z.literal('second'), reason: reasonSchema.optional() }),
  /** Neither has it right: what the original says, and why both went wrong. */
  z.strictObject({ cell: cellSchema, take: z.literal('other'), written: writtenSchema, reason: reasonSchema }),
]);
export type Decision = z.infer<typeof decisionSchema>;

export interface CellChange {
  readonly cell: string;
  readonly before: Written;
  readonly after: Written;
  readonly reason: string;
}

export type Settled =
  | { readonly ok: true; readonly typed: TypedSheet; readonly changes: readonly CellChange[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Said of an answer that was set aside when whoever settled gave no reason of their own. */
const AS_FIRST = '原件与第一次录入一致 The original reads as in the first entry';
const AS_SECOND = '原件与第二次录入一致 The original reads as in the second entry';

/**
 * The sheet that counts: what both entries agree on, and of every differing cell what was decided. Refused with all
 * problems at once unless exactly the differing cells are decided, once each, and the sheet fits its card.
 */
export function settleSheets(
  card: Scorecard,
  { first, second }: { readonly first: TypedSheet; readonly second: TypedSheet },
  decisions: readonly Decision[],
): Settled {
  const { mismatches } = compareSheets(card, first, second);
  const problems = decisionProblems(mismatches, decisions);
  if (problems.length > 0) return { ok: false, problems };
  const written = new Map(writtenOf(first));
  const changes: CellChange[] = [];
  for (const mismatch of mismatches) {
    const decision = decisions.find(({ cell }) => cell === mismatch.cell)!;
    const after = decidedOf(mismatch, decision);
    written.set(mismatch.cell, after);
    changes.push(...changesOf(mismatch, after, decision));
  }
  const typed = typedFrom(card, written);
  const unfit = sheetProblems(card, typed.sheet);
  return unfit.length > 0 ? { ok: false, problems: unfit } : { ok: true, typed, changes };
}

function decisionProblems(mismatches: readonly Mismatch[], decisions: readonly Decision[]): readonly Problem[] {
  const open = new Set(mismatches.map(({ cell }) => cell));
  const problems: Problem[] = [];
  for (const [index, decision] of decisions.entries()) {
    const path = `decisions.${String(index)}`;
    if (!open.delete(decision.cell)) problems.push({ path: `${path}.cell`, expected: 'each differing cell once' });
    else if (decision.take === 'other' && !fitsCell(decision.cell, decision.written))
      problems.push({ path: `${path}.written`, expected: `what stands at ${decision.cell}` });
  }
  return [...problems, ...[...open].map((cell) => ({ path: cell, expected: 'a decision' }))];
}

/** An answer belongs to a cell, text to a printed total or the day; the day cannot be missing. */
function fitsCell(cell: string, written: Written): boolean {
  if (cell === VISIT_DATE) return typeof written === 'string' && isDay(written);
  if (written === null) return true;
  if (cell.includes(':')) return typeof written === 'string' && !isDay(written);
  return typeof written !== 'string' && cellOf(written.item, written.role) === cell;
}

function decidedOf({ first, second }: Mismatch, decision: Decision): Written {
  if (decision.take === 'other') return inOneForm(decision.written);
  return decision.take === 'first' ? first : second;
}

/** One line for each answer that was set aside. */
function changesOf({ cell, first, second }: Mismatch, after: Written, decision: Decision): readonly CellChange[] {
  const reason = decision.reason ?? (decision.take === 'first' ? AS_FIRST : AS_SECOND);
  return [first, second].filter((before) => !isSame(before, after)).map((before) => ({ cell, before, after, reason }));
}
