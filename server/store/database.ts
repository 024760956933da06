import BetterSqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, SqliteDialect, type Transaction } from 'kysely';
import { Pool } from 'pg';
import { openDatabase } from './open-store.ts';
import { migratePostgres } from './open-postgres.ts';
import type { Tables } from './tables.ts';
import { Turns } from './turns.ts';

/** Reads; inside `write` the transaction reads too. */
export type Reader = Kysely<Tables>;
export type Writing = Transaction<Tables>;

/**
 * Everything head office keeps beside what ingest writes: the same queries on SQLite and PostgreSQL. Whole numbers come
 * as numbers on both.
 */
export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  readonly read: Reader;
  /** One transaction at a time, all or nothing, durable when it resolves. Do not wait for anything else inside. */
  write<T>(action: (writing: Writing) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens or makes the file; throws StoreError and leaves it alone when it cannot be used. `turns`: of all writers. */
export function openSqlite(path: string, turns = new Turns()): Database {
  const connection = openDatabase(path);
  const write = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const read = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: new BetterSqlite(path, { readonly: true }) }),
  });
  return {
    kind: 'sqlite',
    read,
    write: (action) => turns.take(() => write.transaction().execute(action)),
    async close() {
      await turns.take(async () => {
        await read.destroy();
        await write.destroy();
      });
      if (connection.open) connection.close();
    },
  };
}

/** Any number that tells our transactions from other users of the same server. */
const WRITE_LOCK = 0x486d484f;

/** Opens a database of a PostgreSQL server, migrating it; throws StoreError when it cannot be used. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: 8, types: { getTypeParser } });
  // A connection that breaks while idle is replaced at the next query, which says so if it cannot be.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migratePostgres(pool);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    kind: 'postgres',
    read: db,
    write: (action) =>
      db.transaction().execute(async (writing) => {
        // As on SQLite: rules that look at several rows hold without retries.
        await sql`SELECT pg_advisory_xact_lock(${WRITE_LOCK})`.execute(writing);
        return action(writing);
      }),
    close: () => db.destroy(),
  };
}

/** Types of PostgreSQL by number: whole and floating numbers; `numeric` is what it sums whole numbers to. */
const NUMBERS: readonly number[] = [20, 21, 23, 700, 701, 1_700];
const BYTEA = 17;
const BOOL = 16;

/** Numbers as numbers (all of ours are below 2^53), bytes as buffers, everything else as text. */
function getTypeParser(type: number): (text: string) => unknown {
  if (NUMBERS.includes(type)) return Number;
  if (type === BYTEA) return (text) => Buffer.from(text.slice(2), 'hex');
  if (type === BOOL) return (text) => text === 't';
  return (text) => text;
}
