import type { Writing } from '../database.ts';
import type { SheetKey } from './find-own-sheet.ts';

export interface NewChange {
  readonly cell: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
}

/** Adds rows to the change log of a sheet, in the order given. */
export async function addSheetChanges(
  writing: Writing,
  { branch, inspection, entry }: SheetKey,
  changes: readonly NewChange[],
  by: { readonly account: string; readonly at: number },
): Promise<void> {
  const last = await writing
    .selectFrom('sheet_change')
    .select((of) => of.fn.max('seq').as('seq'))
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where('entry', '=', entry)
    .executeTakeFirst();
  const from = (last?.seq ?? 0) + 1;
  // Below the number of values that one SQLite statement takes.
  for (let index = 0; index < changes.length; index += 500) {
    const rows = changes
      .slice(index, index + 500)
      .map((change, offset) => ({ branch, inspection, entry, seq: from + index + offset, ...by, ...change }));
    await writing.insertInto('sheet_change').values(rows).execute();
  }
}
