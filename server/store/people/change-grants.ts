import type { Selectable } from 'kysely';
import type { Grant } from '../../auth/viewer.ts';
import type { Writing } from '../database.ts';
import type { PeopleTables } from './tables.ts';

/** False when it was granted already. */
export async function addGrant(writing: Writing, grant: Selectable<PeopleTables['role_grant']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await writing
    .insertInto('role_grant')
    .values(grant)
    .onConflict((conflict) => conflict.columns(['account', 'role', 'unit']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** False when it was not granted. */
export async function removeGrant(writing: Writing, account: string, { role, unit }: Grant): Promise<boolean> {
  const { numDeletedRows } = await writing
    .deleteFrom('role_grant')
    .where('account', '=', account)
    .where('role', '=', role)
    .where('unit', '=', unit)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
