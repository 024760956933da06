import { periodsOf } from '../../scoring/periods.ts';
import type { Reader, Writing } from '../database.ts';

export interface BranchPeriod {
  readonly branch: string;
  readonly period: string;
}

/** In the transaction of every change of what scores rest on: its periods are to be computed again. */
export async function markUnscored(
  writing: Writing,
  branch: string,
  { dates, at }: { readonly dates: readonly string[]; readonly at: number },
): Promise<void> {
  const periods = new Set(dates.flatMap(periodsOf));
  if (periods.size === 0) return;
  await writing
    .insertInto('unscored')
    .values([...periods].map((period) => ({ branch, period, changed_at: at })))
    .onConflict((of) => of.columns(['branch', 'period']).doUpdateSet({ changed_at: at }))
    .execute();
}

/** What has been computed from everything that was there at `at`. */
export async function clearUnscored(writing: Writing, { branch, period }: BranchPeriod, at: number): Promise<void> {
  await writing
    .deleteFrom('unscored')
    .where('branch', '=', branch)
    .where('period', '=', period)
    // A change of the same millisecond may have come after.
    .where('changed_at', '<', at)
    .execute();
}

export async function findUnscored(reader: Reader): Promise<readonly BranchPeriod[]> {
  return reader.selectFrom('unscored').select(['branch', 'period']).orderBy('branch').orderBy('period').execute();
}
