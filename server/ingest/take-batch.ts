import { chainNext, chainStart } from '#contract/chain.ts';
import type { Batch } from '#contract/envelope.ts';
import { dayRecords } from '#rubric/hall/hall.ts';
import type { Hall } from '#rubric/hall/state.ts';
import type { Cursor, EventRow, Journal, Writer } from '../store/store.ts';
import { rulesOf, type Applied, type HallKeeper } from './hall-keeper.ts';

/** What became of one batch. */
export type Taken =
  | { readonly kind: 'stored'; readonly upto: number; readonly missingFrom: number | null }
  /** Contradicts what is stored: set aside, alarm raised. `upto` is what we do hold. */
  | { readonly kind: 'contradiction'; readonly upto: number; readonly detail: string };

/** A batch whose lines lead from its `chain` to its `tip`. */
export interface ProvenBatch {
  readonly batch: Batch;
  /** Chain hash after each line. */
  readonly hashes: readonly string[];
}

interface Context {
  readonly writer: Writer;
  readonly halls: HallKeeper;
  readonly now: number;
}

const READ_AT_ONCE = 2_000;

/** Stores a batch that has proved its own chain; inside a transaction. Storing it twice changes nothing. */
export function takeBatch(proven: ProvenBatch, context: Context): Taken {
  const { batch } = proven;
  const { writer, now } = context;
  const { branch, epoch, first, chain } = batch.header;
  const journal: Journal = { branch, epoch };
  const cursor = writer.cursor(journal) ?? firstCursor(journal, context);
  const before = first === cursor.upto + 1 ? cursor.tip : hashBefore(journal, first, writer);
  if (before !== null && before !== chain) {
    return contradiction(journal, cursor, batchRows(proven), {
      ...context,
      detail: `epoch ${epoch}: the chain before seq ${first} is not the one stored`,
    });
  }
  const rows = batchRows(proven);
  const inOrder = first === cursor.upto + 1 && cursor.highest === cursor.upto;
  const { conflict, highest } = inOrder
    ? insertFresh(journal, rows, context)
    : insertRows(journal, cursor, rows, context);
  if (conflict !== null) {
    const differing = rows.filter((candidate) => candidate.seq >= conflict.seq);
    return contradiction(journal, cursor, differing, {
      ...context,
      detail: `epoch ${epoch}: seq ${conflict.seq} came again with other content`,
    });
  }
  const advanced = inOrder
    ? applyRows(journal, { ...cursor, highest }, rows, context)
    : advance(journal, { ...cursor, highest }, context);
  writer.saveCursor(journal, advanced.cursor, now);
  return settle(journal, advanced, context);
}

interface Inserted {
  /** The first row that contradicts a stored one; then nothing of the batch is stored. */
  readonly conflict: EventRow | null;
  /** Highest seq stored now. */
  readonly highest: number;
}

/** Nothing is stored there yet. */
function insertFresh(journal: Journal, rows: readonly EventRow[], { writer }: Context): Inserted {
  writer.insertEvents(journal, rows);
  return { conflict: null, highest: rows.at(-1)!.seq };
}

/** Stores what is new of rows that may be there already. */
// oxlint-disable-next-line max-params -- journal and cursor are one thing, rows and context the other
function insertRows(journal: Journal, cursor: Cursor, rows: readonly EventRow[], context: Context): Inserted {
  const { writer } = context;
  // What continues the proven part outweighs what was stored ahead of it on its own word.
  const isProven = rows[0]!.seq <= cursor.upto + 1;
  const inserted: number[] = [];
  let { highest } = cursor;
  for (const row of rows) {
    let isNew = writer.insertEvent(journal, row);
    if (!isNew && writer.hashOf(journal, row.seq) !== row.hash) {
      if (!isProven || row.seq <= cursor.upto) {
        for (const seq of inserted) writer.removeEvent(journal, seq);
        return { conflict: row, highest };
      }
      setAside(journal, row.seq, context);
      // Nothing from here on is left.
      highest = row.seq - 1;
      isNew = writer.insertEvent(journal, row);
    }
    if (isNew) inserted.push(row.seq);
  }
  return { conflict: null, highest: Math.max(highest, rows.at(-1)!.seq) };
}

interface Advanced {
  readonly cursor: Cursor;
  /** A row stored ahead of a gap turned out not to continue the chain. */
  readonly broken: EventRow | null;
}

function settle(journal: Journal, { cursor, broken }: Advanced, { writer, now }: Context): Taken {
  writer.closeGaps(journal, cursor.upto, now);
  if (broken !== null) {
    const detail = `epoch ${journal.epoch}: seq ${broken.seq}, stored ahead of a gap, does not continue the chain`;
    return { kind: 'contradiction', upto: cursor.upto, detail };
  }
  if (cursor.highest === cursor.upto) return { kind: 'stored', upto: cursor.upto, missingFrom: null };
  writer.openGap(journal, cursor.upto + 1, now);
  return { kind: 'stored', upto: cursor.upto, missingFrom: cursor.upto + 1 };
}

