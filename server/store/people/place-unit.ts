import type { Writing } from '../database.ts';

export interface Placing {
  readonly unit: string;
  readonly parent: string;
  /** First day at the new place, YYYY-MM-DD. */
  readonly on: string;
}

/**
 * Hangs a unit below another one from a day on; where it hung before stays on record. The caller makes sure that the
 * parent exists and is not below the unit.
 */
export async function placeUnit(writing: Writing, { unit, parent, on }: Placing): Promise<void> {
  await writing
    .updateTable('unit_place')
    .set({ to_on: on })
    .where('unit', '=', unit)
    .where('to_on', 'is', null)
    .execute();
  // Moved twice on one day: the later word holds.
  await writing.deleteFrom('unit_place').where('unit', '=', unit).where('from_on', '=', on).execute();
  await writing.insertInto('unit_place').values({ unit, parent, from_on: on, to_on: null }).execute();
  await renewAncestors(writing, unit);
}

/** The unit and everything below it. */
async function renewAncestors(writing: Writing, moved: string): Promise<void> {
  const places = await writing.selectFrom('unit_place').select(['unit', 'parent']).where('to_on', 'is', null).execute();
  const parents = new Map(places.map(({ unit, parent }) => [unit, parent]));
  const upwards = (unit: string): readonly string[] => {
    const parent = parents.get(unit);
    return parent === undefined ? [unit] : [unit, ...upwards(parent)];
  };
  const affected = [...new Set([moved, ...parents.keys()])].filter((unit) => upwards(unit).includes(moved));
  await writing.deleteFrom('unit_ancestor').where('unit', 'in', affected).execute();
  const rows = affected.flatMap((unit) => upwards(unit).map((ancestor) => ({ unit, ancestor })));
  for (let from = 0; from < rows.length; from += 500)
    await writing
      .insertInto('unit_ancestor')
      .values(rows.slice(from, from + 500))
      .execute();
}
