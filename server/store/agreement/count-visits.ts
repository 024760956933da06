import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { SIGNED, type VisitWindow } from './signed-sheet.ts';

/** Signed inspections whose visit was made in the window. */
export async function countVisits(reader: Reader, scope: Scope, { from, to }: VisitWindow): Promise<number> {
  const { n } = await reader
    .selectFrom('inspection')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('state', 'in', SIGNED)
    .where('visited_on', '>=', from)
    .where('visited_on', '<', to)
    .where(within(scope, 'inspection.branch'))
    .executeTakeFirstOrThrow();
  return n;
}
