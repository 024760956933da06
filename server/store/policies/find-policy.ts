import type { Reader } from '../database.ts';
import type { PolicyKey, PolicyRow } from './tables.ts';

export async function findPolicy(reader: Reader, { kind, id, version }: PolicyKey): Promise<PolicyRow | null> {
  const row = await reader
    .selectFrom('policy')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ?? null;
}
