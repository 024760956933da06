import { sql } from 'kysely';
import { packHistogram } from '../../server/scoring/packed-histogram.ts';
import type { Database } from '../../server/store/database.ts';

/** Rows of a large network, made inside the database so that filling it takes seconds. */

export const BRANCHES = 40_000;
export const DAYS = 30;
export const MONTH = '2026-11';
export const DATE = '2026-11-02';
export const KEY = { period: MONTH, policy: 'default', version: 1 } as const;

/** Bytes of a stored composite; rankings must not have to read them. */
const BODY_BYTES = 2_000;

export async function fillNetwork(database: Database): Promise<void> {
  const numbers = (name: string, upTo: number) =>
    sql.raw(`${name}(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM ${name} WHERE n < ${String(upTo)})`);
  // Ten million and one places keep the name's length, so that it sorts as text.
  const branch = sql.raw(`'b' || CAST(1000000 + branches.n AS TEXT)`);
  await database.write(async (writing) => {
    await sql`
      WITH RECURSIVE ${numbers('branches', BRANCHES)}, ${numbers('days', DAYS)}
      INSERT INTO day_fact
      SELECT ${branch}, '2026-11-' || SUBSTR('0' || CAST(days.n AS TEXT), LENGTH(CAST(days.n AS TEXT)), 2), 'ordinary',
             200, 190, (branches.n * 7919 + days.n * 131) % 61, 185, 170, 120,
             120 - (branches.n * 1047 + days.n * 17) % 23
      FROM branches CROSS JOIN days`.execute(writing);
    await sql`
      INSERT INTO month_fact
      SELECT branch, SUBSTR(date, 1, 7), COUNT(*), SUM(issued), SUM(judged), SUM(late), SUM(served), SUM(invited),
             SUM(rated), SUM(satisfied)
      FROM day_fact GROUP BY branch, SUBSTR(date, 1, 7)`.execute(writing);
    await sql`
      WITH RECURSIVE ${numbers('branches', BRANCHES)}
      INSERT INTO composite_score (branch, period, policy, version, state, value, error, grade, peer_group, body,
                                   items, uncertainty, computed_at)
      SELECT ${branch}, ${KEY.period}, ${KEY.policy}, ${sql.lit(KEY.version)}, 'scored',
             600000 + (branches.n * 7919) % 390011, 150.5 + branches.n % 100, 'b',
             'full/0/' || CAST(branches.n % 12 AS TEXT), ${'x'.repeat(BODY_BYTES)}, '[]', NULL, 0
      FROM branches`.execute(writing);
  });
  await database.write(async (writing) => {
    const bins = packHistogram(Array.from({ length: 60 }, (_, bin) => [bin, 1 + (bin % 9)]));
    await sql`
      WITH RECURSIVE ${numbers('branches', BRANCHES)}
      INSERT INTO day_waits SELECT ${branch}, ${DATE}, ${bins} FROM branches`.execute(writing);
  });
  // As autovacuum does in time.
  if (database.kind === 'postgres') await sql`VACUUM ANALYZE`.execute(database.read);
}

/** What there would be without sums of months: the same places from the days themselves. */
export async function rankFromDays(database: Database): Promise<number> {
  const { rows } = await sql`
    SELECT branch, successes, n, RANK() OVER (ORDER BY CAST(successes AS DOUBLE PRECISION) / n DESC) AS place
    FROM (
      SELECT branch, SUM(judged) - SUM(late) AS successes, SUM(judged) AS n
      FROM day_fact WHERE date >= '2026-11-01' AND date < '2026-12-01' GROUP BY branch
    ) AS summed
    ORDER BY place, branch`.execute(database.read);
  return rows.length;
}
