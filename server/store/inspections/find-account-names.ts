import type { Reader } from '../database.ts';

/** Names of people by account. An account that is gone keeps its id as its name. */
export async function findAccountNames(
  reader: Reader,
  accounts: readonly (string | null)[],
): Promise<(account: string) => string> {
  const ids = [...new Set(accounts.filter((account) => account !== null))];
  const rows =
    ids.length === 0
      ? []
      : await reader.selectFrom('account').select(['id', 'name']).where('id', 'in', ids).orderBy('id').execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (account) => names.get(account) ?? account;
}
