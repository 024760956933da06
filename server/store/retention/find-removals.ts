import type { Reader } from '../database.ts';

/** What was removed because its time was over, the newest first, as the audit log has it. */
export async function findRemovals(
  reader: Reader,
  limit: number,
): Promise<readonly { readonly seq: number; readonly at: number; readonly action: string; readonly detail: string }[]> {
  return reader
    .selectFrom('audit')
    .select(['seq', 'at', 'action', 'detail'])
    .where('action', 'in', ['retention.removed', 'evidence.removed'])
    .where('account', '=', 'system')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}
