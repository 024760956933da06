import type { Scope } from '../auth/viewer.ts';
import type { Reader } from '../store/database.ts';
import { findBranchNames } from '../store/scoring/find-branch-names.ts';
import { findScores } from '../store/scoring/find-scores.ts';
import type { AskedScores } from './asked-scores.ts';
import { lastDayOf } from './periods.ts';
import { boundsOf, nameOf } from './ranking-view.ts';
import { regionsOf } from './regions.ts';
import type { ScoreList } from './wire.ts';

/** Scores of a period within a scope; a branch of which nothing was computed is not in it. */
export async function scoreList(
  reader: Reader,
  scope: Scope,
  { period, window, named, key }: AskedScores,
): Promise<ScoreList> {
  const rows = await findScores(reader, scope, key);
  const names = await findBranchNames(reader, scope, lastDayOf(window));
  const scores = rows.map(({ branch, value, grade, uncapped, uncertainty }) => {
    const name = nameOf(names, branch);
    return { name, value, grade, uncapped, ...boundsOf(uncertainty) };
  });
  const regions = await regionsOf(
    reader,
    scores.map(({ name }) => name),
  );
  return { period, policy: named.ref, regions, scores };
}
