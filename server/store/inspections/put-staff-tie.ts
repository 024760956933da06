import type { Writing } from '../database.ts';
import type { InspectionsTables } from './tables.ts';

/** A reason why an account may not inspect a branch; said again, the newer last day holds. */
export async function putStaffTie(writing: Writing, tie: InspectionsTables['staff_tie']): Promise<void> {
  await writing
    .insertInto('staff_tie')
    .values(tie)
    .onConflict((conflict) => conflict.columns(['branch', 'account', 'why']).doUpdateSet({ until_on: tie.until_on }))
    .execute();
}
