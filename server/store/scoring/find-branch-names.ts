import { sql, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/viewer.ts';
import type { BranchName } from '../../scoring/wire.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** Branches by id, each with the region that it hung below on a day: moving it does not change what was before. */
export async function findBranchNames(
  reader: Reader,
  scope: Scope,
  on: string,
): Promise<ReadonlyMap<string, BranchName>> {
  const rows = await reader
    .selectFrom('unit')
    .leftJoin('unit_place', (join) =>
      join
        .onRef('unit_place.unit', '=', 'unit.id')
        .on('unit_place.from_on', '<=', on)
        .on(sql<SqlBool>`(unit_place.to_on IS NULL OR unit_place.to_on > ${on})`),
    )
    .select(['unit.id', 'unit.kind', 'unit.name_zh', 'unit.name_en', 'unit_place.parent'])
    .where((where) => where.or([where('unit.kind', '!=', 'branch'), within(scope, 'unit.id')]))
    .orderBy('unit.id')
    .execute();
  const units = new Map(rows.map((row) => [row.id, row]));
  const regionAbove = (id: string | null, steps = 0): string | null => {
    const unit = id === null ? undefined : units.get(id);
    if (unit === undefined || steps > units.size) return null;
    return unit.kind === 'region' ? unit.id : regionAbove(unit.parent, steps + 1);
  };
  return new Map(
    rows
      .filter(({ kind }) => kind === 'branch')
      .map(({ id, name_zh: zh, name_en: en, parent }) => [id, { branch: id, zh, en, region: regionAbove(parent) }]),
  );
}
