import type { DayEvidence } from '#rubric/composite/evidence.ts';
import type { CompositeWindow } from '#rubric/composite/score.ts';
import type { Reader } from '../database.ts';

/** Business days of a branch in [from, to), by date. */
export async function findDayEvidence(
  reader: Reader,
  branch: string,
  { from, to }: CompositeWindow,
): Promise<readonly DayEvidence[]> {
  const rows = await reader
    .selectFrom('day_evidence')
    .select('body')
    .where('branch', '=', branch)
    .where('date', '>=', from)
    .where('date', '<', to)
    .orderBy('date')
    .execute();
  return rows.map(({ body }) => JSON.parse(body) as DayEvidence);
}
