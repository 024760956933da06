import type { Reader, Writing } from '../database.ts';

/** Marks evidence as removed whose time is over on `today` (a date); its bytes go next. Returns how many. */
export async function expireEvidence(
  writing: Writing,
  { today, at }: { readonly today: string; readonly at: number },
): Promise<number> {
  const result = await writing
    .updateTable('evidence')
    .set({ removed_at: at })
    .where('removed_at', 'is', null)
    .where('keep_until', '<=', today)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Which of these files are still evidence of some inspection. */
export async function neededEvidence(reader: Reader, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await reader
    .selectFrom('evidence')
    .select('hash')
    .distinct()
    .where('hash', 'in', hashes)
    .where('removed_at', 'is', null)
    .execute();
  return new Set(rows.map(({ hash }) => hash));
}
