import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { formatEventLine, type EventBody } from '#contract/events.ts';

/** What the disk and SQLite can do with the same rows and nothing around them: the reference of the write figures. */

interface RawRow {
  readonly branch: string;
  readonly epoch: string;
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly line: string;
}

export function openRaw(file: string): Database.Database {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE event (branch TEXT, epoch TEXT, seq INTEGER, at INTEGER, type TEXT, line TEXT, hash TEXT, PRIMARY KEY (branch, epoch, seq)) WITHOUT ROWID',
  );
  return db;
}

/** One transaction per `perCommit` rows. */
export function insertRaw(db: Database.Database, rows: readonly RawRow[], perCommit: number): void {
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)');
  const digest = hash('sha256', 'x', 'hex');
  const commit = db.transaction((part: readonly RawRow[]) => {
    for (const row of part) insert.run(row.branch, row.epoch, row.seq, row.at, row.type, row.line, digest);
  });
  for (let from = 0; from < rows.length; from += perCommit) commit(rows.slice(from, from + perCommit));
}

/** The rows that a branch's events become. */
export function rawRows(branch: string, bodies: readonly EventBody[]): readonly RawRow[] {
  const epoch = '0'.repeat(16);
  return bodies.map((body, index) => ({
    branch,
    epoch,
    seq: index + 1,
    at: body.at,
    type: body.type,
    line: formatEventLine(index + 1, body),
  }));
}
