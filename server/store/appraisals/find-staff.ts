import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import type { InspectionsTables } from '../inspections/tables.ts';
import { within } from '../within.ts';

/** Who works or worked at a branch, by pseudonym. */
export async function findStaff(
  reader: Reader,
  scope: Scope,
  branch: string,
): Promise<readonly InspectionsTables['staff'][]> {
  return reader
    .selectFrom('staff')
    .selectAll()
    .where('branch', '=', branch)
    .where(within(scope, 'staff.branch'))
    .orderBy('pseudonym')
    .execute();
}
