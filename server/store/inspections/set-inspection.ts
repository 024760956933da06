import type { Writing } from '../database.ts';
import type { InspectionsTables } from './tables.ts';

type Inspection = InspectionsTables['inspection'];

/** Changes fields of one inspection, whose state the caller has judged in the same transaction. */
export async function setInspection(
  writing: Writing,
  { branch, inspection }: { readonly branch: string; readonly inspection: string },
  fields: Partial<Pick<Inspection, 'state' | 'visited_on' | 'signed_at' | 'result'>>,
): Promise<void> {
  await writing
    .updateTable('inspection')
    .set(fields)
    .where('branch', '=', branch)
    .where('id', '=', inspection)
    .execute();
}
