import type { Reader } from '../database.ts';
import type { PolicyKind, PolicyRow } from './tables.ts';

export type ApprovedDays = Pick<PolicyRow, 'id' | 'version' | 'from_on' | 'to_on'>;

/** The days of all approved versions of a kind. */
export function approvedDays(reader: Reader, kind: PolicyKind): Promise<readonly ApprovedDays[]> {
  return reader
    .selectFrom('policy')
    .select(['id', 'version', 'from_on', 'to_on'])
    .where('kind', '=', kind)
    .where('state', '=', 'approved')
    .orderBy('id')
    .orderBy('version')
    .execute();
}
