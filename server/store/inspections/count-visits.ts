import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionsTables } from './tables.ts';

export interface VisitCount {
  readonly branch: string;
  readonly kind: InspectionsTables['inspection']['kind'];
  readonly n: number;
}

/** Inspections per branch and kind that may be made, or were, between two days; cancelled ones are none. */
export async function countVisits(
  reader: Reader,
  scope: Scope,
  { from, to, released }: { readonly from: string; readonly to: string; readonly released: boolean },
): Promise<readonly VisitCount[]> {
  return reader
    .selectFrom('inspection')
    .select((of) => ['branch', 'kind', of.fn.countAll<number>().as('n')])
    .where('from_on', '>=', from)
    .where('from_on', '<=', to)
    .where('state', released ? '=' : '<>', released ? 'released' : 'cancelled')
    .where(within(scope, 'inspection.branch'))
    .groupBy(['branch', 'kind'])
    .orderBy('branch')
    .orderBy('kind')
    .execute();
}
