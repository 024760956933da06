import BetterSqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, SqliteDialect, type Transaction } from 'kysely';
import { Pool } from 'pg';
import { openDatabase } from './open-store.ts';
import { migratePostgres } from './open-postgres.ts';
import { connectionOptions, connectionRefusal } from './postgres-connection.ts';
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

export interface SqliteDatabase extends Database {
  /** The one that writes. Use it within a turn only: two writers in one process would wait for each other for ever. */
  readonly connection: BetterSqlite.Database;
  readonly turns: Turns;
}

/** Opens or makes the file; throws StoreError and leaves it alone when it cannot be used. */
export function openSqlite(path: string): SqliteDatabase {
  const turns = new Turns();
  const connection = openDatabase(path);
  const write = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const reading = new BetterSqlite(path, { readonly: true });
  const read = new Kysely<Tables>({ dialect: new SqliteDialect({ database: reading }) });
  return {
    kind: 'sqlite',
    connection,
    turns,
    read,
    write: (action) => turns.take(() => write.transaction().execute(action)),
    async close() {
      await turns.take(async () => {
        await read.destroy();
        await write.destroy();
      });
      // Kysely does not close what it has never used.
      for (const each of [reading, connection]) if (each.open) each.close();
    },
  };
}

/** Any number that tells our transactions from other users of the same server. */
const WRITE_LOCK = 0x486d484f;

/** Opens a database of a PostgreSQL server, migrating it; throws StoreError when it cannot be used. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new Pool({ ...connectionOptions(url), max: 8 });
  // A connection that breaks while idle is replaced at the next query, which says so if it cannot be.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    await db.destroy();
    // Kysely does not close what it has never used.
    if (!pool.ending) await pool.end();
  };
  try {
    await migratePostgres(pool);
  } catch (error) {
    await close();
    throw connectionRefusal(error, url);
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
    close,
  };
}
