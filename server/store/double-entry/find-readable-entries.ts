import { sql, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { PAPER_ENTRIES, type EntryState, type InspectionKey, type PaperEntry } from './paper.ts';

/** An entry with what is written in it, as JSON. */
export interface EntryRow extends EntryState {
  readonly body: string;
  readonly timers: string;
}

/**
 * Entries of a paper sheet that an account may read: its own, and all of them once both are signed. So nobody can type
 * the second entry by the first.
 */
export async function findReadableEntries(
  reader: Reader,
  scope: Scope,
  { branch, inspection, account }: InspectionKey & { readonly account: string },
): Promise<readonly EntryRow[]> {
  const bothSigned = sql<SqlBool>`(SELECT COUNT(*) FROM sheet AS typed WHERE typed.branch = ${branch}
    AND typed.inspection = ${inspection} AND typed.entry IN ('first-entry', 'second-entry')
    AND typed.state = 'signed') = 2`;
  const rows = await reader
    .selectFrom('sheet')
    .select(['entry', 'account', 'state', 'revision', 'body', 'timers'])
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where('entry', 'in', PAPER_ENTRIES)
    .where(within(scope, 'sheet.branch'))
    .where((is) => is.or([is('account', '=', account), bothSigned]))
    .orderBy('entry')
    .execute();
  return rows.map((row) => ({ ...row, entry: row.entry as PaperEntry }));
}
