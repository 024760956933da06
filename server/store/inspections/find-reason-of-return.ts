import type { Reader } from '../database.ts';

/** What the reviewer wrote when an inspection was last returned to its inspector; '' where nothing was. */
export async function findReasonOfReturn(
  reader: Reader,
  { branch, inspection }: { readonly branch: string; readonly inspection: string },
): Promise<string> {
  const row = await reader
    .selectFrom('audit')
    .select('detail')
    .where('action', '=', 'inspection.returned')
    .where('subject', '=', `inspection/${branch}/${inspection}`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { reason } = JSON.parse(row?.detail ?? '{}') as { readonly reason?: unknown };
  return typeof reason === 'string' ? reason : '';
}
