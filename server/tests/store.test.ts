import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../store/open-store.ts';
import { MIGRATIONS } from '../store/migrations/migrations.ts';
import { openStores, type Stores } from '../store/open-stores.ts';
import { emptyRollup, RunningSum } from '../store/rollup.ts';
import type { Journal, Store } from '../store/store.ts';
import { BRANCH, EPOCH, OTHER } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { temporaryFolder } from './office.ts';

const UNIT = {
  id: BRANCH,
  kind: 'branch',
  name_zh: '东城支行',
  name_en: 'East',
  branch_type: 'full',
  created_at: 1,
  closed_on: null,
} as const;

describe('a file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'head-office.db');
  });

  afterEach(() => folder.remove());

  const open = (): Promise<Stores> => openStores({ type: 'sqlite', file });

  test('the store runs in WAL mode with synchronous=FULL', () => {
    const db = openDatabase(file);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
  });

  test('a store of a newer version is refused and left as it is', async () => {
    await (await open()).close();
    const db = new Database(file);
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();

    await expect(open()).rejects.toMatchObject({ code: 'newer-version' });
    const after = new Database(file, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length + 1);
    after.close();
  });

  test('a database of somebody else is refused', async () => {
    const db = new Database(file);
    db.exec('CREATE TABLE t (x)');
    db.close();
    await expect(open()).rejects.toMatchObject({ code: 'foreign-file' });
  });

  test('a file that is no database is refused', async () => {
    writeFileSync(file, 'no database at all, just text that is long enough to be looked at\n'.repeat(20));
    await expect(open()).rejects.toMatchObject({ code: 'corrupt' });
  });
});

onBothStores('store', (makePlace) => {
  let at: TestPlace;
  let stores: Stores;
  let store: Store;

  beforeEach(async () => {
    at = await makePlace();
    stores = await openStores(at.place);
    store = stores.store;
  });

  afterEach(async () => {
    await stores.close();
    await at.remove();
  });

  test('opening a store twice changes nothing', async () => {
    await store.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
    await stores.close();
    stores = await openStores(at.place);
    expect(await stores.store.alarms(BRANCH)).toEqual([{ kind: 'refused', detail: 'x', at: 5, count: 1 }]);
  });

  test('a transaction that throws stores nothing, and the next one is none the worse', async () => {
    const failing = store.transaction(async (writer) => {
      writer.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
      throw new Error('fault');
    });
    await expect(failing).rejects.toThrow('fault');
    expect(await store.alarms(BRANCH)).toEqual([]);
    await store.raise(BRANCH, { kind: 'refused', detail: 'y', at: 6 });
    expect(await store.alarms(BRANCH)).toMatchObject([{ detail: 'y' }]);
  });

  test('a repeated alarm counts up and keeps its last time', async () => {
    for (const time of [5, 6, 7]) await store.raise(BRANCH, { kind: 'gap', detail: 'x', at: time });
    expect(await store.alarms(BRANCH)).toEqual([{ kind: 'gap', detail: 'x', at: 7, count: 3 }]);
  });

  test('of each retained message the newest is kept, however many come at once', async () => {
    const saved = [1, 2, 3].map((time) => store.saveLatest(BRANCH, 'status', time, `{"n":${time}}`));
    await Promise.all([...saved, store.saveLatest(OTHER, 'score', 4, '{}')]);
    await store.saveLatest(BRANCH, 'score', 5, '{}');
    expect(await store.latest()).toEqual([
      { branch: BRANCH, kind: 'score', at: 5, payload: '{}' },
      { branch: BRANCH, kind: 'status', at: 3, payload: '{"n":3}' },
      { branch: OTHER, kind: 'score', at: 4, payload: '{}' },
    ]);
  });

  test('a row at a place that is taken fails its whole transaction with the reason', async () => {
    const journal: Journal = { branch: BRANCH, epoch: EPOCH };
    const row = { seq: 1, line: '{}', hash: 'ab'.repeat(32) };
    await store.transaction(async (writer) => writer.insertEvents(journal, [row]));
    const again = store.transaction(async (writer) => {
      writer.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
      writer.insertEvents(journal, [{ ...row, line: 'other' }]);
      return writer.hashes(journal, 1, 9);
    });
    await expect(again).rejects.toThrow(/UNIQUE|duplicate key/);
    expect(await store.events(journal, 1, 9)).toEqual([row]);
    expect(await store.alarms(BRANCH)).toEqual([]);
  });

  test('a snapshot does not see what is committed while it reads', async () => {
    const seen = await store.snapshot(async (reads) => {
      const before = await reads.alarms(BRANCH);
      await store.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
      return [before, await reads.alarms(BRANCH)];
    });
    expect(seen).toEqual([[], []]);
    expect(await store.alarms(BRANCH)).toHaveLength(1);
  });

  test('a transaction of the office that stays open holds up no batch for ever, and neither sees the other half done', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let hasBegun = (): void => {};
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const office = stores.database.write(async (writing) => {
      await writing.insertInto('unit').values(UNIT).execute();
      hasBegun();
      await held;
      await writing.updateTable('unit').set({ name_en: 'West' }).execute();
    });
    await begun;
    const batch = store.transaction(async (writer) => {
      writer.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
      return (await writer.cursor({ branch: BRANCH, epoch: EPOCH })) === null;
    });
    expect(await stores.database.read.selectFrom('unit').selectAll().execute()).toEqual([]);
    release();
    await office;
    expect(await batch).toBe(true);
    expect(await store.alarms(BRANCH)).toHaveLength(1);
    expect(await stores.database.read.selectFrom('unit').select('name_en').execute()).toEqual([{ name_en: 'West' }]);
  });
});

test('sums take away exactly what they were given', () => {
  const empty = emptyRollup('personal', 'ordinary');
  const part = { ...empty, issued: 1, served: 1, waitN: 1, waitMs: 61_000, histogram: [[2, 1]] as const };
  const other = { ...part, waitMs: 30_000, histogram: [[0, 1]] as const };
  const sum = new RunningSum(empty);
  sum.add(part, 1);
  sum.add(other, 1);
  expect(sum.value().histogram).toEqual([
    [0, 1],
    [2, 1],
  ]);
  sum.add(part, -1);
  expect(sum.value()).toEqual(other);
  sum.add(other, -1);
  expect(sum.value()).toEqual(empty);
});
