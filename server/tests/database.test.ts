import { afterEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import {
  DATABASE_KINDS,
  makeDatabase,
  makePlace,
  makePostgresDatabase,
  onBothDatabases,
  type TestDatabase,
} from './databases.ts';
import { openPostgres } from '../store/database.ts';
import { openDatabaseAt } from '../store/open-stores.ts';
import { StoreError } from '../store/store-error.ts';
import { Client } from 'pg';

let made: TestDatabase | null = null;

afterEach(async () => {
  await made?.remove();
  made = null;
});

const UNIT = {
  kind: 'branch',
  name_zh: '东城支行',
  name_en: 'East',
  branch_type: 'full',
  created_at: 1,
  closed_on: null,
} as const;

onBothDatabases('database', (make) => {
  test('what a failed transaction wrote is gone, and its failure is the caller’s', async () => {
    made = await make();
    const { database } = made;
    const failing = database.write(async (writing) => {
      await writing
        .insertInto('unit')
        .values({ ...UNIT, id: 'a' })
        .execute();
      throw new Error('half way');
    });
    await expect(failing).rejects.toThrow('half way');
    expect(await database.read.selectFrom('unit').selectAll().execute()).toEqual([]);
  });

  test('two transactions that read and then write do not see each other half done', async () => {
    made = await make();
    const { database } = made;
    const next = (): Promise<void> =>
      database.write(async (writing) => {
        const { n } = await writing
          .selectFrom('audit')
          .select((of) => of.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        const row = { at: 0, account: 'a', action: 'b', subject: 'c', detail: '{}', hash: String(n) };
        await writing
          .insertInto('audit')
          .values({ ...row, seq: n + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 20 }, next));
    const rows = await database.read.selectFrom('audit').select('seq').orderBy('seq').execute();
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('numbers, bytes and the order of text come out the same', async () => {
    made = await make();
    const { database } = made;
    const ids = ['b', 'B', 'a-b', 'ab', 'é', '支', 'Z'];
    await database.write(async (writing) => {
      await writing
        .insertInto('unit')
        .values(ids.map((id) => ({ ...UNIT, id, created_at: 2 ** 52 })))
        .execute();
      const session = { account: 'x', created_at: 1, seen_at: 1, expires_at: 1 };
      await writing
        .insertInto('session')
        .values({ ...session, token_hash: Buffer.from([0, 255, 7]) })
        .execute();
    });
    const units = await database.read.selectFrom('unit').select(['id', 'created_at']).orderBy('id').execute();
    expect(units.map(({ id }) => id)).toEqual(['B', 'Z', 'a-b', 'ab', 'b', 'é', '支']);
    expect(units[0]!.created_at).toBe(2 ** 52);
    const sum = await sql<{ total: number }>`SELECT SUM(created_at) AS total FROM unit WHERE id < 'a'`.execute(
      database.read,
    );
    expect(sum.rows[0]!.total).toBe(2 ** 53);
    const [row] = await database.read.selectFrom('session').select('token_hash').execute();
    expect(Buffer.compare(row!.token_hash, Buffer.from([0, 255, 7]))).toBe(0);
  });
});

test.each(DATABASE_KINDS)('once closed %s answers nothing more, even if it was never asked before', async (kind) => {
  const { place, remove } = await makePlace(kind);
  const database = await openDatabaseAt(place);
  await database.close();
  await expect(database.read.selectFrom('unit').selectAll().execute()).rejects.toThrow(
    /after calling end|not open|destroyed/,
  );
  await remove();
});

test('a PostgreSQL database with other tables is refused and left as it was', async () => {
  const { url, drop } = await makePostgresDatabase();
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE payroll (amount INT)');
  await expect(openPostgres(url)).rejects.toMatchObject({ code: 'foreign-file' });
  const { rows } = await client.query(
    'SELECT count(*)::int AS n FROM information_schema.tables WHERE table_schema = $1',
    ['public'],
  );
  expect(rows).toEqual([{ n: 1 }]);
  await client.end();
  await drop();
});

test('a PostgreSQL database of a newer program is refused', async () => {
  const { url, drop } = await makePostgresDatabase();
  await (await openPostgres(url)).close();
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('UPDATE hallmeter_schema SET version = 99');
  await client.end();
  await expect(openPostgres(url)).rejects.toThrow(StoreError);
  await drop();
});

test('a test finds an empty PostgreSQL database, whatever the one before has written and left open', async () => {
  const first = await makeDatabase('postgres');
  await first.database.write((writing) =>
    writing
      .insertInto('unit')
      .values({ ...UNIT, id: 'a' })
      .execute(),
  );
  await first.remove();
  made = await makeDatabase('postgres');
  expect(await made.database.read.selectFrom('unit').selectAll().execute()).toEqual([]);
});
