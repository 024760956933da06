import type { Writing } from '../database.ts';
import type { InspectionsTables } from '../inspections/tables.ts';

export async function putStaff(writing: Writing, member: InspectionsTables['staff']): Promise<void> {
  const { account, has_left } = member;
  await writing
    .insertInto('staff')
    .values(member)
    .onConflict((conflict) => conflict.columns(['branch', 'pseudonym']).doUpdateSet({ account, has_left }))
    .execute();
}
