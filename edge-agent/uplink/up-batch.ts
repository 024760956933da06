import { encodeBatch } from '#contract/envelope.ts';
import { topicRule } from '#contract/topics.ts';
import type { Journal, JournalRow } from '../ports.ts';

export interface UpBatch {
  readonly first: number;
  readonly last: number;
  readonly payload: Buffer;
}

/** Room for the header line; the rest of the topic's limit is for events, counted before deflating. */
const HEADER_BYTES = 512;
const MAX_LINES_BYTES = topicRule('up').maxBytes - HEADER_BYTES;

/** The kept rows from `from` on, as many as limit and message size allow; null when there are none. */
export function readBatch(journal: Journal, from: number, limit: number, deflate: boolean): UpBatch | null {
  const rows = fitting(journal.read(from, limit));
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return null;
  const header = {
    branch: journal.branch,
    epoch: journal.epoch,
    first: first.seq,
    count: rows.length,
    chain: journal.hashAfter(first.seq - 1),
    tip: last.hash,
  };
  const payload = encodeBatch({ header, lines: rows.map((row) => row.line) }, deflate);
  return { first: first.seq, last: last.seq, payload };
}

function fitting(rows: readonly JournalRow[]): readonly JournalRow[] {
  let bytes = 0;
  const end = rows.findIndex((row) => {
    bytes += Buffer.byteLength(row.line) + 1;
    return bytes > MAX_LINES_BYTES;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
