import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** Branches of which anything was measured in these months, by id. */
export async function findOpenBranches(
  reader: Reader,
  scope: Scope,
  months: readonly string[],
): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('month_fact')
    .select('branch')
    .distinct()
    .where('month', 'in', months)
    .where(within(scope, 'month_fact.branch'))
    .orderBy('branch')
    .execute();
  return rows.map(({ branch }) => branch);
}
