import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionsTables } from './tables.ts';

/** Who may not inspect a branch, why and until when. */
export async function findStaffTies(
  reader: Reader,
  scope: Scope,
  branch: string,
): Promise<readonly (InspectionsTables['staff_tie'] & { readonly name: string })[]> {
  return reader
    .selectFrom('staff_tie')
    .leftJoin('account', 'account.id', 'staff_tie.account')
    .selectAll('staff_tie')
    .select((of) => of.fn.coalesce('account.name', 'staff_tie.account').as('name'))
    .where('staff_tie.branch', '=', branch)
    .where(within(scope, 'staff_tie.branch'))
    .orderBy('staff_tie.account')
    .orderBy('staff_tie.why')
    .execute();
}
