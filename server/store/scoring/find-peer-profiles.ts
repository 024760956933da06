import type { BranchProfile } from '#rubric/ranking/peer-groups.ts';
import type { Reader } from '../database.ts';

/** What peers are found by: type, class mix and volume of the months. Branches that were not open are left out. */
export async function findPeerProfiles(reader: Reader, months: readonly string[]): Promise<readonly BranchProfile[]> {
  const open = await reader
    .selectFrom('month_fact')
    .innerJoin('unit', 'unit.id', 'month_fact.branch')
    .select((of) => ['month_fact.branch', 'unit.branch_type', of.fn.sum<number>('month_fact.days').as('days')])
    .where('month_fact.month', 'in', months)
    .groupBy(['month_fact.branch', 'unit.branch_type'])
    .execute();
  const counts = await reader
    .selectFrom('month_class')
    .select((of) => ['branch', 'class', of.fn.sum<number>('issued').as('issued')])
    .where('month', 'in', months)
    .groupBy(['branch', 'class'])
    .execute();
  const tickets = new Map<string, Record<string, number>>();
  for (const { branch, class: name, issued } of counts) {
    const own = tickets.get(branch) ?? {};
    own[name] = issued;
    tickets.set(branch, own);
  }
  return open
    .filter(({ days }) => days > 0)
    .map(({ branch, branch_type: type, days }) => ({
      branch,
      type: type ?? 'unknown',
      tickets: tickets.get(branch) ?? {},
      openDays: days,
    }));
}
