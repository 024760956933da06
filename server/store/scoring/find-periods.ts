import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../database.ts';
import { within } from '../within.ts';
import type { ScoresKey } from './find-scores.ts';

/** Under which definitions there are scores of a period, and of how many branches. */
export interface PeriodCount extends ScoresKey {
  readonly scored: number;
  readonly branches: number;
}

export async function findPeriods(reader: Reader, scope: Scope): Promise<readonly PeriodCount[]> {
  return reader
    .selectFrom('composite_score')
    .select((of) => [
      'period',
      'policy',
      'version',
      of.fn.count<number>('value').as('scored'),
      of.fn.countAll<number>().as('branches'),
    ])
    .where(within(scope, 'composite_score.branch'))
    .groupBy(['period', 'policy', 'version'])
    .orderBy('period')
    .orderBy('policy')
    .orderBy('version')
    .execute();
}
