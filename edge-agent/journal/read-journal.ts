import Database from 'better-sqlite3';
import type { Journal, JournalRow } from '../ports.ts';
import { checkFileHeader, checkVersion, guarded } from './open-journal.ts';

/** A journal to look at only. */
export interface JournalReader extends Pick<Journal, 'read' | 'last'> {
  close(): void;
}

const LOCK_TIMEOUT_MS = 250;

/** Opens a journal file of any branch without the means to change it. Throws JournalError, also while an agent has it. */
export function openJournalReader(path: string): JournalReader {
  return guarded(path, () => {
    checkFileHeader(path);
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: LOCK_TIMEOUT_MS });
    try {
      checkVersion(db, path);
      return readerOf(db, path);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function readerOf(db: Database.Database, path: string): JournalReader {
  const last = db.prepare<[], { last_seq: number }>('SELECT last_seq FROM journal');
  const rows = db.prepare<[number, number], { seq: number; line: string; hash: Buffer }>(
    'SELECT seq, line, hash FROM event WHERE seq >= ? ORDER BY seq LIMIT ?',
  );
  return {
    last: () => guarded(path, () => last.get()?.last_seq ?? 0),
    read: (from, limit) =>
      guarded(path, () => rows.all(from, limit)).map(({ seq, line, hash }): JournalRow => ({
        seq,
        line,
        hash: hash.toString('hex'),
      })),
    close: () => void db.close(),
  };
}
