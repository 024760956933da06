import { sql } from 'kysely';
import { MIN_PEERS } from '#rubric/ranking/ranking.ts';
import type { Reader } from '../database.ts';
import type { ScoresKey } from './find-scores.ts';

export interface PlacedComposite {
  readonly group: string;
  readonly branch: string;
  readonly place: number;
}

/**
 * Exact places within peer groups by the published figure, hundredths of a point: branches with the same figure share
 * a place, and the next one is left out. By group, place and id. The same as rubric's `rankBranches`, of which the
 * intervals and tiers come.
 */
export async function rankComposites(
  reader: Reader,
  { period, policy, version }: ScoresKey,
): Promise<readonly PlacedComposite[]> {
  const { rows } = await sql<PlacedComposite>`
    SELECT peer_group AS "group", branch, place
    FROM (
      SELECT peer_group, branch,
             RANK() OVER (PARTITION BY peer_group ORDER BY (value + 50) / 100 DESC) AS place,
             COUNT(*) OVER (PARTITION BY peer_group) AS peers
      FROM composite_score
      WHERE period = ${period} AND policy = ${policy} AND version = ${version}
        AND peer_group IS NOT NULL AND value IS NOT NULL AND error IS NOT NULL
    ) AS placed
    WHERE peers >= ${MIN_PEERS}
    ORDER BY peer_group, place, branch`.execute(reader);
  return rows;
}

/** The place of one branch: what has changed for it after an event. Null when it is not ranked. */
export async function findPlace(reader: Reader, key: ScoresKey & { readonly branch: string }): Promise<number | null> {
  const { rows } = await sql<{ readonly place: number }>`
    SELECT 1 + COUNT(CASE WHEN (peer.value + 50) / 100 > (own.value + 50) / 100 THEN 1 END) AS place
    FROM composite_score AS own
    JOIN composite_score AS peer
      ON peer.period = own.period AND peer.policy = own.policy AND peer.version = own.version
     AND peer.peer_group = own.peer_group AND peer.value IS NOT NULL AND peer.error IS NOT NULL
    WHERE own.branch = ${key.branch} AND own.period = ${key.period}
      AND own.policy = ${key.policy} AND own.version = ${key.version}
      AND own.value IS NOT NULL AND own.error IS NOT NULL
    HAVING COUNT(*) >= ${MIN_PEERS}`.execute(reader);
  return rows[0]?.place ?? null;
}
