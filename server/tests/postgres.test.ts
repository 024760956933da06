import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { openStores, type Stores } from '../store/open-stores.ts';
import { BRANCH, DATE, daysJournal, EPOCH } from './branch-journal.ts';
import { makePostgresDatabase } from './databases.ts';
import { Office, withTransaction } from './office.ts';

const journal = daysJournal(1, 20);
const last = journal.lines.length;
let url: string;
let drop: () => Promise<void>;

beforeEach(async () => {
  ({ url, drop } = await makePostgresDatabase());
});

afterEach(() => drop());

const open = (at = url): Promise<Stores> => openStores({ type: 'postgres', url: at });

async function asAdministrator<T>(at: string, action: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: at });
  await client.connect();
  try {
    return await action(client);
  } finally {
    await client.end();
  }
}

/** Ends the connection that ingest writes through, as a restart of the server would. */
async function cutIngest(): Promise<void> {
  const cut = await asAdministrator(url, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid, 5000) AS ended FROM pg_locks JOIN pg_database ON pg_database.oid = database
       WHERE locktype = 'advisory' AND datname = current_database() AND pid <> pg_backend_pid()`,
    ),
  );
  if (cut.rows.length !== 1) throw new Error(`${cut.rows.length} connections hold the lock of ingest`);
}

describe('a database that cannot be used is refused with what to do, and the password is not shown', () => {
  async function refusalOf(at: string): Promise<{ code: string; message: string }> {
    const error: unknown = await open(at).then(
      () => null,
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ name: 'StoreError' });
    return error as { code: string; message: string };
  }

  const changed = (change: (address: URL) => void): string => {
    const address = new URL(url);
    address.password = 'top-secret';
    change(address);
    return address.href;
  };

  test('nobody listens there', async () => {
    const { code, message } = await refusalOf(changed((address) => (address.port = '1')));
    expect(code).toBe('unreachable');
    expect(message).toContain('127.0.0.1:1');
    expect(message).not.toContain('top-secret');
  });

  test('no such host', async () => {
    const { code } = await refusalOf(changed((address) => (address.hostname = 'no-such-host.invalid')));
    expect(code).toBe('unreachable');
  });

  test('no such database', async () => {
    const { code, message } = await refusalOf(changed((address) => (address.pathname = '/nowhere')));
    expect(code).toBe('no-access');
    expect(message).toContain('nowhere');
  });

  test('a wrong password', async () => {
    const role = `clerk_${randomBytes(4).toString('hex')}`;
    const rules = await asAdministrator(inject('postgresUrl'), async (client) => {
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'right'`);
      const { rows } = await client.query<{ hba_file: string }>('SHOW hba_file');
      const file = rows[0]!.hba_file;
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, `host all ${role} 127.0.0.1/32 scram-sha-256\n${text}`);
      await client.query('SELECT pg_reload_conf()');
      return { file, text };
    });
    const at = changed((address) => (address.username = role));
    await expect.poll(async () => (await refusalOf(at)).code).toBe('no-access');
    const { message } = await refusalOf(at);
    expect(message).toContain('password authentication failed');
    expect(message).not.toContain('top-secret');
    writeFileSync(rules.file, rules.text);
    await asAdministrator(inject('postgresUrl'), async (client) => {
      await client.query('SELECT pg_reload_conf()');
      await client.query(`DROP ROLE ${role}`);
    });
  });

  test.each([
    ['tables of somebody else', 'CREATE TABLE payroll (amount INT)', 'foreign-file'],
    ['a newer program', 'CREATE TABLE hallmeter_schema AS SELECT 99::bigint AS version', 'newer-version'],
  ])('%s', async (_what, statement, code) => {
    const tables = (client: Client) =>
      client.query("SELECT relname FROM pg_class WHERE relkind = 'r' ORDER BY relname");
    const before = await asAdministrator(url, async (client) => {
      await client.query(statement);
      return (await tables(client)).rows;
    });
    expect((await refusalOf(url)).code).toBe(code);
    expect(await asAdministrator(url, async (client) => (await tables(client)).rows)).toEqual(before);
  });

  test('commits that do not wait for the disk', async () => {
    await asAdministrator(url, async (client) => {
      const { pathname } = new URL(url);
      await client.query(`ALTER DATABASE ${pathname.slice(1)} SET synchronous_commit = off`);
    });
    expect((await refusalOf(url)).code).toBe('not-durable');
  });

  test('another head office that writes there, until it stops', async () => {
    const first = await open();
    expect((await refusalOf(url)).code).toBe('in-use');
    await first.store.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
    await first.close();
    const second = await open();
    expect(await second.store.alarms(BRANCH)).toHaveLength(1);
    await second.close();
  });
});

