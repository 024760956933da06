import { parseEventLine } from '#contract/events.ts';
import type { Reader } from '../database.ts';

export interface JournalLine {
  readonly epoch: string;
  readonly seq: number;
  readonly line: string;
  /** Chain hash after the line, hex. */
  readonly hash: string;
}

const READ_AT_ONCE = 500;

/** Lines of a branch from one moment to another by their own time, by journal and seq. */
export async function findJournalLines(
  reader: Reader,
  branch: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly JournalLine[]> {
  const journals = await reader
    .selectFrom('cursor')
    .select(['epoch', 'upto'])
    .where('branch', '=', branch)
    .orderBy('epoch')
    .execute();
  const lines: JournalLine[] = [];
  for (const { epoch, upto } of journals) {
    const journal = { branch, epoch, upto };
    for (let seq = await firstSeqFrom(reader, journal, from); seq <= upto;) {
      const page = await readPage(reader, journal, seq);
      const within = page.filter(({ line }) => !(timeOf(line) > to));
      lines.push(...within);
      if (within.length < READ_AT_ONCE) break;
      seq = within.at(-1)!.seq + 1;
    }
  }
  return lines;
}

async function readPage(reader: Reader, { branch, epoch, upto }: Journal, from: number): Promise<JournalLine[]> {
  const rows = await reader
    .selectFrom('event')
    .select(['seq', 'line', 'hash'])
    .where('branch', '=', branch)
    .where('epoch', '=', epoch)
    .where('seq', '>=', from)
    .where('seq', '<=', upto)
    .orderBy('seq')
    .limit(READ_AT_ONCE)
    .execute();
  return rows.map(({ seq, line, hash }) => ({ epoch, seq, line, hash: hash.toString('hex') }));
}

interface Journal {
  readonly branch: string;
  readonly epoch: string;
  readonly upto: number;
}

/** By bisection: there is no index over times, and a journal is in the order of time but for corrections of a clock. */
async function firstSeqFrom(reader: Reader, { branch, epoch, upto }: Journal, at: number): Promise<number> {
  let [low, high] = [1, upto + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await reader
      .selectFrom('event')
      .select('line')
      .where('branch', '=', branch)
      .where('epoch', '=', epoch)
      .where('seq', '>=', middle)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined && timeOf(row.line) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** NaN of a line that says no time: stored as it came, whatever it is. */
function timeOf(line: string): number {
  const parsed = parseEventLine(line);
  if (parsed.kind === 'malformed') return Number.NaN;
  return parsed.kind === 'event' ? parsed.event.at : parsed.at;
}
