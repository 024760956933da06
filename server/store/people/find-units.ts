import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { PeopleTables } from './tables.ts';

export interface Unit {
  readonly id: string;
  readonly kind: PeopleTables['unit']['kind'];
  readonly name: { readonly zh: string; readonly en: string };
  /** Of branches. */
  readonly branchType: string | null;
  /** Null at head office. */
  readonly parent: string | null;
  /** First day at this place. */
  readonly since: string | null;
  /** First day on which it no longer exists. */
  readonly closedOn: string | null;
}

/** Units as they hang now, by id. */
export async function findUnits(reader: Reader, scope: Scope): Promise<readonly Unit[]> {
  const rows = await reader
    .selectFrom('unit')
    .leftJoin('unit_place', (join) => join.onRef('unit_place.unit', '=', 'unit.id').on('unit_place.to_on', 'is', null))
    .select(['id', 'kind', 'name_zh', 'name_en', 'branch_type', 'closed_on', 'parent', 'from_on'])
    .where(within(scope, 'unit.id'))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: { zh: row.name_zh, en: row.name_en },
    branchType: row.branch_type,
    parent: row.parent,
    since: row.from_on,
    closedOn: row.closed_on,
  }));
}
