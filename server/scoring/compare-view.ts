import type { Ranking } from '#rubric/ranking/ranking.ts';
import type { Scope } from '../auth/viewer.ts';
import type { Reader } from '../store/database.ts';
import { findBranchNames } from '../store/scoring/find-branch-names.ts';
import { findScores } from '../store/scoring/find-scores.ts';
import { findRanking } from '../store/scoring/save-ranking.ts';
import type { CompositeWindow } from '#rubric/composite/score.ts';
import { lastDayOf } from './periods.ts';
import { nameOf } from './ranking-view.ts';
import type { ComparedScore, CompareView, PolicyRef } from './wire.ts';

export interface Comparison {
  readonly period: string;
  readonly window: CompositeWindow;
  readonly from: PolicyRef;
  readonly to: PolicyRef;
}

/** The same evidence under two definitions, side by side, by branch; places are those among all peers. */
export async function compareView(
  reader: Reader,
  scope: Scope,
  { period, window, from, to }: Comparison,
): Promise<CompareView> {
  const [before, after] = [
    await scoresUnder(reader, scope, period, from),
    await scoresUnder(reader, scope, period, to),
  ];
  const names = await findBranchNames(reader, scope, lastDayOf(window));
  const branches = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return {
    period,
    from,
    to,
    rows: branches.map((branch) => ({
      name: nameOf(names, branch),
      from: before.get(branch) ?? NOTHING,
      to: after.get(branch) ?? NOTHING,
    })),
  };
}

const NOTHING: ComparedScore = { value: null, grade: null, place: null, tier: null };

// oxlint-disable-next-line max-params -- whose scores, of which period, under what
async function scoresUnder(
  reader: Reader,
  scope: Scope,
  period: string,
  { policy, version }: PolicyRef,
): Promise<ReadonlyMap<string, ComparedScore>> {
  const key = { period, policy, version };
  const rows = await findScores(reader, scope, key);
  const drawn = await findRanking(reader, key);
  const ranking = drawn === undefined ? null : (JSON.parse(drawn.body) as Ranking);
  const ranked = new Map(ranking?.groups.flatMap(({ branches }) => branches).map((each) => [each.branch, each]));
  return new Map(
    rows.map(({ branch, value, grade }) => {
      const place = ranked.get(branch);
      return [branch, { value, grade, place: place?.place ?? null, tier: place?.tier ?? null }];
    }),
  );
}
