import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { CompositeRow } from './save-composite.ts';

/** Scores of one branch over all periods and definitions. */
export async function findScoreHistory(
  reader: Reader,
  scope: Scope,
  branch: string,
): Promise<readonly Pick<CompositeRow, 'period' | 'policy' | 'version' | 'value' | 'grade' | 'uncertainty'>[]> {
  return reader
    .selectFrom('composite_score')
    .select(['period', 'policy', 'version', 'value', 'grade', 'uncertainty'])
    .where('branch', '=', branch)
    .where(within(scope, 'composite_score.branch'))
    .orderBy('period')
    .orderBy('policy')
    .orderBy('version')
    .execute();
}
