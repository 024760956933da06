import type { Reader } from '../database.ts';

/** Open cases that were due in [from, before): they count as missed from the day after on, though nothing happens. */
export async function findOverdueCases(
  reader: Reader,
  { from, before }: { readonly from: string; readonly before: string },
): Promise<readonly { readonly branch: string; readonly date: string }[]> {
  return reader
    .selectFrom('service_case')
    .select(['branch', 'due_on as date'])
    .distinct()
    .where('settled_on', 'is', null)
    .where('due_on', '>=', from)
    .where('due_on', '<', before)
    .orderBy('branch')
    .orderBy('date')
    .execute();
}
