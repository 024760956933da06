import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, inject } from 'vitest';
import type { Database } from '../store/database.ts';
import { openDatabaseAt, type StorePlace } from '../store/open-stores.ts';
import { temporaryFolder } from './office.ts';

/** An empty database with all tables, and how to be rid of it. */
export interface TestDatabase {
  readonly database: Database;
  remove(): Promise<void>;
}

/** PostgreSQL databases of this test file that nobody uses: making one takes longer than most tests. */
const empty: string[] = [];

export const DATABASE_KINDS = ['sqlite', 'postgres'] as const;

/** The same tests on SQLite and on PostgreSQL. */
export function onBothDatabases(name: string, tests: (make: () => Promise<TestDatabase>) => void): void {
  describe.each(DATABASE_KINDS)(`${name} (%s)`, (kind) => {
    tests(() => makeDatabase(kind));
  });
}

/** A place without a store, and how to be rid of it. */
export interface TestPlace {
  readonly place: StorePlace;
  remove(): Promise<void>;
}

/** The same tests of ingest and what is built on it, on SQLite and on PostgreSQL. */
export function onBothStores(name: string, tests: (makePlace: () => Promise<TestPlace>) => void): void {
  describe.each(DATABASE_KINDS)(`${name} (%s)`, (kind) => {
    tests(() => makePlace(kind));
  });
}

export async function makePlace(kind: Database['kind']): Promise<TestPlace> {
  if (kind === 'postgres') {
    const url = empty.pop() ?? (await makePostgresDatabase()).url;
    return { place: { type: 'postgres', url }, remove: () => makeEmpty(url) };
  }
  const folder = temporaryFolder();
  const remove = async (): Promise<void> => folder.remove();
  return { place: { type: 'sqlite', file: join(folder.path, 'head-office.db') }, remove };
}

export async function makeDatabase(kind: Database['kind']): Promise<TestDatabase> {
  const { place, remove } = await makePlace(kind);
  const database = await openDatabaseAt(place);
  return {
    database,
    async remove() {
      await database.close();
      await remove();
    },
  };
}

/** A new database on the run's PostgreSQL server, for tests that change more of it than its rows. */
export async function makePostgresDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const maintenance = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator(maintenance, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(maintenance);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asAdministrator(maintenance, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** Ends who is still connected, takes out every row, and keeps the database for the next test. */
async function makeEmpty(url: string): Promise<void> {
  await asAdministrator(url, async (client) => {
    await client.query(
      `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const { rows } = await client.query<{ tablename: string }>(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'hallmeter_schema'",
    );
    await client.query(rows.map(({ tablename }) => `DELETE FROM ${tablename}`).join(';'));
  });
  empty.push(url);
}

async function asAdministrator(url: string, action: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await action(client);
  } finally {
    await client.end();
  }
}
