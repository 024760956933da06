import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Writing } from '../../store/database.ts';
import { findReadableEntries } from '../../store/double-entry/find-readable-entries.ts';
import { countingSheet } from '../../store/inspections/counting-sheet.ts';
import { advance, audit, readPaper, type Actor } from './actor.ts';
import { appendChanges } from './change-log.ts';
import { rowOf, typedOf } from './entry-json.ts';
import { refused, type Outcome } from './refusal.ts';
import { currentEntries, nextFor } from './rules.ts';
import { writtenOf } from './typed-sheet.ts';

/** Takes the entry that is free, so that two people never type the same one; whoever has one already keeps it. */
export async function claimEntry(
  writing: Writing,
  actor: Actor,
  { card, device }: { readonly card: Scorecard; readonly device: string },
): Promise<Outcome<null>> {
  const found = await readPaper(writing, actor);
  if (found === null) return refused('no-such-paper');
  const { paper, entries } = found;
  const next = nextFor(paper, entries, actor);
  if (next.kind === 'nothing') return refused(next.why);
  if (next.kind === 'settle') return refused('taken');
  if (next.kind === 'resume') return { ok: true, value: null };
  if (currentEntries(paper, entries).length < entries.length) await clearRound(writing, actor);
  const { key, account, now } = actor;
  await writing
    .insertInto('sheet')
    .values({
      ...key,
      entry: next.entry,
      account,
      state: 'draft',
      revision: 1,
      device,
      ...rowOf({ sheet: { scorecard: card.id, version: card.version, entries: [] }, visitedOn: null }),
      skew_ms: null,
      begun_at: now,
      saved_at: now,
      signed_at: null,
      digest: null,
    })
    .execute();
  await advance(writing, actor, { from: paper.state, event: { type: 'begin' } });
  await audit(writing, actor, { action: 'entry.taken', detail: { entry: next.entry } });
  return { ok: true, value: null };
}

const TYPED_AGAIN = '退回后重新录入 Returned and typed in again';

/** The sheet that counted before the return stays in the change log. */
async function clearRound(writing: Writing, actor: Actor): Promise<void> {
  const { key, scope, account } = actor;
  const rows = await findReadableEntries(writing, scope, { ...key, account });
  const counted = countingSheet(rows);
  if (counted !== null) {
    const changes = [...writtenOf(typedOf(counted))].map(([cell, before]) => ({
      cell,
      before,
      after: null,
      reason: TYPED_AGAIN,
    }));
    await appendChanges(writing, actor, { entry: counted.entry, changes });
  }
  await deleteEntries(writing, actor, ['first-entry', 'second-entry', 'settled']);
}

/** Gives an unsigned entry back, so that somebody else can type it: by its writer, or by a reviewer for them. */
export async function giveBackEntry(
  writing: Writing,
  actor: Actor,
  entry: 'first-entry' | 'second-entry',
): Promise<Outcome<null>> {
  const found = await readPaper(writing, actor);
  const held = found?.entries.find((each) => each.entry === entry);
  if (held === undefined || (held.account !== actor.account && !actor.mayReview)) return refused('no-such-entry');
  if (held.state === 'signed') return refused('locked');
  await deleteEntries(writing, actor, [entry]);
  await audit(writing, actor, { action: 'entry.given-back', detail: { entry, of: held.account } });
  return { ok: true, value: null };
}

async function deleteEntries(
  writing: Writing,
  { key }: Actor,
  entries: readonly ('first-entry' | 'second-entry' | 'settled')[],
): Promise<void> {
  await writing
    .deleteFrom('sheet')
    .where('branch', '=', key.branch)
    .where('inspection', '=', key.inspection)
    .where('entry', 'in', entries)
    .execute();
}
