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
export async function takeBatch(proven: ProvenBatch, context: Context): Promise<Taken> {
  const { batch } = proven;
  const { writer, now } = context;
  const { branch, epoch, first, chain } = batch.header;
  const journal: Journal = { branch, epoch };
  const cursor = (await writer.cursor(journal)) ?? (await firstCursor(journal, context));
  const before = first === cursor.upto + 1 ? cursor.tip : await hashBefore(journal, first, writer);
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
    : await insertRows(journal, cursor, rows, context);
  if (conflict !== null) {
    const differing = rows.filter((candidate) => candidate.seq >= conflict.seq);
    return contradiction(journal, cursor, differing, {
      ...context,
      detail: `epoch ${epoch}: seq ${conflict.seq} came again with other content`,
    });
  }
  const advanced = inOrder
    ? await applyRows(journal, { ...cursor, highest }, rows, context)
    : await advance(journal, { ...cursor, highest }, context);
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
async function insertRows(
  journal: Journal,
  cursor: Cursor,
  rows: readonly EventRow[],
  { writer, now }: Context,
): Promise<Inserted> {
  const { seq: first } = rows[0]!;
  const { seq: last } = rows.at(-1)!;
  const stored = await writer.hashes(journal, first, last);
  const differing = rows.find(({ seq, hash }) => stored.has(seq) && stored.get(seq) !== hash);
  // What continues the proven part outweighs what was stored ahead of it on its own word.
  const isProven = first <= cursor.upto + 1;
  if (differing !== undefined && (!isProven || differing.seq <= cursor.upto)) {
    return { conflict: differing, highest: cursor.highest };
  }
  if (differing !== undefined) setAside(journal, differing.seq, { writer, now });
  // From the differing one on nothing is left.
  const kept = differing === undefined ? cursor.highest : differing.seq - 1;
  const isFree = ({ seq }: EventRow): boolean => seq > kept || !stored.has(seq);
  writer.insertEvents(journal, rows.filter(isFree));
  return { conflict: null, highest: Math.max(kept, last) };
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

async function firstCursor(journal: Journal, { writer, now }: Context): Promise<Cursor> {
  if (await writer.hasOtherJournal(journal)) {
    const detail = `a new journal began, epoch ${journal.epoch}: PC re-imaged or replaced, or two of them`;
    writer.raise(journal.branch, { kind: 'gap', detail, at: now });
  }
  const cursor = { upto: 0, tip: chainStart(journal.branch, journal.epoch), highest: 0, checkpoint: 0 };
  writer.saveCursor(journal, cursor, now);
  return cursor;
}

/** Chain hash before `first`, null when the row before it is not here yet. */
async function hashBefore(journal: Journal, first: number, writer: Writer): Promise<string | null> {
  if (first === 1) return chainStart(journal.branch, journal.epoch);
  return (await writer.hashes(journal, first - 1, first - 1)).get(first - 1) ?? null;
}

function batchRows({ batch: { header, lines }, hashes }: ProvenBatch): EventRow[] {
  return lines.map((line, index) => ({ seq: header.first + index, line, hash: hashes[index]! }));
}

/** Walks over what is stored beyond the cursor, until the next gap. */
async function advance(journal: Journal, cursor: Cursor, context: Context): Promise<Advanced> {
  let current = cursor;
  for (;;) {
    const stored = await context.writer.events(journal, current.upto + 1, READ_AT_ONCE);
    const { rows, broken } = continuing(current, stored);
    if (broken !== null) setAside(journal, broken.seq, context);
    if (rows.length > 0) current = (await applyRows(journal, current, rows, context)).cursor;
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
async function applyRows(
  journal: Journal,
  cursor: Cursor,
  rows: readonly EventRow[],
  context: Context,
): Promise<Advanced> {
  const hall = await context.halls.hallOf(journal, cursor, context.writer);
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
  writer.quarantine(journal, rows, now);
  writer.raise(journal.branch, { kind: 'quarantine', detail, at: now });
  return { kind: 'contradiction', upto: cursor.upto, detail };
}

/** Rows that were stored ahead of a gap and do not fit what filled it. */
function setAside(journal: Journal, from: number, { writer, now }: Pick<Context, 'writer' | 'now'>): void {
  writer.setAside(journal, from, now);
  writer.raise(journal.branch, {
    kind: 'chain',
    detail: `epoch ${journal.epoch}: rows from seq ${from} on do not continue the chain`,
    at: now,
  });
}
