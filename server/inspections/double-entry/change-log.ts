import type { Writing } from '../../store/database.ts';
import type { PaperEntry } from '../../store/double-entry/paper.ts';
import { addSheetChanges } from '../../store/inspections/add-sheet-changes.ts';
import type { Actor } from './actor.ts';
import type { CellChange } from './settle-sheets.ts';
import type { Written } from './typed-sheet.ts';

/** Old, new and why, after the changes that are there. */
export async function appendChanges(
  writing: Writing,
  { key, account, now }: Actor,
  { entry, changes }: { readonly entry: PaperEntry; readonly changes: readonly CellChange[] },
): Promise<void> {
  const rows = changes.map((change) => ({ ...change, before: textOf(change.before), after: textOf(change.after) }));
  await addSheetChanges(writing, { ...key, entry }, rows, { account, at: now });
}

function textOf(written: Written): string | null {
  return written === null ? null : JSON.stringify(written);
}
