import type { Reader } from '../database.ts';

/** The branches that a unit is or has below it. */
export async function findBranchesBelow(reader: Reader, unit: string): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('unit_ancestor')
    .innerJoin('unit', 'unit.id', 'unit_ancestor.unit')
    .select('unit.id')
    .where('unit_ancestor.ancestor', '=', unit)
    .where('unit.kind', '=', 'branch')
    .orderBy('unit.id')
    .execute();
  return rows.map(({ id }) => id);
}
