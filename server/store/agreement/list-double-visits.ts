import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import type { SignedSheet, VisitWindow } from './signed-sheet.ts';
import { signedSheets } from './signed-sheets.ts';

/** All sheets of inspections that a second person scored independently, by branch, inspection, entry. */
export async function listDoubleVisits(
  reader: Reader,
  scope: Scope,
  window: VisitWindow,
): Promise<readonly SignedSheet[]> {
  return signedSheets(reader, scope, window)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sheet as other')
          .select('other.entry')
          .whereRef('other.branch', '=', 'sheet.branch')
          .whereRef('other.inspection', '=', 'sheet.inspection')
          .where('other.entry', '=', 'second-scorer')
          .where('other.state', '=', 'signed'),
      ),
    )
    .execute();
}
