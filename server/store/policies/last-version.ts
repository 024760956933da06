import type { Reader } from '../database.ts';
import type { PolicyKind } from './tables.ts';

/** Highest version of an id in any state; 0 when there is none. Numbers of withdrawn versions are not used again. */
export async function lastVersion(reader: Reader, kind: PolicyKind, id: string): Promise<number> {
  const row = await reader
    .selectFrom('policy')
    .select((of) => of.fn.max('version').as('last'))
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.last ?? 0;
}
