import type { Reader } from '../database.ts';
import type { ScoresKey } from './find-scores.ts';

/** Branches that have a score of a period under some definition, and none under this one; by id. */
export async function findWithoutScore(
  reader: Reader,
  { period, policy, version }: ScoresKey,
): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('composite_score as score')
    .select('branch')
    .distinct()
    .where('period', '=', period)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('composite_score as own')
            .select('own.branch')
            .whereRef('own.branch', '=', 'score.branch')
            .whereRef('own.period', '=', 'score.period')
            .where('own.policy', '=', policy)
            .where('own.version', '=', version),
        ),
      ),
    )
    .orderBy('branch')
    .execute();
  return rows.map(({ branch }) => branch);
}
