import { chmodSync, existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { APPLICATION_ID, MIGRATIONS } from './migrations/migrations.ts';
import { StoreError } from './store-error.ts';

const FULL = 2;

/** Opens head office's database, making or migrating it; refuses what it does not know. */
export function openDatabase(path: string): Database.Database {
  const isNew = !existsSync(path);
  const db = new Database(path);
  try {
    if (isNew) chmodSync(path, 0o600);
    prepare(db, path, isNew);
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && /NOTADB|CORRUPT/.test(error.code)) {
      throw new StoreError(
        'corrupt',
        `${path} is damaged or no database (${error.code}). Restore it from a backup.`,
        error,
      );
    }
    throw error;
  }
}

function prepare(db: Database.Database, path: string, isNew: boolean): void {
  const application = Number(db.pragma('application_id', { simple: true }));
  // A first start that was killed before its first migration leaves a file without any table.
  const isEmpty = application === 0 && db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (!isNew && !isEmpty && application !== APPLICATION_ID) {
    throw new StoreError('foreign-file', `${path} is not a head-office store. Choose another dataDir.`);
  }
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      'newer-version',
      `${path} has schema version ${version}, this program knows up to ${MIGRATIONS.length}. Install the newer program.`,
    );
  }
  db.pragma('journal_mode = WAL');
  // The library's default NORMAL loses acknowledged rows on power cut.
  db.pragma('synchronous = FULL');
  if (Number(db.pragma('synchronous', { simple: true })) !== FULL) {
    throw new StoreError('not-durable', `${path} cannot be written durably. Put dataDir on a local disk.`);
  }
  for (let next = version; next < MIGRATIONS.length; next++) {
    db.transaction(() => {
      db.exec(MIGRATIONS[next]!);
      db.pragma(`user_version = ${next + 1}`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    }).exclusive();
  }
}
