import type { Reader } from '../database.ts';

/** JSON of a version of a scorecard that was approved, also when another is in force by now; null = there is none. */
export async function findCard(reader: Reader, id: string, version: number): Promise<string | null> {
  const row = await reader
    .selectFrom('policy')
    .select('body')
    .where('kind', '=', 'scorecard')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', 'in', ['approved', 'withdrawn'])
    .executeTakeFirst();
  return row?.body ?? null;
}
