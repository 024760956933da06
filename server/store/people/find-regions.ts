import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/**
 * The region that each branch of the scope belonged to on a day; null = directly to head office. A branch that did not
 * exist then is not in it. Who may see a branch is decided by where it hangs now, not then.
 */
export async function regionsOn(
  reader: Reader,
  scope: Scope,
  date: string,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await reader
    .selectFrom('unit_place')
    .innerJoin('unit', 'unit.id', 'unit_place.unit')
    .innerJoin('unit as above', 'above.id', 'unit_place.parent')
    .select(['unit_place.unit', 'above.id as parent', 'above.kind as parentKind'])
    .where('unit.kind', '=', 'branch')
    .where('unit_place.from_on', '<=', date)
    .where((or) => or.or([or('unit_place.to_on', 'is', null), or('unit_place.to_on', '>', date)]))
    .where((or) => or.or([or('unit.closed_on', 'is', null), or('unit.closed_on', '>', date)]))
    .where(within(scope, 'unit_place.unit'))
    .orderBy('unit_place.unit')
    .execute();
  return new Map(rows.map(({ unit, parent, parentKind }) => [unit, parentKind === 'region' ? parent : null]));
}

/** Of one branch; undefined when it is not within the scope or did not exist then. */
export async function regionOn(
  reader: Reader,
  scope: Scope,
  { branch, date }: { readonly branch: string; readonly date: string },
): Promise<string | null | undefined> {
  return (await regionsOn(reader, scope, date)).get(branch);
}
