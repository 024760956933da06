import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { CompositeKey, CompositeRow } from './save-composite.ts';

/** A period under one version of the weights. */
export type ScoresKey = Pick<CompositeKey, 'period' | 'policy' | 'version'>;
export type ScoreRow = Pick<
  CompositeRow,
  'branch' | 'state' | 'value' | 'error' | 'grade' | 'uncapped' | 'peer_group' | 'uncertainty'
>;

/** Scores of branches, by id, without what they rest on. */
export async function findScores(
  reader: Reader,
  scope: Scope,
  { period, policy, version }: ScoresKey,
): Promise<readonly ScoreRow[]> {
  return reader
    .selectFrom('composite_score')
    .select(['branch', 'state', 'value', 'error', 'grade', 'uncapped', 'peer_group', 'uncertainty'])
    .where('period', '=', period)
    .where('policy', '=', policy)
    .where('version', '=', version)
    .where(within(scope, 'composite_score.branch'))
    .orderBy('branch')
    .execute();
}
