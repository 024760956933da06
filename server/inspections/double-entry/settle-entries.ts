import { createHash } from 'node:crypto';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Writing } from '../../store/database.ts';
import { advance, audit, readPaper, type Actor } from './actor.ts';
import { appendChanges } from './change-log.ts';
import { rowOf } from './entry-json.ts';
import { refused, unfit, type Outcome } from './refusal.ts';
import { nextFor } from './rules.ts';
import { settleSheets, type Decision } from './settle-sheets.ts';
import type { SignedEntry } from './wire.ts';
import { readBoth, signedColumns } from './write-entry.ts';

/** A third person decides every differing cell, and the inspection is signed with the settled sheet. */
export async function settleEntries(
  writing: Writing,
  actor: Actor,
  { card, decisions }: { readonly card: Scorecard; readonly decisions: readonly Decision[] },
): Promise<Outcome<SignedEntry>> {
  const found = await readPaper(writing, actor);
  if (found === null) return refused('no-such-paper');
  const { paper, entries } = found;
  if (paper.state !== 'mismatch') return refused('not-differing');
  const next = nextFor(paper, entries, actor);
  if (next.kind === 'nothing') return refused(next.why);
  const settled = settleSheets(card, await readBoth(writing, actor), decisions);
  if (!settled.ok) return unfit(settled.problems);
  const { key, account, now } = actor;
  const row = rowOf(settled.typed);
  const digest = createHash('sha256').update(row.body).digest('hex');
  await writing
    .insertInto('sheet')
    .values({
      ...key,
      ...row,
      entry: 'settled',
      account,
      state: 'signed',
      revision: 1,
      device: '',
      skew_ms: null,
      begun_at: now,
      saved_at: now,
      signed_at: now,
      digest,
    })
    .execute();
  await appendChanges(writing, actor, { entry: 'settled', changes: settled.changes });
  await audit(writing, actor, { action: 'inspection.settled', detail: { cells: decisions.length, digest } });
  const state = await advance(writing, actor, {
    from: paper.state,
    event: { type: 'settle' },
    set: signedColumns(card, settled.typed),
  });
  return { ok: true, value: { state } };
}
