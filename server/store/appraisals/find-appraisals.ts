import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import type { InspectionsTables } from '../inspections/tables.ts';
import { within } from '../within.ts';

/** Everything that was said at a branch in a period. */
export async function findAppraisals(
  reader: Reader,
  scope: Scope,
  { branch, period }: { readonly branch: string; readonly period: string },
): Promise<readonly InspectionsTables['appraisal'][]> {
  return reader
    .selectFrom('appraisal')
    .selectAll()
    .where('branch', '=', branch)
    .where('period', '=', period)
    .where(within(scope, 'appraisal.branch'))
    .orderBy('subject')
    .orderBy('id')
    .execute();
}
