import { sql } from 'kysely';
import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** Packed histograms of the waits of all branches on a day, one behind the other, in no order. */
export async function findDayWaits(
  reader: Reader,
  scope: Scope,
  date: string,
): Promise<{ readonly branches: number; readonly packed: string }> {
  const { rows } = await sql<{ readonly branches: number; readonly packed: string | null }>`
    SELECT COUNT(*) AS branches, STRING_AGG(bins, '') AS packed
    FROM day_waits
    WHERE date = ${date} AND ${within(scope, 'day_waits.branch')}`.execute(reader);
  return { branches: rows[0]?.branches ?? 0, packed: rows[0]?.packed ?? '' };
}
