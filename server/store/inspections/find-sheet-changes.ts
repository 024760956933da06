import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** The sheets of an inspection, by entry: who, when, how far off the device's clock was. */
export async function findSheetHeads(reader: Reader, scope: Scope, key: { branch: string; inspection: string }) {
  return reader
    .selectFrom('sheet')
    .select(['entry', 'account', 'signed_at', 'skew_ms', 'timers'])
    .where(within(scope, 'sheet.branch'))
    .where('branch', '=', key.branch)
    .where('inspection', '=', key.inspection)
    .orderBy('entry')
    .execute();
}

/** Every change of an inspection's sheets, oldest first within each. */
export async function findSheetChanges(reader: Reader, scope: Scope, key: { branch: string; inspection: string }) {
  return reader
    .selectFrom('sheet_change')
    .select(['entry', 'seq', 'at', 'account', 'cell', 'before', 'after', 'reason'])
    .where(within(scope, 'sheet_change.branch'))
    .where('branch', '=', key.branch)
    .where('inspection', '=', key.inspection)
    .orderBy('entry')
    .orderBy('seq')
    .execute();
}
