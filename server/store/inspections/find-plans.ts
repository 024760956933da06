import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { InspectionsTables } from './tables.ts';

export type PlanRow = InspectionsTables['plan'];

export interface CountedPlan extends PlanRow {
  readonly visits: number;
  /** Visits without an inspector. */
  readonly open: number;
}

/** Plans of units within the scope, the latest quarter first. */
export async function findPlans(reader: Reader, scope: Scope): Promise<readonly CountedPlan[]> {
  const rows = await reader
    .selectFrom('plan')
    .selectAll()
    .select((of) => [
      of
        .selectFrom('plan_slot')
        .select((slots) => slots.fn.countAll<number>().as('n'))
        .whereRef('plan_slot.plan', '=', 'plan.id')
        .as('slots'),
      of
        .selectFrom('plan_slot')
        .select((slots) => slots.fn.countAll<number>().as('n'))
        .whereRef('plan_slot.plan', '=', 'plan.id')
        .where('inspector', 'is', null)
        .as('open'),
      of
        .selectFrom('inspection')
        .select((made) => made.fn.countAll<number>().as('n'))
        .whereRef('inspection.plan', '=', 'plan.id')
        .as('made'),
    ])
    .where(within(scope, 'plan.unit'))
    .orderBy('quarter', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ slots, made, open, ...plan }) => ({
    ...plan,
    visits: (slots ?? 0) + (made ?? 0),
    open: open ?? 0,
  }));
}

export async function findPlan(reader: Reader, scope: Scope, id: string): Promise<PlanRow | null> {
  const row = await reader
    .selectFrom('plan')
    .selectAll()
    .where('id', '=', id)
    .where(within(scope, 'plan.unit'))
    .executeTakeFirst();
  return row ?? null;
}
