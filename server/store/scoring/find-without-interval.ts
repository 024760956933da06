import type { Reader } from '../database.ts';
import type { ScoresKey } from './find-scores.ts';

/** So many can be drawn in the background without keeping head office from its other work. */
const NETWORK_AT_MOST = 500;

/** Scored branches whose interval is not drawn yet, by id; none in a network that is too large to draw them all. */
export async function findWithoutInterval(
  reader: Reader,
  { period, policy, version }: ScoresKey,
): Promise<readonly { readonly branch: string; readonly computedAt: number }[]> {
  const rows = await reader
    .selectFrom('composite_score')
    .select(['branch', 'uncertainty', 'computed_at as computedAt'])
    .where('period', '=', period)
    .where('policy', '=', policy)
    .where('version', '=', version)
    .where('state', '=', 'scored')
    .orderBy('branch')
    .limit(NETWORK_AT_MOST + 1)
    .execute();
  return rows.length > NETWORK_AT_MOST ? [] : rows.filter(({ uncertainty }) => uncertainty === null);
}
