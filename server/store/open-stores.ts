import { openPostgres, openSqlite, type Database } from './database.ts';
import { PostgresSession } from './postgres-session.ts';
import { openPostgresStore } from './postgres-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/** Where head office keeps everything. */
export type StorePlace =
  | { readonly type: 'sqlite'; readonly file: string }
  | { readonly type: 'postgres'; readonly url: string };

/** Ingest's half and everybody else's of one and the same database. */
export interface Stores {
  readonly database: Database;
  readonly store: Store;
  close(): Promise<void>;
}

/** Opens both halves, making or migrating the tables; throws StoreError when the place cannot be used. */
export async function openStores(place: StorePlace): Promise<Stores> {
  if (place.type === 'sqlite') {
    const database = openSqlite(place.file);
    return together(database, openSqliteStore(database));
  }
  const session = new PostgresSession(place.url);
  // Before any table is touched: another head office may be at work.
  await session.connect();
  try {
    const database = await openPostgres(place.url);
    return together(database, openPostgresStore(session, database.read));
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** For reading only, beside a head office that runs. */
export async function openDatabaseAt(place: StorePlace): Promise<Database> {
  return place.type === 'sqlite' ? openSqlite(place.file) : openPostgres(place.url);
}

function together(database: Database, store: Store): Stores {
  return {
    database,
    store,
    async close() {
      await store.close();
      await database.close();
    },
  };
}
