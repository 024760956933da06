import { sql } from 'kysely';
import { z } from 'zod';
import type { Writing } from '../database.ts';

export interface Removed {
  readonly visits: number;
  readonly ratings: number;
  readonly days: number;
  readonly events: number;
}

export interface TicketLimit {
  /** First day that is kept, and when it begins. */
  readonly from: string;
  readonly fromAt: number;
  readonly now: number;
}

/**
 * Removes what is known of single tickets before a day: visits, ratings, the days' reports, and journal lines. Sums and
 * scores stay. Lines from the last rebuild point on stay in any case, so that a hall can be derived again.
 */
export async function removeTickets(
  writing: Writing,
  branches: readonly string[],
  limit: TicketLimit,
): Promise<Removed> {
  const of = sql.join(branches);
  const remove = async (table: string): Promise<number> => {
    const removed = sql`DELETE FROM ${sql.table(table)} WHERE branch IN (${of}) AND date < ${limit.from}`;
    return Number((await removed.execute(writing)).numAffectedRows ?? 0n);
  };
  const [visits, ratings, days] = [await remove('visit'), await remove('rating'), await remove('day')];
  const journals = await sql<Journal>`
    SELECT branch, epoch, checkpoint FROM cursor WHERE branch IN (${of}) ORDER BY branch, epoch`.execute(writing);
  let events = 0;
  for (const journal of journals.rows) events += await cutJournal(writing, journal, limit);
  return { visits, ratings, days, events };
}

interface Journal {
  readonly branch: string;
  readonly epoch: string;
  readonly checkpoint: number;
}

const READ_AT_ONCE = 1_000;
const timedSchema = z.object({ at: z.number() });

async function cutJournal(writing: Writing, journal: Journal, limit: TicketLimit): Promise<number> {
  const { branch, epoch } = journal;
  const last = await lastBefore(writing, journal, limit.fromAt);
  if (last === null) return 0;
  const { seq: upto, hash } = last;
  const row = { upto, hash: hash.toString('hex'), removed_at: limit.now };
  await writing
    .insertInto('journal_cut')
    .values({ branch, epoch, ...row })
    .onConflict((conflict) => conflict.columns(['branch', 'epoch']).doUpdateSet(row))
    .execute();
  const removed = sql`DELETE FROM event WHERE branch = ${branch} AND epoch = ${epoch} AND seq <= ${upto}`;
  return Number((await removed.execute(writing)).numAffectedRows ?? 0n);
}

interface Line {
  readonly seq: number;
  readonly line: string;
  readonly hash: Buffer;
}

/** The last line of the unbroken beginning that is all before an instant. */
async function lastBefore(writing: Writing, { branch, epoch, checkpoint }: Journal, at: number): Promise<Line | null> {
  let last: Line | null = null;
  for (;;) {
    const after: number = last?.seq ?? 0;
    const { rows } = await sql<Line>`
      SELECT seq, line, hash FROM event
      WHERE branch = ${branch} AND epoch = ${epoch} AND seq > ${after} AND seq < ${checkpoint}
      ORDER BY seq LIMIT ${READ_AT_ONCE}`.execute(writing);
    for (const row of rows) {
      if (!isBefore(row.line, at)) return last;
      last = row;
    }
    if (rows.length < READ_AT_ONCE) return last;
  }
}

/** A line that cannot be read is as old as the one before it. */
function isBefore(line: string, at: number): boolean {
  try {
    const parsed = timedSchema.safeParse(JSON.parse(line));
    return !parsed.success || parsed.data.at < at;
  } catch {
    return true;
  }
}
