import type { Grant, Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { isRole } from './find-grants.ts';
import { isWholeBank, unitsWithin } from './units-within.ts';

export interface Person {
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly signsInBy: 'password' | 'provider' | 'nothing yet';
  readonly lockedUntil: number | null;
  readonly disabledAt: number | null;
  readonly createdAt: number;
}

/**
 * Accounts by login. Within less than the whole bank: those that may do something there, and those that may do nothing
 * yet and were added by whoever asks. Of their grants, only the ones within the scope are shown.
 */
export async function findPeople(reader: Reader, scope: Scope, by: string): Promise<readonly Person[]> {
  const accounts = await reader.selectFrom('account').selectAll().orderBy('login').execute();
  const rows = await reader.selectFrom('role_grant').selectAll().orderBy('role').orderBy('unit').execute();
  const units = await unitsWithin(reader, scope);
  const all = Map.groupBy(rows, ({ account }) => account);
  return accounts.flatMap((account) => {
    const every = all.get(account.id) ?? [];
    const grants = every.flatMap(({ role, unit }) => (isRole(role) && units.has(unit) ? [{ role, unit }] : []));
    const isOwn = every.length === 0 && account.added_by === by;
    if (grants.length === 0 && !isOwn && !isWholeBank(scope)) return [];
    const waysIn = account.password === null ? 'nothing yet' : 'password';
    return {
      account: account.id,
      login: account.login,
      name: account.name,
      grants,
      signsInBy: account.subject !== null || account.binds === 1 ? 'provider' : waysIn,
      lockedUntil: account.locked_until,
      disabledAt: account.disabled_at,
      createdAt: account.created_at,
    };
  });
}
