import type { Pool } from 'pg';
import { forPostgres, MIGRATIONS } from './migrations/migrations.ts';
import { StoreError } from './store-error.ts';

/** Brings the tables of the database up to date; refuses what it does not know and never resets. */
export async function migratePostgres(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await requireDurable(client);
    await client.query('BEGIN');
    // Two head offices that start at once must not both migrate.
    await client.query('SELECT pg_advisory_xact_lock(4852)');
    const version = await versionOf(client);
    if (version > MIGRATIONS.length) {
      throw new StoreError(
        'newer-version',
        `The database has schema version ${String(version)}, this program knows up to ${String(MIGRATIONS.length)}. Install the newer program.`,
      );
    }
    for (const migration of MIGRATIONS.slice(version)) await client.query(forPostgres(migration));
    await client.query('UPDATE hallmeter_schema SET version = $1', [MIGRATIONS.length]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** A commit that does not wait for the disk would lose what a branch was told is safe. */
async function requireDurable(client: { query: Pool['query'] }): Promise<void> {
  const { rows } = await client.query<{ synchronous_commit: string }>('SHOW synchronous_commit');
  if (rows[0]?.synchronous_commit !== 'off') return;
  throw new StoreError(
    'not-durable',
    'The database has synchronous_commit=off and would lose acknowledged events. ALTER DATABASE … SET synchronous_commit = on.',
  );
}

async function versionOf(client: { query: Pool['query'] }): Promise<number> {
  const known = await client.query<{ found: string | null }>("SELECT to_regclass('hallmeter_schema')::text AS found");
  if (known.rows[0]?.found !== null) {
    const { rows } = await client.query<{ version: number }>('SELECT version FROM hallmeter_schema');
    return rows[0]?.version ?? 0;
  }
  const tables = await client.query<{ n: number }>(
    "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
  );
  if (tables.rows[0]!.n > 0) {
    throw new StoreError(
      'foreign-file',
      'The database holds tables that are not of a head-office store. Choose an empty database.',
    );
  }
  await client.query('CREATE TABLE hallmeter_schema (version BIGINT NOT NULL)');
  await client.query('INSERT INTO hallmeter_schema VALUES (0)');
  return 0;
}
