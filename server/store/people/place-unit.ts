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
  await renewAncestors(writing, unit, parent);
}

/** The unit and everything below it lose what was above the unit, and get what is above its new place. */
async function renewAncestors(writing: Writing, moved: string, parent: string): Promise<void> {
  const below = writing.selectFrom('unit_ancestor').select('unit').where('ancestor', '=', moved);
  await writing.deleteFrom('unit_ancestor').where('unit', 'in', below).where('ancestor', 'not in', below).execute();
  await writing
    .insertInto('unit_ancestor')
    .values({ unit: moved, ancestor: moved })
    .onConflict((conflict) => conflict.columns(['unit', 'ancestor']).doNothing())
    .execute();
  await writing
    .insertInto('unit_ancestor')
    .columns(['unit', 'ancestor'])
    .expression((query) =>
      query
        .selectFrom('unit_ancestor as own')
        .innerJoin('unit_ancestor as above', (join) => join.on('above.unit', '=', parent))
        .select(['own.unit', 'above.ancestor'])
        .where('own.ancestor', '=', moved),
    )
    .execute();
}
