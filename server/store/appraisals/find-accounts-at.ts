import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** Accounts that can sign in and hold a role at this very unit, inspectors aside. */
export async function findAccountsAt(
  reader: Reader,
  scope: Scope,
  unit: string,
): Promise<readonly { readonly account: string; readonly name: string }[]> {
  return reader
    .selectFrom('account')
    .innerJoin('role_grant', 'role_grant.account', 'account.id')
    .select(['account.id as account', 'account.name'])
    .distinct()
    .where('role_grant.unit', '=', unit)
    .where('role_grant.role', '<>', 'inspector')
    .where('account.disabled_at', 'is', null)
    .where(within(scope, 'role_grant.unit'))
    .orderBy('account.name')
    .orderBy('account.id')
    .execute();
}
