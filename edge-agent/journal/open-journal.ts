import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, linkSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { chainStart } from '#contract/chain.ts';
import { epochIdSchema, type BranchId, type EpochId } from '#contract/ids.ts';
import { syncDirectory } from '../sync-directory.ts';
import { JournalError, corrupt, explainSqlite, foreign } from './journal-error.ts';
import { SqliteJournal } from './sqlite-journal.ts';
import { APPLICATION_ID, MIGRATIONS, migrate, schemaVersion } from './schema.ts';

export interface JournalOptions {
  readonly path: string;
  readonly branch: BranchId;
  /** Draws the epoch of a new journal; 64 random bits unless given. */
  readonly newEpoch?: () => EpochId;
}

/** Waits this long for a predecessor that is just going down. */
const LOCK_TIMEOUT_MS = 250;
const FULL = 2;

/**
 * Opens the branch's journal, or makes it where there is none. Throws JournalError, and then nothing was changed:
 * a file that is foreign, damaged, newer, of another branch or open elsewhere is never reset.
 */
export function openJournal(options: JournalOptions): SqliteJournal {
  const { path, branch } = options;
  if (!existsSync(path)) create(options);
  checkFileHeader(path);
  return guarded(path, () => {
    const db = connect(path);
    try {
      checkVersion(db, path);
      migrate(db);
      return new SqliteJournal(db, readOwner(db, path, branch));
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * A new journal is made under another name and linked into place only when it is complete, so a file at `path` is
 * always a whole journal: a short or empty one is damage, not a half-finished start.
 */
function create({ path, branch, newEpoch = randomEpoch }: JournalOptions): void {
  const directory = dirname(path);
  if (!existsSync(dirname(directory))) {
    throw new JournalError({
      code: 'cannot-open',
      what: `There is no directory ${dirname(directory)}`,
      where: path,
      remedy: 'Mount the disk it is on, or create it: a journal made on the wrong disk would begin a new epoch.',
    });
  }
  makeDirectory(directory, path);
  if (existsSync(`${path}-wal`)) {
    throw corrupt(path, 'the main file is missing while its write-ahead log is still there');
  }
  const draft = `${path}.new-${randomBytes(6).toString('hex')}`;
  try {
    guarded(path, () => fill(draft, branch, newEpoch()));
    linkSync(draft, path);
  } catch (error) {
    // Two first starts at once: the other one won, and opening says that it is in use.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncDirectory(directory);
}

/** The data directory itself is made; what it stands in must be there. */
function makeDirectory(directory: string, path: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new JournalError({
      code: 'cannot-open',
      what: `The directory of the journal cannot be made: ${(error as Error).message}`,
      where: path,
      remedy: 'Give the agent’s user write permission, or create the directory for it.',
      cause: error,
    });
  }
}

function fill(draft: string, branch: BranchId, epoch: EpochId): void {
  // Made here for the permissions, which SQLite also gives to the write-ahead log: it may hold customers' comments.
  closeSync(openSync(draft, 'wx', 0o600));
  const db = connect(draft);
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db);
    db.prepare('INSERT INTO journal VALUES (1, ?, ?, 0, ?, 0, 0, 0)').run(
      branch,
      epoch,
      Buffer.from(chainStart(branch, epoch), 'hex'),
    );
  } finally {
    db.close();
  }
}

function connect(path: string): Database.Database {
  const db = new Database(path, { timeout: LOCK_TIMEOUT_MS });
  try {
    // Before the first read: one process only, no shared-memory file; the kernel frees the lock of a killed process.
    db.pragma('locking_mode = EXCLUSIVE');
    const mode = db.pragma('journal_mode = WAL', { simple: true });
    // The library's default NORMAL loses acknowledged rows on power cut.
    db.pragma('synchronous = FULL');
    const synchronous = db.pragma('synchronous', { simple: true });
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    if (mode === 'wal' && synchronous === FULL) return db;
    throw new JournalError({
      code: 'not-durable',
      what: `The journal runs with journal_mode ${String(mode)} and synchronous ${String(synchronous)}`,
      where: path,
      remedy: 'Put dataDir on a local disk; network shares cannot hold a journal.',
    });
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Read without SQLite, which would already change a foreign database by switching it to WAL. */
export function checkFileHeader(path: string): void {
  if (!statSync(path).isFile()) throw foreign(path, 'it is not a regular file');
  const header = Buffer.alloc(100);
  const handle = openSync(path, 'r');
  try {
    if (readSync(handle, header) === 0) throw corrupt(path, 'it is empty');
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw foreign(path, 'it is not a SQLite file');
  const application = header.readUInt32BE(68);
  if (application !== APPLICATION_ID) throw foreign(path, `it is a SQLite file with application id ${application}`);
}

export function checkVersion(db: Database.Database, path: string): void {
  const version = schemaVersion(db);
  if (version > MIGRATIONS.length) {
    throw new JournalError({
      code: 'newer-version',
      what: `The journal has schema version ${version}, this agent knows up to ${MIGRATIONS.length}`,
      where: path,
      remedy: 'Install the agent version that wrote it, or a later one.',
    });
  }
  const check = db.pragma('quick_check(1)', { simple: true });
  if (check !== 'ok') throw corrupt(path, String(check));
}

function readOwner(
  db: Database.Database,
  path: string,
  branch: BranchId,
): { path: string; branch: BranchId; epoch: EpochId } {
  const row = db.prepare<[], { branch: string; epoch: string }>('SELECT branch, epoch FROM journal').get();
  const epoch = epochIdSchema.safeParse(row?.epoch);
  if (row === undefined || !epoch.success) throw corrupt(path, 'it does not say whose it is');
  if (row.branch !== branch) {
    throw new JournalError({
      code: 'other-branch',
      what: `The journal belongs to branch "${row.branch}", this agent is "${branch}"`,
      where: path,
      remedy: 'Correct branch.id in the site file or dataDir in the configuration; a journal cannot change its branch.',
    });
  }
  return { path, branch, epoch: epoch.data };
}

export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw explainSqlite(error, path) ?? error;
  }
}

function randomEpoch(): EpochId {
  return epochIdSchema.parse(randomBytes(8).toString('hex'));
}
