import type { Journal, JournalRow } from '../ports.ts';

/** Rows read at once: some milliseconds. */
const SLICE = 2_000;

/** The journal from the checkpoint on: the running day and what led to it. */
export function* dayRows(journal: Pick<Journal, 'read' | 'checkpoint'>): Generator<JournalRow> {
  let from = Math.max(1, journal.checkpoint());
  for (let rows = journal.read(from, SLICE); rows.length > 0; rows = journal.read(from, SLICE)) {
    yield* rows;
    from = rows.at(-1)!.seq + 1;
  }
}
