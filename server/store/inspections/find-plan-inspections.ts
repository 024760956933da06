import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionsTables } from './tables.ts';

export type InspectionRow = InspectionsTables['inspection'];

/** Inspections that came out of a published plan, in the order of its visits. */
export async function findPlanInspections(
  reader: Reader,
  scope: Scope,
  plan: string,
): Promise<readonly InspectionRow[]> {
  return reader
    .selectFrom('inspection')
    .selectAll()
    .where('plan', '=', plan)
    .where(within(scope, 'inspection.branch'))
    .orderBy('branch')
    .orderBy('kind')
    .orderBy('from_on')
    .orderBy('id')
    .execute();
}
