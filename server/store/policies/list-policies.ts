import type { Reader } from '../database.ts';
import type { PolicyKind, PolicyRow } from './tables.ts';

/** A version without its text. */
export type ListedPolicy = Omit<PolicyRow, 'body' | 'editors'>;

/** By id, newest version first. */
export function listPolicies(reader: Reader, kind: PolicyKind): Promise<readonly ListedPolicy[]> {
  return reader
    .selectFrom('policy')
    .select(['kind', 'id', 'version', 'state', 'title_zh', 'title_en', 'from_on', 'to_on', 'author', 'submitted_at'])
    .select(['approver', 'approved_at', 'updated_at', 'digest'])
    .where('kind', '=', kind)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
}
