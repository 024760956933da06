import type { Reader } from '../database.ts';

/** Names of accounts by id; those that are not known are left out. */
export async function accountNames(reader: Reader, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await reader.selectFrom('account').select(['id', 'name']).where('id', 'in', accounts).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
