import type { Database } from 'better-sqlite3';

/** "HMJL" in the file header: tells a journal from any other SQLite file. */
export const APPLICATION_ID = 0x484d_4a4c;

/**
 * Forward migrations; migration n brings a journal from version n − 1 to n (`PRAGMA user_version`). A published
 * migration is never edited, only followed by another.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- The one row that says whose journal this is and how far things are.
  CREATE TABLE journal (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    branch     TEXT    NOT NULL,
    epoch      TEXT    NOT NULL,          -- 16 hex digits, drawn when the file was made
    base_seq   INTEGER NOT NULL,          -- last seq removed by retention, 0 = none: rows start at base_seq + 1
    base_hash  BLOB    NOT NULL,          -- chain hash after base_seq (32 bytes), so that the rest stays verifiable
    last_seq   INTEGER NOT NULL,          -- last seq ever stored: a removed tail is noticed
    acked      INTEGER NOT NULL,          -- head office holds everything up to here; may lag, see setAcked
    checkpoint INTEGER NOT NULL           -- where rebuilding the hall may start, 0 = from the first row
  ) STRICT;

  CREATE TABLE event (
    seq    INTEGER PRIMARY KEY,           -- contiguous from 1 within the epoch
    at     INTEGER NOT NULL,              -- epoch ms of the event, for retention
    line   TEXT    NOT NULL,              -- exact bytes that were hashed
    hash   BLOB    NOT NULL,              -- chain hash after this line (32 bytes)
    rating TEXT                           -- id of a rating.given, else NULL
  ) STRICT;

  -- Pages repeat a rating when they retry; only ratings are in this index.
  CREATE INDEX event_rating ON event (rating) WHERE rating IS NOT NULL;
  `,
  `
  -- Response of a survey.answered, else NULL: a page may repeat it after the hall has let go of its day.
  ALTER TABLE event ADD COLUMN response TEXT;
  CREATE INDEX event_response ON event (response, seq) WHERE response IS NOT NULL;
  `,
];

export function schemaVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Applies what is missing, each migration in its own transaction together with its number. */
export function migrate(db: Database, migrations: readonly string[] = MIGRATIONS): void {
  for (let version = schemaVersion(db); version < migrations.length; version++) {
    db.transaction(() => {
      db.exec(migrations[version]!);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
}
