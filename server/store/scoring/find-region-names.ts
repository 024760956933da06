import type { Named } from '../../scoring/wire.ts';
import type { Reader } from '../database.ts';

/** What regions are called, by id. */
export async function findRegionNames(reader: Reader, ids: readonly string[]): Promise<readonly Named[]> {
  if (ids.length === 0) return [];
  return reader
    .selectFrom('unit')
    .select(['id', 'name_zh as zh', 'name_en as en'])
    .where('kind', '=', 'region')
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
}
