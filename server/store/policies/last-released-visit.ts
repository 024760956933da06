import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

/** Business day of the latest released inspection by any version of a scorecard; null when there is none. */
export async function lastReleasedVisit(reader: Reader, scope: Scope, card: string): Promise<string | null> {
  const row = await reader
    .selectFrom('inspection')
    .select((of) => of.fn.max('visited_on').as('last'))
    .where('card', '=', card)
    .where('state', '=', 'released')
    .where(within(scope, 'inspection.branch'))
    .executeTakeFirst();
  return row?.last ?? null;
}
