export type JournalErrorCode =
  /** Another process holds the journal. */
  | 'in-use'
  /** Written by a later version of the agent. */
  | 'newer-version'
  /** Something, but not a journal. */
  | 'foreign'
  /** A journal with damage. */
  | 'corrupt'
  /** The journal of another branch. */
  | 'other-branch'
  /** Missing directory or permission. */
  | 'cannot-open'
  /** The storage does not do what durability needs. */
  | 'not-durable'
  /** A write failed (disk full, I/O error); nothing of it was stored. */
  | 'disk-refused';

interface JournalErrorDetail {
  readonly code: JournalErrorCode;
  readonly what: string;
  /** The file. */
  readonly where: string;
  /** What a person should do about it. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** Thrown where the journal cannot be opened or written; the file is left as it was. */
export class JournalError extends Error {
  readonly code: JournalErrorCode;
  readonly what: string;
  readonly where: string;
  readonly remedy: string;

  constructor(detail: JournalErrorDetail) {
    super(`${detail.what} (${detail.where}). ${detail.remedy}`, { cause: detail.cause });
    this.name = 'JournalError';
    this.code = detail.code;
    this.what = detail.what;
    this.where = detail.where;
    this.remedy = detail.remedy;
  }
}

const RESTORE =
  'Keep this file for examination, move it and its "-wal" file away, and start again: a new epoch begins and head ' +
  'office keeps what it acknowledged.';

/** Says what a SQLite error means for the journal; `null` for anything that is not one. */
export function explainSqlite(error: unknown, file: string): JournalError | null {
  const code = sqliteCode(error);
  if (code === null) return null;
  const text = (error as Error).message;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new JournalError({
      code: 'in-use',
      what: 'Another process has the journal open',
      where: file,
      remedy: 'Stop the other agent on this PC, or give this one its own data directory.',
      cause: error,
    });
  }
  if (code === 'SQLITE_NOTADB') return foreign(file, text, error);
  if (code.startsWith('SQLITE_CORRUPT')) return corrupt(file, text, error);
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') {
    return new JournalError({
      code: 'cannot-open',
      what: `The journal cannot be opened for writing: ${text}`,
      where: file,
      remedy: 'Give the agent’s user write permission on the file and its directory.',
      cause: error,
    });
  }
  return new JournalError({
    code: 'disk-refused',
    what: `The disk refused: ${code}, ${text}`,
    where: file,
    remedy: 'Free disk space or replace the disk; the device or page repeats what was not stored.',
    cause: error,
  });
}

export function foreign(file: string, detail: string, cause?: unknown): JournalError {
  return new JournalError({
    code: 'foreign',
    what: `This file is not a Hallmeter journal: ${detail}`,
    where: file,
    remedy: 'Point dataDir to the right directory, or move this file away.',
    cause,
  });
}

export function corrupt(file: string, detail: string, cause?: unknown): JournalError {
  return new JournalError({
    code: 'corrupt',
    what: `The journal is damaged: ${detail}`,
    where: file,
    remedy: RESTORE,
    cause,
  });
}

function sqliteCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code?.startsWith('SQLITE_') ? code : null;
}
