import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

export interface PlanningUnit {
  readonly unit: string;
  readonly zh: string;
  readonly en: string;
}

/** Head office and regions that somebody may plan for, head office first. */
export async function findPlanningUnits(reader: Reader, scope: Scope): Promise<readonly PlanningUnit[]> {
  return reader
    .selectFrom('unit')
    .select(['id as unit', 'name_zh as zh', 'name_en as en'])
    .where('kind', 'in', ['head-office', 'region'])
    .where('closed_on', 'is', null)
    .where(within(scope, 'unit.id'))
    .orderBy('kind')
    .orderBy('id')
    .execute();
}
