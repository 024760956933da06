import type { Database } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

/** Values of one statement; SQLite takes 32,766, PostgreSQL 65,535. */
const VALUES_AT_ONCE = 20_000;

/** Inserts many rows of one table, a transaction for each stretch. */
export async function fill<T extends keyof Tables>(
  database: Database,
  table: T,
  rows: readonly Tables[T][],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  const atOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / Math.max(1, columns)));
  for (let from = 0; from < rows.length; from += atOnce) {
    const stretch = rows.slice(from, from + atOnce);
    await database.write(async (writing) => {
      // Kysely cannot see that a row of any table fits that table.
      await writing
        .insertInto(table as 'unit')
        .values(stretch as unknown as Tables['unit'][])
        .execute();
    });
  }
}
