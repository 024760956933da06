import type { Reader } from '../database.ts';

/** A hall lets go of a day at the latest when the second day after it opens. */
const HELD_AT_MOST = 3;

/**
 * Days of a branch that may have changed since they were last computed: the newest ones, those that were not closed
 * then, and those that were never computed. Oldest first.
 */
export async function findDaysToFollow(reader: Reader, branch: string): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('day')
    .leftJoin('day_evidence', (join) =>
      join.onRef('day_evidence.branch', '=', 'day.branch').onRef('day_evidence.date', '=', 'day.date'),
    )
    .select(['day.date', 'day_evidence.closed'])
    .distinct()
    .where('day.branch', '=', branch)
    .orderBy('day.date')
    .execute();
  return rows
    .filter(({ closed }, index) => closed !== 1 || index >= rows.length - HELD_AT_MOST)
    .map(({ date }) => date);
}
