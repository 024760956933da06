import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, inject } from 'vitest';
import { openPostgres, openSqlite, type Database } from '../store/database.ts';
import type { StorePlace } from '../store/open-stores.ts';
import { temporaryFolder } from './office.ts';

/** An empty database with all tables, and how to be rid of it. */
export interface TestDatabase {
  readonly database: Database;
  remove(): Promise<void>;
}

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
    const { url, drop } = await makePostgresDatabase();
    return { place: { type: 'postgres', url }, remove: drop };
  }
  const folder = temporaryFolder();
  const remove = async (): Promise<void> => folder.remove();
  return { place: { type: 'sqlite', file: join(folder.path, 'head-office.db') }, remove };
}

export async function makeDatabase(kind: Database['kind']): Promise<TestDatabase> {
  return kind === 'sqlite' ? makeSqlite() : makePostgres();
}

async function makeSqlite(): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const database = openSqlite(join(folder.path, 'head-office.db'));
  return {
    database,
    async remove() {
      await database.close();
      folder.remove();
    },
  };
}

async function makePostgres(): Promise<TestDatabase> {
  const { url, drop } = await makePostgresDatabase();
  const database = await openPostgres(url);
  return {
    database,
    async remove() {
      await database.close();
      await drop();
    },
  };
}

/** An empty database on the run's PostgreSQL server. */
export async function makePostgresDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const maintenance = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdministrator(maintenance, `CREATE DATABASE ${name}`);
  const url = new URL(maintenance);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdministrator(maintenance, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
