import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

export interface UnitPlace {
  readonly parent: string;
  readonly from: string;
  /** First day after; null = until further notice. */
  readonly to: string | null;
}

/** Where a unit hung from when to when, the earliest first; nothing when it is not within the scope. */
export async function findPlaces(reader: Reader, scope: Scope, unit: string): Promise<readonly UnitPlace[]> {
  return reader
    .selectFrom('unit_place')
    .select(['parent', 'from_on as from', 'to_on as to'])
    .where('unit', '=', unit)
    .where(within(scope, 'unit_place.unit'))
    .orderBy('from_on')
    .execute();
}
