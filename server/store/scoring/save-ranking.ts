import type { Reader, Writing } from '../database.ts';
import type { ScoresKey } from './find-scores.ts';
import type { ScoringTables } from './tables.ts';

const AT_ONCE = 500;

export interface DrawnRanking {
  /** JSON of rubric's Ranking. */
  readonly body: string;
  /** JSON of rubric's StandardisedAttainment[]. */
  readonly attainment: string;
  /** Branches whose peer group is another one now. */
  readonly moved: readonly { readonly branch: string; readonly group: string | null }[];
}

export async function saveRanking(writing: Writing, key: ScoresKey, drawn: DrawnRanking, at: number): Promise<void> {
  for (const [group, moved] of Map.groupBy(drawn.moved, (each) => each.group)) {
    for (let from = 0; from < moved.length; from += AT_ONCE) {
      const branches = moved.slice(from, from + AT_ONCE).map(({ branch }) => branch);
      await writing
        .updateTable('composite_score')
        .set({ peer_group: group })
        .where('branch', 'in', branches)
        .where('period', '=', key.period)
        .where('policy', '=', key.policy)
        .where('version', '=', key.version)
        .execute();
    }
  }
  const changed = { body: drawn.body, attainment: drawn.attainment, computed_at: at };
  await writing
    .insertInto('ranking')
    .values({ period: key.period, policy: key.policy, version: key.version, ...changed })
    .onConflict((of) => of.columns(['period', 'policy', 'version']).doUpdateSet(changed))
    .execute();
}

export async function findRanking(
  reader: Reader,
  { period, policy, version }: ScoresKey,
): Promise<Pick<ScoringTables['ranking'], 'body' | 'attainment' | 'computed_at'> | undefined> {
  return reader
    .selectFrom('ranking')
    .select(['body', 'attainment', 'computed_at'])
    .where('period', '=', period)
    .where('policy', '=', policy)
    .where('version', '=', version)
    .executeTakeFirst();
}
