import type { BranchItems, ScoredItem } from '#rubric/ranking/short-board.ts';
import type { Reader } from '../database.ts';
import type { ScoresKey } from './find-scores.ts';

/** Items of all scored branches of a peer group: only their medians leave head office, so there is no scope. */
export async function findPeerItems(
  reader: Reader,
  { period, policy, version }: ScoresKey,
  group: string,
): Promise<readonly BranchItems[]> {
  const rows = await reader
    .selectFrom('composite_score')
    .select(['branch', 'items'])
    .where('period', '=', period)
    .where('policy', '=', policy)
    .where('version', '=', version)
    .where('peer_group', '=', group)
    .where('value', 'is not', null)
    .orderBy('branch')
    .execute();
  return rows.map(({ branch, items }) => ({ branch, items: JSON.parse(items) as readonly ScoredItem[] }));
}
