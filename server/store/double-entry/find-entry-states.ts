import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { PAPER_ENTRIES, type EntryState, type InspectionKey, type PaperEntry } from './paper.ts';

/** Who holds which entry of these inspections. */
export async function findEntryStates(
  reader: Reader,
  scope: Scope,
  keys: readonly InspectionKey[],
): Promise<readonly (EntryState & InspectionKey)[]> {
  if (keys.length === 0) return [];
  const rows = await reader
    .selectFrom('sheet')
    .select(['branch', 'inspection', 'entry', 'account', 'state', 'revision'])
    .where('inspection', 'in', [...new Set(keys.map(({ inspection }) => inspection))])
    .where('branch', 'in', [...new Set(keys.map(({ branch }) => branch))])
    .where('entry', 'in', PAPER_ENTRIES)
    .where(within(scope, 'sheet.branch'))
    .orderBy('branch')
    .orderBy('inspection')
    .orderBy('entry')
    .execute();
  return rows.map((row) => ({ ...row, entry: row.entry as PaperEntry }));
}
