import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { COUNTING, countingSheet } from './counting-sheet.ts';
import type { InspectionsTables } from './tables.ts';

type Row = InspectionsTables['sheet'];

export async function findCountingSheet(
  reader: Reader,
  scope: Scope,
  { branch, inspection }: { readonly branch: string; readonly inspection: string },
): Promise<Row | null> {
  const rows = await reader
    .selectFrom('sheet')
    .selectAll()
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where('entry', 'in', COUNTING)
    .where('state', '=', 'signed')
    .where(within(scope, 'sheet.branch'))
    .execute();
  return countingSheet(rows);
}
