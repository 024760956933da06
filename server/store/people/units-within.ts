import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import { HEAD_OFFICE } from '../../organisation/ensure-units.ts';
import type { Scope } from '../../auth/viewer.ts';

/** What is not of one branch (the audit log, rules) needs the right at head office itself. */
export function isWholeBank(scope: Scope): boolean {
  return scope.kind === 'all' || scope.units.includes(HEAD_OFFICE);
}

/** The unit exists and lies within the scope. */
export async function isUnitWithin(reader: Reader, scope: Scope, unit: string): Promise<boolean> {
  const row = await reader
    .selectFrom('unit')
    .select('id')
    .where('id', '=', unit)
    .where(within(scope, 'unit.id'))
    .executeTakeFirst();
  return row !== undefined;
}

export async function unitsWithin(reader: Reader, scope: Scope): Promise<ReadonlySet<string>> {
  const rows = await reader.selectFrom('unit').select('id').where(within(scope, 'unit.id')).execute();
  return new Set(rows.map(({ id }) => id));
}
