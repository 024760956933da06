import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionsTables } from './tables.ts';

type Row = InspectionsTables['sheet'];

/** Which of several sheets is the one that counts: what was settled, else the inspector's own, else what both typed. */
const COUNTS: readonly Row['entry'][] = ['settled', 'own', 'first-entry'];

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
    .where('entry', 'in', COUNTS)
    .where('state', '=', 'signed')
    .where(within(scope, 'sheet.branch'))
    .execute();
  const found = COUNTS.map((entry) => rows.find((row) => row.entry === entry)).find((row) => row !== undefined);
  return found ?? null;
}