function firstCursor(journal: Journal, { writer, now }: Context): Cursor {
  if (writer.hasOtherJournal(journal)) {
    const detail = `a new journal began, epoch ${journal.epoch}: PC re-imaged or replaced, or two of them`;
    writer.raise(journal.branch, { kind: 'gap', detail, at: now });
  }
  const cursor = { upto: 0, tip: chainStart(journal.branch, journal.epoch), highest: 0, checkpoint: 0 };
  writer.saveCursor(journal, cursor, now);
  return cursor;
}

/** Chain hash before `first`, null when the row before it is not here yet. */
function hashBefore(journal: Journal, first: number, writer: Writer): string | null {
  return first === 1 ? chainStart(journal.branch, journal.epoch) : writer.hashOf(journal, first - 1);
}

function batchRows({ batch: { header, lines }, hashes }: ProvenBatch): EventRow[] {
  return lines.map((line, index) => ({ seq: header.first + index, line, hash: hashes[index]! }));
}

/** Walks over what is stored beyond the cursor, until the next gap. */
function advance(journal: Journal, cursor: Cursor, context: Context): Advanced {
  let current = cursor;
  for (;;) {
    const stored = context.writer.events(journal, current.upto + 1, READ_AT_ONCE);
    const { rows, broken } = continuing(current, stored);
    if (broken !== null) setAside(journal, broken.seq, context);
    if (rows.length > 0) current = applyRows(journal, current, rows, context).cursor;
    if (broken !== null) return { cursor: { ...current, highest: current.upto }, broken };
    if (rows.length < READ_AT_ONCE) return { cursor: current, broken: null };
  }
}

function continuing(cursor: Cursor, stored: readonly EventRow[]): { rows: EventRow[]; broken: EventRow | null } {
  const rows: EventRow[] = [];
  let { upto, tip } = cursor;
  for (const row of stored) {
    if (row.seq !== upto + 1) break;
    if (chainNext(tip, row.line) !== row.hash) return { rows, broken: row };
    rows.push(row);
    upto = row.seq;
    tip = row.hash;
  }
  return { rows, broken: null };
}

// oxlint-disable-next-line max-params -- journal and cursor are one thing, rows and context the other
function applyRows(journal: Journal, cursor: Cursor, rows: readonly EventRow[], context: Context): Advanced {
  const hall = context.halls.hallOf(journal, cursor, context.writer);
  const applied = context.halls.apply(hall, rows);
  save(journal, hall, applied, context);
  const last = rows.at(-1)!;
  return {
    cursor: {
      upto: last.seq,
      tip: last.hash,
      highest: Math.max(cursor.highest, last.seq),
      checkpoint: applied.checkpoint ?? cursor.checkpoint,
    },
    broken: null,
  };
}

// oxlint-disable-next-line max-params -- journal and hall are one thing, the change and context the other
function save(journal: Journal, hall: Hall, applied: Applied, { writer, now }: Context): void {
  for (const rules of applied.ended) writer.saveDay(journal, rules);
  for (const date of applied.dates) {
    const records = dayRecords(hall, date);
    if (records === null) continue;
    writer.saveDay(journal, rulesOf(records));
  }
  for (const visit of applied.visits) writer.saveVisit(journal, visit);
  for (const rating of applied.ratings) writer.saveRating(journal, rating);
  for (const check of applied.checks) {
    writer.saveScoreCheck(journal, check);
    if (check.differences.length === 0) continue;
    const detail = `${check.score.date}, half-hour from ${new Date(check.score.from).toISOString()}: ${check.differences[0]}`;
    writer.raise(journal.branch, { kind: 'score-differs', detail: detail.slice(0, 300), at: now });
  }
  for (const { seq, detail } of applied.malformed) {
    writer.raise(journal.branch, {
      kind: 'malformed',
      detail: `epoch ${journal.epoch}, seq ${seq}: ${detail}`.slice(0, 300),
      at: now,
    });
  }
}

interface Contradiction extends Context {
  readonly detail: string;
}

// oxlint-disable-next-line max-params -- journal and cursor are one thing, rows and reason the other
function contradiction(journal: Journal, cursor: Cursor, rows: readonly EventRow[], context: Contradiction): Taken {
  const { writer, now, detail } = context;
  for (const row of rows) writer.quarantine(journal, row, now);
  writer.raise(journal.branch, { kind: 'quarantine', detail, at: now });
  return { kind: 'contradiction', upto: cursor.upto, detail };
}

/** Rows that were stored ahead of a gap and do not fit what filled it. */
function setAside(journal: Journal, from: number, { writer, now }: Context): void {
  for (
    let rows = writer.events(journal, from, READ_AT_ONCE);
    rows.length > 0;
    rows = writer.events(journal, from, READ_AT_ONCE)
  ) {
    for (const row of rows) {
      writer.quarantine(journal, row, now);
      writer.removeEvent(journal, row.seq);
    }
  }
  writer.raise(journal.branch, {
    kind: 'chain',
    detail: `epoch ${journal.epoch}: rows from seq ${from} on do not continue the chain`,
    at: now,
  });
}