describe('a connection that is lost', () => {
  let office: Office;

  afterEach(() => office.close());

  async function expectWhole(): Promise<void> {
    const rows = await office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 1_000);
    expect(rows.map(({ line }) => line)).toEqual(journal.lines);
    const rollups = await office.store.rollups(BRANCH, DATE);
    expect(rollups.reduce((sum, { issued }) => sum + issued, 0)).toBe(20);
    expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: last, stored: last }]);
  }

  test('in the middle of a transaction: nothing is acknowledged, the branch sends again, and all counts once', async () => {
    let cuts = 2;
    office = await Office.open({ type: 'postgres', url }, (store) =>
      withTransaction(store, (action) =>
        store.transaction(async (writer) => {
          const result = await action(writer);
          if (cuts-- > 0) await cutIngest();
          return result;
        }),
      ),
    );
    for (const first of [1, 1]) {
      await office.receive(BRANCH, journal.payload(first, 30));
      expect(office.heard(BRANCH)).toEqual([{ type: 'retry', afterMs: 5_000 }]);
      expect(await office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 10)).toEqual([]);
    }
    await office.receive(BRANCH, journal.payload(1, 30));
    await office.receive(BRANCH, journal.payload(31, last));
    expect(office.heard(BRANCH)).toEqual([
      { type: 'ack', epoch: EPOCH, upto: 30 },
      { type: 'ack', epoch: EPOCH, upto: last },
    ]);
    expect(office.log.events).toEqual(['store.failed', 'store.failed']);
    await expectWhole();
  });

  test('between two batches: the next one finds a new connection', async () => {
    office = await Office.open({ type: 'postgres', url });
    await office.receive(BRANCH, journal.payload(1, 30));
    await cutIngest();
    // Whether the loss is noticed before the batch or by it: what was not acknowledged comes again.
    await office.receive(BRANCH, journal.payload(31, last));
    await office.receive(BRANCH, journal.payload(31, last));
    expect(office.heard(BRANCH).at(-1)).toEqual({ type: 'ack', epoch: EPOCH, upto: last });
    await expectWhole();
  });

  test('while another head office took over for a time: what it stored is not forgotten and not counted twice', async () => {
    office = await Office.open({ type: 'postgres', url });
    await office.receive(BRANCH, journal.payload(1, 20));
    await cutIngest();
    const other = await Office.open({ type: 'postgres', url });
    await other.receive(BRANCH, journal.payload(21, 40));
    await other.close();
    await office.receive(BRANCH, journal.payload(38, last));
    expect(office.heard(BRANCH).at(-1)).toEqual({ type: 'ack', epoch: EPOCH, upto: last });
    expect(office.log.events).toEqual([]);
    await expectWhole();
  });

  test('while another head office writes: nothing is taken until that one has stopped', async () => {
    office = await Office.open({ type: 'postgres', url });
    await cutIngest();
    const other = await openStores({ type: 'postgres', url });
    await office.receive(BRANCH, journal.payload());
    expect(office.heard(BRANCH)).toEqual([{ type: 'retry', afterMs: 5_000 }]);
    await other.close();
    await office.receive(BRANCH, journal.payload());
    expect(office.heard(BRANCH)).toEqual([{ type: 'ack', epoch: EPOCH, upto: last }]);
    await expectWhole();
  });
});
