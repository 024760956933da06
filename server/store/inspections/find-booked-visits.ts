import type { Scope } from '../../auth/viewer.ts';
import type { InspectionsTables } from './tables.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

export interface BookedRow {
  readonly branch: string;
  readonly id: string;
  readonly plan: string | null;
  readonly kind: InspectionsTables['inspection']['kind'];
  readonly inspector: string;
  readonly from: string;
  readonly to: string;
}

/** Inspections and visits of drafts that begin between two days (both included) and have an inspector. */
export async function findBookedVisits(
  reader: Reader,
  scope: Scope,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly BookedRow[]> {
  const inspections = await reader
    .selectFrom('inspection')
    .select(['branch', 'id', 'plan', 'kind', 'inspector', 'from_on as from', 'to_on as to'])
    .where('from_on', '>=', from)
    .where('from_on', '<=', to)
    .where('state', '<>', 'cancelled')
    .where(within(scope, 'inspection.branch'))
    .orderBy('branch')
    .orderBy('id')
    .execute();
  const slots = await reader
    .selectFrom('plan_slot')
    .select(['branch', 'id', 'plan', 'kind', 'inspector', 'from_on as from', 'to_on as to'])
    .where('from_on', '>=', from)
    .where('from_on', '<=', to)
    .where('inspector', 'is not', null)
    .where(within(scope, 'plan_slot.branch'))
    .orderBy('branch')
    .orderBy('id')
    .execute();
  return [...inspections, ...slots.map((slot) => ({ ...slot, inspector: slot.inspector! }))];
}
