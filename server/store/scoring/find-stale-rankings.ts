import { sql } from 'kysely';
import type { Reader } from '../database.ts';
import type { ScoresKey } from './find-scores.ts';

/** Rankings that were never drawn or are older than one of their composites. */
export async function findStaleRankings(reader: Reader): Promise<readonly ScoresKey[]> {
  const { rows } = await sql<ScoresKey>`
    SELECT score.period, score.policy, score.version
    FROM composite_score AS score
    LEFT JOIN ranking ON ranking.period = score.period AND ranking.policy = score.policy
                     AND ranking.version = score.version
    GROUP BY score.period, score.policy, score.version
    HAVING MAX(ranking.computed_at) IS NULL OR MAX(score.computed_at) > MAX(ranking.computed_at)
    ORDER BY score.period, score.policy, score.version`.execute(reader);
  return rows;
}
