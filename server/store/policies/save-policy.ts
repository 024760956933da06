import type { Writing } from '../database.ts';
import type { PolicyKey, PolicyRow } from './tables.ts';

export async function insertPolicy(writing: Writing, row: PolicyRow): Promise<void> {
  await writing.insertInto('policy').values(row).execute();
}

/** Never an approved one, whatever the caller believes. */
export async function updatePolicy(
  writing: Writing,
  { kind, id, version }: PolicyKey,
  change: Partial<Omit<PolicyRow, keyof PolicyKey>>,
): Promise<void> {
  await writing
    .updateTable('policy')
    .set(change)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '!=', 'approved')
    .execute();
}
