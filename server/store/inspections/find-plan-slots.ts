import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionsTables } from './tables.ts';

export type SlotRow = InspectionsTables['plan_slot'];

/** Visits of a draft, by branch, kind and first day. */
export async function findPlanSlots(reader: Reader, scope: Scope, plan: string): Promise<readonly SlotRow[]> {
  return reader
    .selectFrom('plan_slot')
    .selectAll()
    .where('plan', '=', plan)
    .where(within(scope, 'plan_slot.branch'))
    .orderBy('branch')
    .orderBy('kind')
    .orderBy('from_on')
    .orderBy('id')
    .execute();
}
