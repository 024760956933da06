import type { Writing } from '../../store/database.ts';
import type { PaperEntry } from '../../store/double-entry/paper.ts';
import type { Actor } from './actor.ts';
import type { CellChange } from './settle-sheets.ts';

/** Old, new and why, after the changes that are there. */
export async function appendChanges(
  writing: Writing,
  { key, account, now }: Actor,
  { entry, changes }: { readonly entry: PaperEntry; readonly changes: readonly CellChange[] },
): Promise<void> {
  const last = await writing
    .selectFrom('sheet_change')
    .select('seq')
    .where('branch', '=', key.branch)
    .where('inspection', '=', key.inspection)
    .where('entry', '=', entry)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const from = (last?.seq ?? 0) + 1;
  const rows = changes.map(({ cell, before, after, reason }, index) => ({
    ...key,
    entry,
    seq: from + index,
    at: now,
    account,
    cell,
    before: before === null ? null : JSON.stringify(before),
    after: after === null ? null : JSON.stringify(after),
    reason,
  }));
  // Of large sheets in parts: a statement takes only so many values.
  for (let at = 0; at < rows.length; at += 500)
    await writing
      .insertInto('sheet_change')
      .values(rows.slice(at, at + 500))
      .execute();
}
