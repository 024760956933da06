import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainStart } from '#contract/chain.ts';
import { branchIdSchema, epochIdSchema } from '#contract/ids.ts';
import type { EventBody } from '#contract/events.ts';
import { JournalError, explainSqlite } from './journal-error.ts';
import { openJournal } from './open-journal.ts';
import { MIGRATIONS, migrate, schemaVersion } from './schema.ts';

const branch = branchIdSchema.parse('b-0001');
const other = branchIdSchema.parse('b-0002');
const body: EventBody = { type: 'device.online', at: 1_700_000_000_000, src: 'bus', device: 'bus' };

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hallmeter-journal-'));
  path = join(directory, 'journal.db');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function refusalOf(action: () => unknown): JournalError {
  try {
    action();
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

function openAndClose(): void {
  openJournal({ path, branch }).close();
}

/** Changes the file behind the journal's back. */
function tamper(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

test('a new journal has a random epoch, is empty and starts its chain from branch and epoch', () => {
  const journal = openJournal({ path, branch });

  expect(journal.epoch).toMatch(/^[0-9a-f]{16}$/);
  expect(journal.branch).toBe(branch);
  expect([journal.last(), journal.acked(), journal.checkpoint()]).toEqual([0, 0, 0]);
  expect(journal.hashAfter(0)).toBe(chainStart(branch, journal.epoch));
  expect(journal.verify()).toBeNull();
  journal.close();

  const second = openJournal({ path: join(directory, 'second.db'), branch });
  expect(second.epoch).not.toBe(journal.epoch);
  second.close();
  expect(readdirSync(directory).toSorted()).toEqual(['journal.db', 'second.db']);
});

test('opening again keeps epoch and rows', () => {
  const epoch = epochIdSchema.parse('00112233445566ff');
  const journal = openJournal({ path, branch, newEpoch: () => epoch });
  journal.append([body]);
  journal.close();

  const again = openJournal({ path, branch });
  expect(again.epoch).toBe(epoch);
  expect(again.last()).toBe(1);
  again.close();
});

test('the files are readable by the agent’s user only', () => {
  const journal = openJournal({ path, branch });
  journal.append([body]);
  for (const file of readdirSync(directory)) expect(statSync(join(directory, file)).mode & 0o077).toBe(0);
  journal.close();
});

test('a second opener is refused while the first lives, and let in afterwards', () => {
  const journal = openJournal({ path, branch });

  const refusal = refusalOf(openAndClose);
  expect(refusal).toMatchObject({ code: 'in-use', where: path });
  expect(refusal.message).toContain('Another process has the journal open');

  journal.append([body]);
  journal.close();
  openAndClose();
});

test('the journal of another branch is refused', () => {
  openJournal({ path, branch: other }).close();

  const refusal = refusalOf(openAndClose);
  expect(refusal.code).toBe('other-branch');
  expect(refusal.message).toContain('b-0002');
});

test('a journal of a newer version is refused', () => {
  openAndClose();
  tamper(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);

  expect(refusalOf(openAndClose).code).toBe('newer-version');
  tamper(`PRAGMA user_version = ${MIGRATIONS.length}`);
  openAndClose();
});

test('files that are no journal are refused and not changed by a byte', () => {
  const text = 'these are the notes of the branch manager\n'.repeat(40);
  writeFileSync(path, text);
  expect(refusalOf(openAndClose).code).toBe('foreign');
  expect(readFileSync(path, 'utf8')).toBe(text);

  rmSync(path);
  tamper('CREATE TABLE accounts (id); INSERT INTO accounts VALUES (1)');
  const before = readFileSync(path);
  expect(refusalOf(openAndClose).code).toBe('foreign');
  expect(readFileSync(path).equals(before)).toBe(true);

  rmSync(path);
  mkdirSync(path);
  expect(refusalOf(openAndClose).code).toBe('foreign');
  expect(readdirSync(directory)).toEqual(['journal.db']);
});

test('an emptied, a cut and an overwritten journal are refused as damaged', () => {
  const fresh = (): void => {
    rmSync(path, { force: true });
    const journal = openJournal({ path, branch });
    journal.append(Array.from({ length: 400 }, () => body));
    journal.close();
  };

  fresh();
  truncateSync(path, 0);
  expect(refusalOf(openAndClose)).toMatchObject({ code: 'corrupt', what: expect.stringContaining('empty') as string });

  fresh();
  truncateSync(path, 8192);
  expect(refusalOf(openAndClose).code).toBe('corrupt');

  fresh();
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4096 * 4, 4096 * 6);
  writeFileSync(path, bytes);
  expect(refusalOf(openAndClose).code).toBe('corrupt');
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a lost main file beside its write-ahead log is refused instead of beginning anew', () => {
  writeFileSync(`${path}-wal`, 'frames');

  const refusal = refusalOf(openAndClose);
  expect(refusal.code).toBe('corrupt');
  expect(readdirSync(directory)).toEqual(['journal.db-wal']);
});

test('the data directory is made for the agent’s user, but not what it stands in', () => {
  const openIn = (...parts: string[]): void => openJournal({ path: join(directory, ...parts), branch }).close();

  openIn('data', 'journal.db');
  expect(statSync(join(directory, 'data')).mode & 0o077).toBe(0);
  const refusal = refusalOf(() => openIn('unmounted', 'data', 'journal.db'));
  expect(refusal.code).toBe('cannot-open');
  expect(refusal.message).toContain(join(directory, 'unmounted'));
  writeFileSync(join(directory, 'file'), '');
  expect(refusalOf(() => openIn('file', 'journal.db')).code).toBe('cannot-open');
  expect(readdirSync(directory).toSorted()).toEqual(['data', 'file']);
});

test('every migration is applied once, in order, together with its number', () => {
  const db = new Database(':memory:');
  migrate(db, ['CREATE TABLE a (x)']);
  migrate(db, ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y']);
  expect(schemaVersion(db)).toBe(2);

  expect(() => migrate(db, ['', '', 'CREATE TABLE b (x); CREATE TABLE a (x)'])).toThrow('already exists');
  expect(schemaVersion(db)).toBe(2);
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").pluck().get()).toBe(0);
  db.close();
});

test('every kind of SQLite error is told in words with what to do', () => {
  const codeOf = (code: string): string | undefined =>
    explainSqlite(Object.assign(new Error('text'), { code }), path)?.code;

  expect(codeOf('SQLITE_BUSY')).toBe('in-use');
  expect(codeOf('SQLITE_NOTADB')).toBe('foreign');
  expect(codeOf('SQLITE_CORRUPT_INDEX')).toBe('corrupt');
  expect(codeOf('SQLITE_CANTOPEN')).toBe('cannot-open');
  expect(codeOf('SQLITE_READONLY')).toBe('cannot-open');
  expect(codeOf('SQLITE_FULL')).toBe('disk-refused');
  expect(codeOf('SQLITE_IOERR_FSYNC')).toBe('disk-refused');
  expect(codeOf('ENOENT')).toBeUndefined();
  expect(explainSqlite('text', path)).toBeNull();
});
