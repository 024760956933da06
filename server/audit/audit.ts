import { createHash } from 'node:crypto';
import type { Reader, Writing } from '../store/database.ts';

/**
 * Who did what, in a chain: each row is hashed together with the hash before it, so that a changed, removed or inserted
 * row shows. Written in the same transaction as what it tells of.
 */
export interface AuditEntry {
  readonly at: number;
  /** Account id; 'system' for head office itself. */
  readonly account: string;
  /** What was done, as `scorecard.approved`. */
  readonly action: string;
  /** What it was done to, as `scorecard/mystery-visit/2`. */
  readonly subject: string;
  /** Old and new values, reasons; never passwords, tokens, or what customers wrote. */
  readonly detail: Readonly<Record<string, unknown>>;
}

const START = createHash('sha256').update('hallmeter audit').digest('hex');

export async function appendAudit(writing: Writing, entry: AuditEntry): Promise<void> {
  const last = await writing.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').executeTakeFirst();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    account: entry.account,
    action: entry.action,
    subject: entry.subject,
    detail: JSON.stringify(entry.detail),
  };
  await writing
    .insertInto('audit')
    .values({ ...row, hash: hashOf(last?.hash ?? START, row) })
    .execute();
}

interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly account: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

function hashOf(before: string, { seq, at, account, action, subject, detail }: AuditRow): string {
  return createHash('sha256')
    .update(JSON.stringify([before, seq, at, account, action, subject, detail]))
    .digest('hex');
}

export type AuditProof =
  | { readonly ok: true; readonly rows: number; readonly tip: string }
  /** The first row that does not follow from the one before it. */
  | { readonly ok: false; readonly seq: number };

const READ_AT_ONCE = 1_000;

/** Computes the whole chain again. */
export async function verifyAudit(reader: Reader): Promise<AuditProof> {
  let tip = START;
  let upto = 0;
  for (;;) {
    const rows = await reader
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', upto)
      .orderBy('seq')
      .limit(READ_AT_ONCE)
      .execute();
    for (const { hash, ...row } of rows) {
      if (row.seq !== upto + 1 || hashOf(tip, row) !== hash) return { ok: false, seq: upto + 1 };
      tip = hash;
      upto = row.seq;
    }
    if (rows.length < READ_AT_ONCE) return { ok: true, rows: upto, tip };
  }
}

/** One line for whoever verifies; the tip can be compared with one noted elsewhere. */
export function textOfProof(proof: AuditProof): string {
  return proof.ok ? `audit log: sound, ${proof.rows} rows, tip ${proof.tip}` : `audit log: FIRST BAD ROW ${proof.seq}`;
}
