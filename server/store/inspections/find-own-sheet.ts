import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import type { InspectionsTables } from './tables.ts';
import { within } from '../within.ts';

export interface SheetKey {
  readonly branch: string;
  readonly inspection: string;
  readonly entry: InspectionsTables['sheet']['entry'];
}

/** A sheet that this account has written; nobody else's. */
export async function findOwnSheet(
  reader: Reader,
  scope: Scope,
  { account, branch, inspection, entry }: SheetKey & { readonly account: string },
): Promise<InspectionsTables['sheet'] | undefined> {
  return reader
    .selectFrom('sheet')
    .selectAll()
    .where(within(scope, 'sheet.branch'))
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where('entry', '=', entry)
    .where('account', '=', account)
    .executeTakeFirst();
}
