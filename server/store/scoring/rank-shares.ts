import { sql } from 'kysely';
import type { Reader } from '../database.ts';

/** Shares that are counted every day: satisfied of rated, within target of judged, asked of served. */
export const SHARES_OF = ['satisfied', 'attained', 'invited'] as const;
export type ShareOf = (typeof SHARES_OF)[number];

export interface PlacedShare {
  readonly branch: string;
  readonly successes: number;
  readonly n: number;
  readonly place: number;
}

const COUNTS = {
  satisfied: { successes: sql`SUM(satisfied)`, n: sql`SUM(rated)` },
  attained: { successes: sql`SUM(judged) - SUM(late)`, n: sql`SUM(judged)` },
  invited: { successes: sql`SUM(invited)`, n: sql`SUM(served)` },
} as const satisfies Readonly<Record<ShareOf, unknown>>;

/**
 * Exact places of all branches by a share of the months together, by place and id; branches without observations are
 * left out. Two different shares of less than 2^26 observations differ as double-precision numbers too, and equal ones
 * are equal, so the places are those of exact fractions.
 */
export async function rankShares(
  reader: Reader,
  { months, of }: { readonly months: readonly string[]; readonly of: ShareOf },
): Promise<readonly PlacedShare[]> {
  const { successes, n } = COUNTS[of];
  const { rows } = await sql<PlacedShare>`
    SELECT branch, successes, n,
           RANK() OVER (ORDER BY CAST(successes AS DOUBLE PRECISION) / n DESC) AS place
    FROM (
      SELECT branch, ${successes} AS successes, ${n} AS n
      FROM month_fact
      WHERE month IN (${sql.join([...months])})
      GROUP BY branch
    ) AS summed
    WHERE n > 0
    ORDER BY place, branch`.execute(reader);
  return rows;
}
