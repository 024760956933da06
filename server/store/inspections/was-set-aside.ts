import type { Reader } from '../database.ts';
import type { SheetKey } from './find-own-sheet.ts';

/** Whether the change log of a sheet has rows of this reason. */
export async function wasSetAside(
  reader: Reader,
  { branch, inspection, entry }: SheetKey,
  reason: string,
): Promise<boolean> {
  const row = await reader
    .selectFrom('sheet_change')
    .select('seq')
    .where('branch', '=', branch)
    .where('inspection', '=', inspection)
    .where('entry', '=', entry)
    .where('reason', '=', reason)
    .executeTakeFirst();
  return row !== undefined;
}
