import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chainNext, chainStart } from '#contract/chain.ts';
import type { BranchId } from '#contract/ids.ts';
import { formatProblems } from '#contract/problems.ts';
import { textOfProof, verifyAudit } from './audit/audit.ts';
import { loadServerConfig } from './config.ts';
import { openDatabaseAt } from './store/open-stores.ts';
import type { Cursor, Journal, Reads } from './store/store.ts';
import { StoredReads } from './store/stored-reads.ts';

/**
 * `node server/verify.ts --config head-office.json`: computes every hash chain of the store and of the audit log again.
 * Who changes lines and all hashes after them is found out by comparing the printed tip with the one in the branch's
 * own journal.
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

type Readable = Pick<Reads, 'cursors' | 'events'>;

export async function verifyBranch(store: Readable, branch: BranchId): Promise<readonly Verified[]> {
  const verified: Verified[] = [];
  for (const { epoch } of await store.cursors(branch)) verified.push(await verifyJournal(store, { branch, epoch }));
  return verified;
}

async function verifyJournal(store: Readable, journal: Journal): Promise<Verified> {
  for (let look = 1; ; look++) {
    const cursor = await cursorOf(store, journal);
    const found = await firstBad(store, journal, cursor);
    const after = await cursorOf(store, journal);
    const hasMoved = after.upto !== cursor.upto || after.highest !== cursor.highest;
    if (found === null || !hasMoved || look === LOOKS) {
      return { ...journal, upto: cursor.upto, tip: cursor.tip, firstBad: found };
    }
  }
}

async function cursorOf(store: Readable, { branch, epoch }: Journal): Promise<Cursor> {
  const cursor = (await store.cursors(branch)).find((candidate) => candidate.epoch === epoch);
  if (cursor === undefined) throw new Error(`the cursor of ${branch} ${epoch} was removed while it was read`);
  return cursor;
}

async function firstBad(store: Readable, journal: Journal, { upto, tip, highest }: Cursor): Promise<number | null> {
  let seq = 0;
  let hash = chainStart(journal.branch, journal.epoch);
  for (;;) {
    const rows = await store.events(journal, seq + 1, READ_AT_ONCE);
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
  const { store: place, branches } = loaded.config;
  if (place.type === 'sqlite' && !existsSync(place.file)) {
    console.error(`There is no store ${place.file}; correct dataDir.`);
    return 2;
  }
  const database = await openDatabaseAt(place);
  try {
    const store = new StoredReads(database.read);
    const audit = await verifyAudit(database.read);
    let isSound = audit.ok;
    for (const { id } of branches) {
      for (const each of await verifyBranch(store, id)) {
        console.log(textOf(each));
        isSound &&= each.firstBad === null;
      }
    }
    console.log(textOfProof(audit));
    return isSound ? 0 : 1;
  } finally {
    await database.close();
  }
}

function textOf({ branch, epoch, upto, tip, firstBad: bad }: Verified): string {
  const verdict = bad === null ? 'sound' : `FIRST BAD SEQ ${bad}`;
  return `${branch} ${epoch}: ${verdict}, gapless up to seq ${upto}, tip ${tip}`;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
