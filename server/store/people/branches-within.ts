import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';

export async function isBranchWithin(reader: Reader, scope: Scope, branch: string): Promise<boolean> {
  const row = await reader
    .selectFrom('unit')
    .select('id')
    .where('id', '=', branch)
    .where('kind', '=', 'branch')
    .where(within(scope, 'unit.id'))
    .executeTakeFirst();
  return row !== undefined;
}

export async function branchesWithin(reader: Reader, scope: Scope): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'branch')
    .where(within(scope, 'unit.id'))
    .execute();
  return new Set(rows.map(({ id }) => id));
}
