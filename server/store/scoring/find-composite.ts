import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { CompositeKey, CompositeRow } from './save-composite.ts';

export async function findComposite(
  reader: Reader,
  scope: Scope,
  key: CompositeKey,
): Promise<CompositeRow | undefined> {
  return reader
    .selectFrom('composite_score')
    .selectAll()
    .where('branch', '=', key.branch)
    .where('period', '=', key.period)
    .where('policy', '=', key.policy)
    .where('version', '=', key.version)
    .where(within(scope, 'composite_score.branch'))
    .executeTakeFirst();
}
