import type { Reader } from '../database.ts';

/** Where journals begin whose first lines were removed after their time; by `branch epoch`. */
export async function findCuts(
  reader: Reader,
): Promise<ReadonlyMap<string, { readonly upto: number; readonly hash: string }>> {
  const rows = await reader.selectFrom('journal_cut').select(['branch', 'epoch', 'upto', 'hash']).execute();
  return new Map(rows.map(({ branch, epoch, upto, hash }) => [`${branch} ${epoch}`, { upto, hash }]));
}
