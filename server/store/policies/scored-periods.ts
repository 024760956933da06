import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** Periods for which there are composites, by any definition. */
export async function scoredPeriods(reader: Reader, scope: Scope): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('composite_score')
    .select('period')
    .where(within(scope, 'composite_score.branch'))
    .groupBy('period')
    .orderBy('period')
    .execute();
  return rows.map(({ period }) => period);
}
