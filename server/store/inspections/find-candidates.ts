import type { Role } from '../../auth/roles.ts';
import type { Candidate } from '../../inspections/planning/candidates.ts';
import type { Reader } from '../database.ts';

export interface NamedCandidate extends Candidate {
  readonly name: string;
}

/** Everybody who inspects anywhere and can sign in, with all that may stand against them. */
export async function findCandidates(reader: Reader): Promise<readonly NamedCandidate[]> {
  const inspectors = reader.selectFrom('role_grant').select('account').where('role', '=', 'inspector');
  const accounts = await reader
    .selectFrom('account')
    .select(['id', 'name'])
    .where('disabled_at', 'is', null)
    .where('id', 'in', inspectors)
    .orderBy('id')
    .execute();
  const grants = await reader
    .selectFrom('role_grant')
    .select(['account', 'role', 'unit'])
    .where('account', 'in', inspectors)
    .orderBy('account')
    .orderBy('role')
    .orderBy('unit')
    .execute();
  const ties = await reader
    .selectFrom('staff_tie')
    .select(['account', 'branch', 'why', 'until_on as until'])
    .where('account', 'in', inspectors)
    .orderBy('branch')
    .orderBy('account')
    .orderBy('why')
    .execute();
  const grantsOf = Map.groupBy(grants, ({ account }) => account);
  const tiesOf = Map.groupBy(ties, ({ account }) => account);
  return accounts.map(({ id, name }) => ({
    account: id,
    name,
    grants: (grantsOf.get(id) ?? []).map(({ role, unit }) => ({ role: role as Role, unit })),
    ties: tiesOf.get(id) ?? [],
  }));
}
