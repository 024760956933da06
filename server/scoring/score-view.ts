import { sensitivityOf } from '#rubric/composite/sensitivity.ts';
import type { Composite } from '#rubric/composite/score.ts';
import { shortBoards, type ScoredItem, type ShortBoard } from '#rubric/ranking/short-board.ts';
import type { StandardisedAttainment } from '#rubric/ranking/standardise.ts';
import type { Clock } from '#contract/clock.ts';
import type { Scope } from '../auth/viewer.ts';
import type { Database } from '../store/database.ts';
import { findBranchNames } from '../store/scoring/find-branch-names.ts';
import { findComposite } from '../store/scoring/find-composite.ts';
import { findPeerItems } from '../store/scoring/find-peer-items.ts';
import { findPlace } from '../store/scoring/rank-composites.ts';
import { findScoreHistory } from '../store/scoring/find-score-history.ts';
import { findRanking } from '../store/scoring/save-ranking.ts';
import { saveComposite, saveUncertainty, type CompositeRow } from '../store/scoring/save-composite.ts';
import type { AskedScores } from './asked-scores.ts';
import type { CompositeSource } from './composite-source.ts';
import { cardTitles } from './card-titles.ts';
import { computeComposite, findEvidence, withLeaves } from './compute-composite.ts';
import { drawInterval } from './draw-interval.ts';
import { lastDayOf } from './periods.ts';
import { attainmentView, intervalOf, nameOf } from './ranking-view.ts';
import { regionsOf } from './regions.ts';
import type { AttainmentView, PolicyRef, ScoreView } from './wire.ts';

export interface ScoreViewParts {
  readonly database: Database;
  readonly source: CompositeSource;
  readonly clock: Clock;
  readonly scope: Scope;
}

/**
 * One score with everything behind it; null when it was never computed. The figures are the stored ones; what they
 * rest on is read from the evidence. Where that has changed since, under the rubric that computed it, the score is
 * brought up to date first, so that no explanation lists other tickets than those that were counted.
 */
export async function scoreView(
  parts: ScoreViewParts,
  branch: string,
  { period, window, named, key }: AskedScores,
): Promise<ScoreView | null> {
  const { database, source, clock, scope } = parts;
  const stored = await findComposite(database.read, scope, { ...key, branch });
  if (stored === undefined) return null;
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const evidence = await findEvidence(database.read, { branch, window, today });
  const { row, composite } = computeComposite({ branch, period, window }, named, evidence);
  const at = clock.now();
  const isOlder = (JSON.parse(stored.body) as Composite).rubric !== composite.rubric;
  const isCurrent = stored.body === row.body || isOlder;
  if (!isCurrent) await database.write((writing) => saveComposite(writing, row, at));
  const shown = isCurrent ? stored : { ...stored, ...row, uncertainty: null, computed_at: at };
  const uncertainty = shown.uncertainty ?? JSON.stringify(drawInterval({ branch, period }, named.definition, evidence));
  if (shown.uncertainty === null)
    await database.write((writing) =>
      saveUncertainty(writing, { ...key, branch }, { uncertainty, computedAt: shown.computed_at }),
    );
  const sensitivity = sensitivityOf(named.definition, evidence);
  const name = nameOf(await findBranchNames(database.read, scope, lastDayOf(window)), branch);
  return {
    name,
    regions: await regionsOf(database.read, [name]),
    period,
    policy: named.ref,
    computedAt: shown.computed_at,
    composite: withLeaves(JSON.parse(shown.body) as Composite, composite),
    uncapped: shown.uncapped,
    attainment: await attainmentOf(parts, key, branch),
    sheets: evidence.sheets.map(({ id, result }) => ({ sheet: id, card: result.scorecard, version: result.version })),
    cards: await cardTitles(database.read, evidence.sheets),
    interval: intervalOf(uncertainty),
    sensitivity:
      sensitivity === null
        ? null
        : {
            grades: [...new Set(sensitivity.weights.map(({ grade }) => grade))].toSorted(),
            geometric: sensitivity.geometric.value,
          },
    shortBoards: await boardsOf(parts, shown),
    place: await findPlace(database.read, { ...key, branch }),
    others: await othersOf({ database, scope, source }, shown),
  };
}

/** As it stands in the ranking, which compares with the whole network. */
async function attainmentOf(
  { database }: ScoreViewParts,
  key: AskedScores['key'],
  branch: string,
): Promise<AttainmentView | null> {
  const drawn = await findRanking(database.read, key);
  if (drawn === undefined) return null;
  const all = JSON.parse(drawn.attainment) as readonly StandardisedAttainment[];
  return attainmentView(all.find((each) => each.branch === branch));
}

/** Against all peers, or untested where there are none. */
async function boardsOf({ database }: ScoreViewParts, shown: CompositeRow): Promise<readonly ShortBoard[]> {
  const own = { branch: shown.branch, items: JSON.parse(shown.items) as readonly ScoredItem[] };
  const peers = shown.peer_group === null ? [] : await findPeerItems(database.read, shown, shown.peer_group);
  const group = [...peers.filter(({ branch }) => branch !== own.branch), own];
  return shortBoards(group).find(({ branch }) => branch === own.branch)?.boards ?? [];
}

async function othersOf(
  { database, scope, source }: Pick<ScoreViewParts, 'database' | 'scope' | 'source'>,
  shown: CompositeRow,
): Promise<ScoreView['others']> {
  const history = await findScoreHistory(database.read, scope, shown.branch);
  const others = history.filter(
    (row) => row.period === shown.period && (row.policy !== shown.policy || row.version !== shown.version),
  );
  return Promise.all(
    others.map(async ({ policy, version, value, grade }) => ({
      policy: await refOf(source, policy, version),
      value,
      grade,
    })),
  );
}

/** Of a definition that has been withdrawn since: not approved. */
export async function refOf(source: CompositeSource, policy: string, version: number): Promise<PolicyRef> {
  return (await source.version(policy, version))?.ref ?? { policy, version, approved: false, grades: [] };
}
