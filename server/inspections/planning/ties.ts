import { bankDay } from '../../bank-day.ts';
import type { Grant } from '../../auth/viewer.ts';
import type { Writing } from '../../store/database.ts';
import { putStaffTie } from '../../store/inspections/put-staff-tie.ts';
import { findBranchesBelow } from '../../store/people/find-branches-below.ts';
import { belongsTo } from './candidates.ts';
import { dateAfter } from './quarter.ts';

/** Whoever has worked at a branch does not inspect it for so long. */
const TIED_DAYS = 365;

/** For the transaction that takes a role away: the branches where it was work stay closed to an inspector for a year. */
export async function tieAfterWork(
  writing: Writing,
  { role, unit }: Grant,
  { account, now }: { readonly account: string; readonly now: number },
): Promise<void> {
  const until = dateAfter(bankDay(now, {}), TIED_DAYS);
  for (const branch of await findBranchesBelow(writing, unit))
    if (belongsTo(role, unit, { branch, above: [unit] }))
      await putStaffTie(writing, { branch, account, why: 'worked-there', until_on: until });
}
