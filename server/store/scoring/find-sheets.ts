import type { SheetEvidence } from '#rubric/composite/evidence.ts';
import type { CompositeWindow } from '#rubric/composite/score.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Reader } from '../database.ts';

/** Released inspections and mystery visits that were made in [from, to): what nobody has reviewed does not count. */
export async function findSheets(
  reader: Reader,
  branch: string,
  { from, to }: CompositeWindow,
): Promise<readonly SheetEvidence[]> {
  const rows = await reader
    .selectFrom('inspection')
    .select(['id', 'kind', 'result'])
    .where('branch', '=', branch)
    .where('state', '=', 'released')
    .where('kind', 'in', ['announced', 'mystery'])
    .where('visited_on', '>=', from)
    .where('visited_on', '<', to)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, kind, result }) =>
    result === null || (kind !== 'announced' && kind !== 'mystery')
      ? []
      : [{ id, kind, result: JSON.parse(result) as ScorecardResult }],
  );
}
