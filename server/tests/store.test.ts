import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../store/open-store.ts';
import { StoreError } from '../store/store-error.ts';
import { MIGRATIONS } from '../store/migrations/migrations.ts';
import { openStore } from '../store/sqlite-store.ts';
import { emptyRollup, RunningSum } from '../store/rollup.ts';
import { BRANCH } from './branch-journal.ts';
import { temporaryFolder } from './office.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'head-office.db');
});

afterEach(() => folder.remove());

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return 'opened';
}

test('the store runs in WAL mode with synchronous=FULL', () => {
  const db = openDatabase(file);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  db.close();
});

test('a store of a newer version is refused and left as it is', () => {
  openStore(file).close();
  const db = new Database(file);
  db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
  db.close();

  expect(codeOf(() => openStore(file))).toBe('newer-version');
  const after = new Database(file, { readonly: true });
  expect(after.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length + 1);
  after.close();
});

test('a database of somebody else is refused', () => {
  const db = new Database(file);
  db.exec('CREATE TABLE t (x)');
  db.close();
  expect(codeOf(() => openStore(file))).toBe('foreign-file');
});

test('a file that is no database is refused', () => {
  writeFileSync(file, 'no database at all, just text that is long enough to be looked at\n'.repeat(20));
  expect(codeOf(() => openStore(file))).toBe('corrupt');
});

test('opening a store twice changes nothing', () => {
  const first = openStore(file);
  first.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
  first.close();
  const again = openStore(file);
  expect(again.alarms(BRANCH)).toEqual([{ kind: 'refused', detail: 'x', at: 5, count: 1 }]);
  again.close();
});

test('a transaction that throws stores nothing', () => {
  const store = openStore(file);
  expect(() =>
    store.transaction((writer) => {
      writer.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
      throw new Error('fault');
    }),
  ).toThrow('fault');
  expect(store.alarms(BRANCH)).toEqual([]);
  store.close();
});

test('a repeated alarm counts up and keeps its last time', () => {
  const store = openStore(file);
  for (const at of [5, 6, 7]) store.raise(BRANCH, { kind: 'gap', detail: 'x', at });
  expect(store.alarms(BRANCH)).toEqual([{ kind: 'gap', detail: 'x', at: 7, count: 3 }]);
  store.close();
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
