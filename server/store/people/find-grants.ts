import { ROLES, type Role } from '../../auth/roles.ts';
import type { Grant } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';

/** What an account may do where, in a fixed order; a role that this program does not know grants nothing. */
export async function findGrants(reader: Reader, account: string): Promise<readonly Grant[]> {
  const rows = await reader
    .selectFrom('role_grant')
    .select(['role', 'unit'])
    .where('account', '=', account)
    .orderBy('role')
    .orderBy('unit')
    .execute();
  return rows.flatMap(({ role, unit }) => (isRole(role) ? [{ role, unit }] : []));
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
