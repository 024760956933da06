import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import type { SignedSheet, VisitWindow } from './signed-sheet.ts';
import { signedSheets } from './signed-sheets.ts';

/** Both entries of paper sheets, and what was settled, by branch, inspection, entry. */
export async function listTypedPapers(
  reader: Reader,
  scope: Scope,
  window: VisitWindow,
): Promise<readonly SignedSheet[]> {
  return signedSheets(reader, scope, window)
    .where('inspection.mode', '=', 'paper')
    .where('sheet.entry', 'in', ['first-entry', 'second-entry', 'settled'])
    .execute();
}
