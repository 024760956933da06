import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { PAPER_COLUMNS, type InspectionKey, type PaperInspection } from './paper.ts';

/** Null where there is no inspection on paper of that id within the scope. */
export async function findPaper(
  reader: Reader,
  scope: Scope,
  { branch, inspection }: InspectionKey,
): Promise<PaperInspection | null> {
  const row = await reader
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.id', 'inspection.branch')
    .select(PAPER_COLUMNS)
    .where('inspection.branch', '=', branch)
    .where('inspection.id', '=', inspection)
    .where('inspection.mode', '=', 'paper')
    .where(within(scope, 'inspection.branch'))
    .executeTakeFirst();
  return row ?? null;
}
