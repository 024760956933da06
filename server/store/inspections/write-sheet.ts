import type { Writing } from '../database.ts';
import type { InspectionsTables } from './tables.ts';

/** Writes a sheet in place of what its writer had before. */
export async function writeSheet(writing: Writing, row: InspectionsTables['sheet']): Promise<void> {
  const { branch: _b, inspection: _i, entry: _e, ...fields } = row;
  await writing
    .insertInto('sheet')
    .values(row)
    .onConflict((conflict) => conflict.columns(['branch', 'inspection', 'entry']).doUpdateSet(fields))
    .execute();
}
