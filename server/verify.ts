import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chainNext, chainStart } from '#contract/chain.ts';
import type { BranchId } from '#contract/ids.ts';
import { formatProblems } from '#contract/problems.ts';
import { textOfProof, verifyAudit, type AuditProof } from './audit/audit.ts';
import { loadServerConfig } from './config.ts';
import { openSqlite } from './store/database.ts';
import { findCuts } from './store/retention/find-cuts.ts';
import { openStore } from './store/sqlite-store.ts';
import type { Cursor, Journal, Store } from './store/store.ts';

/**
 * `node server/verify.ts --config head-office.json`: computes every hash chain of the store and of the audit log again. Who changes lines
 * and all hashes after them is found out by comparing the printed tip with the one in the branch's own journal.
 */

const READ_AT_ONCE = 2_000;

export interface Verified extends Journal {
  /** Events held without a gap. */
  readonly upto: number;
  /** Chain hash after `upto` as the cursor has it. */
  readonly tip: string;
  /** First seq that was changed, removed or moved; null when the journal is sound. */
  readonly firstBad: number | null;
}

/** Head office may be storing meanwhile: a finding on a journal that has just moved is looked at again. */
const LOOKS = 3;

type Readable = Pick<Store, 'cursors' | 'events'>;

/** Where the chain of a journal is proven from; from its start when nothing was removed after its time. */
type CutOf = (journal: Journal) => { readonly upto: number; readonly hash: string } | undefined;

export function verifyBranch(store: Readable, branch: BranchId, cutOf: CutOf = () => undefined): readonly Verified[] {
  return store.cursors(branch).map(({ epoch }) => {
    const journal = { branch, epoch };
    return verifyJournal(store, journal, cutOf(journal) ?? { upto: 0, hash: chainStart(branch, epoch) });
  });
}

function verifyJournal(store: Readable, journal: Journal, start: NonNullable<ReturnType<CutOf>>): Verified {
  for (let look = 1; ; look++) {
    const cursor = cursorOf(store, journal);
    const found = firstBad(store, { journal, start }, cursor);
    const after = cursorOf(store, journal);
    const hasMoved = after.upto !== cursor.upto || after.highest !== cursor.highest;
    if (found === null || !hasMoved || look === LOOKS) {
      return { ...journal, upto: cursor.upto, tip: cursor.tip, firstBad: found };
    }
  }
}

function cursorOf(store: Readable, { branch, epoch }: Journal): Cursor {
  const cursor = store.cursors(branch).find((candidate) => candidate.epoch === epoch);
  if (cursor === undefined) throw new Error(`the cursor of ${branch} ${epoch} was removed while it was read`);
  return cursor;
}

function firstBad(
  store: Readable,
  { journal, start }: { readonly journal: Journal; readonly start: NonNullable<ReturnType<CutOf>> },
  { upto, tip, highest }: Cursor,
): number | null {
  let seq = start.upto;
  let { hash } = start;
  for (;;) {
    const rows = store.events(journal, seq + 1, READ_AT_ONCE);
    for (const row of rows) {
      const isJump = row.seq !== seq + 1;
      // Beyond the cursor a gap is known and open; the rows behind it are tied together only.
      if (isJump && seq < upto) return seq + 1;
      if (row.seq > highest) return row.seq;
      hash = isJump ? row.hash : chainNext(hash, row.line);
      seq = row.seq;
      if (row.hash !== hash || (seq === upto && hash !== tip)) return seq;
    }
    if (rows.length < READ_AT_ONCE) return seq < highest ? seq + 1 : null;
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  if (values.config === undefined) {
    console.error('Usage: node server/verify.ts --config head-office.json');
    return 2;
  }
  const loaded = loadServerConfig(values.config);
  if (!loaded.ok) {
    console.error(formatProblems(values.config, loaded.problems));
    return 2;
  }
  const file = join(loaded.config.dataDir, 'head-office.db');
  if (!existsSync(file)) {
    console.error(`There is no store ${file}; correct dataDir.`);
    return 2;
  }
  const store = openStore(file);
  try {
    const { audit, cuts } = await readOffice(file);
    const cutOf: CutOf = ({ branch, epoch }) => cuts.get(`${branch} ${epoch}`);
    const found = loaded.config.branches.flatMap(({ id }) => verifyBranch(store, id, cutOf));
    for (const each of found) console.log(textOf(each, cutOf(each)?.upto));
    console.log(textOfProof(audit));
    return audit.ok && found.every((each) => each.firstBad === null) ? 0 : 1;
  } finally {
    store.close();
  }
}

interface OfficeProof {
  readonly audit: AuditProof;
  readonly cuts: Awaited<ReturnType<typeof findCuts>>;
}

async function readOffice(file: string): Promise<OfficeProof> {
  const database = openSqlite(file);
  try {
    return { audit: await verifyAudit(database.read), cuts: await findCuts(database.read) };
  } finally {
    await database.close();
  }
}

function textOf({ branch, epoch, upto, tip, firstBad: bad }: Verified, removedUpto?: number): string {
  const verdict = bad === null ? 'sound' : `FIRST BAD SEQ ${bad}`;
  const removed = removedUpto === undefined ? '' : `, removed after their time up to seq ${removedUpto}`;
  return `${branch} ${epoch}: ${verdict}, gapless up to seq ${upto}${removed}, tip ${tip}`;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
