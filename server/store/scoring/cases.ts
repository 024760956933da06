import type { Scope } from '../../auth/viewer.ts';
import type { Reader, Writing } from '../database.ts';
import { within } from '../within.ts';
import type { ScoringTables } from './tables.ts';

export type CaseRow = ScoringTables['service_case'];

/** Due last first. */
export async function findCases(reader: Reader, scope: Scope, branch: string): Promise<readonly CaseRow[]> {
  return reader
    .selectFrom('service_case')
    .selectAll()
    .where('branch', '=', branch)
    .where(within(scope, 'service_case.branch'))
    .orderBy('due_on', 'desc')
    .orderBy('id')
    .execute();
}

export async function findCase(
  reader: Reader,
  scope: Scope,
  { branch, id }: Pick<CaseRow, 'branch' | 'id'>,
): Promise<CaseRow | undefined> {
  return reader
    .selectFrom('service_case')
    .selectAll()
    .where('branch', '=', branch)
    .where('id', '=', id)
    .where(within(scope, 'service_case.branch'))
    .executeTakeFirst();
}

export async function saveCase(writing: Writing, row: CaseRow): Promise<void> {
  await writing
    .insertInto('service_case')
    .values(row)
    .onConflict((of) => of.columns(['branch', 'id']).doUpdateSet(row))
    .execute();
}
