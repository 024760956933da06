import { basisPoints } from '../statistics/exact.ts';
import { POINTS, SHARES, type Measure, type PointScore, type ShareScore } from './measures.ts';
import {
  drawRanks,
  drawsFor,
  isAbove,
  rankCounts,
  rankInterval,
  timesAbove,
  type RankDraws,
  type RankInterval,
} from './rank-draws.ts';
import { tierPlace, type TierPlace } from './tiers.ts';

/**
 * Ranking within peer groups that admits what it does not know: an exact place by the figure as it stands, and beside
 * it the interval of ranks, the tier and the neighbours that cannot be told apart. More is better.
 */

/** Why a branch is not ranked. */
export type NotRanked = 'missing-pillar' | 'too-few-observations' | 'no-peer-group' | 'too-few-peers';

export interface Candidate<Score> {
  readonly branch: string;
  /** Key of its peer group; null when it has none. */
  readonly group: string | null;
  readonly score: Score | Extract<NotRanked, 'missing-pillar' | 'too-few-observations'>;
}

export type Field =
  | { readonly measure: 'points'; readonly candidates: readonly Candidate<PointScore>[] }
  | { readonly measure: 'share'; readonly candidates: readonly Candidate<ShareScore>[] };

export interface RankingRules {
  /** Of the draws; the same seed gives the same bytes. */
  readonly seed: number;
  /** By default as many as the number of branches allows. */
  readonly draws?: number;
  /** Where tiers end, shares from the top in 1/10,000. */
  readonly tiers?: readonly number[];
}

export interface RankedBranch extends TierPlace {
  readonly branch: string;
  /** By the figure as it stands; branches with the same figure share a place, and the next place is left out. */
  readonly place: number;
  readonly tied: boolean;
  /** Drawn towards the peers: hundredths of a point, of a share 1/10,000. */
  readonly shrunken: number;
  readonly rank: RankInterval;
}

/** Two that stand next to each other, and cannot be told apart. */
export interface AlikePair {
  readonly above: string;
  readonly below: string;
  /** Share of draws in which `above` is the better one, 1/10,000; below 9,500. */
  readonly share: number;
}

export interface RankedGroup {
  readonly group: string;
  /** Of what is seen between the peers, how much is not chance: 1/10,000. */
  readonly reliability: number;
  readonly draws: number;
  /** By place, at one place by id. */
  readonly branches: readonly RankedBranch[];
  readonly alike: readonly AlikePair[];
}

export interface Ranking {
  /** By key. */
  readonly groups: readonly RankedGroup[];
  /** By id. */
  readonly notRanked: readonly { readonly branch: string; readonly reason: NotRanked }[];
}

/** Fewer say too little about what peers are like. */
export const MIN_PEERS = 5;

/**
 * Bit-identical whatever the order of the candidates. Throws a RangeError on a branch that comes twice, on points that
 * are not whole or have no standard error, and on counts that are not whole or not within n.
 */
export function rankBranches(field: Field, rules: RankingRules): Ranking {
  return field.measure === 'points'
    ? rankWith(POINTS, field.candidates, rules)
    : rankWith(SHARES, field.candidates, rules);
}

interface Member<Score> {
  readonly branch: string;
  readonly score: Score;
}

function rankWith<Score extends object>(
  measure: Measure<Score>,
  candidates: readonly Candidate<Score>[],
  rules: RankingRules,
): Ranking {
  const notRanked: { branch: string; reason: NotRanked }[] = [];
  const ranked: (Member<Score> & { readonly group: string })[] = [];
  const seen = new Set<string>();
  for (const { branch, group, score } of candidates) {
    if (seen.has(branch)) throw new RangeError(`branch ${branch} stands in the ranking twice`);
    seen.add(branch);
    if (typeof score === 'string') notRanked.push({ branch, reason: score });
    else if (!measure.isEnough(score, branch)) notRanked.push({ branch, reason: 'too-few-observations' });
    else if (group === null) notRanked.push({ branch, reason: 'no-peer-group' });
    else ranked.push({ branch, group, score });
  }
  const groups: RankedGroup[] = [];
  const allRules = { draws: drawsFor(ranked.length), ...rules };
  const byGroup = Map.groupBy(ranked, ({ group }) => group);
  for (const [group, peers] of [...byGroup].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (peers.length >= MIN_PEERS) groups.push({ group, ...rankGroup(measure, peers, allRules) });
    else notRanked.push(...peers.map(({ branch }) => ({ branch, reason: 'too-few-peers' as const })));
  }
  return { groups, notRanked: notRanked.toSorted((a, b) => (a.branch < b.branch ? -1 : 1)) };
}

function rankGroup<Score extends object>(
  measure: Measure<Score>,
  members: readonly Member<Score>[],
  { seed, draws, tiers }: RankingRules,
): Omit<RankedGroup, 'group'> {
  const peers = members.toSorted((a, b) => measure.compare(b.score, a.score) || (a.branch < b.branch ? -1 : 1));
  const { beliefs, reliability } = measure.believe(peers.map(({ score }) => score));
  const drawn = drawRanks(
    peers.map(({ branch }, index) => ({ branch, belief: beliefs[index]! })),
    seed,
    draws,
  );
  const sameAs = (index: number, other: number): boolean =>
    peers[other] !== undefined && measure.compare(peers[index]!.score, peers[other].score) === 0;
  let place = 0;
  const branches = peers.map(({ branch }, index): RankedBranch => {
    if (!sameAs(index, index - 1)) place = index + 1;
    const counts = rankCounts(drawn, index);
    return {
      branch,
      place,
      tied: sameAs(index, index - 1) || sameAs(index, index + 1),
      shrunken: measure.shrunken(beliefs[index]!),
      rank: rankInterval(counts, drawn.draws),
      ...tierPlace(counts, tiers),
    };
  });
  return {
    reliability: Math.round(reliability * 10_000),
    draws: drawn.draws,
    branches,
    alike: alikePairs(peers, drawn),
  };
}

function alikePairs(peers: readonly { readonly branch: string }[], drawn: RankDraws): readonly AlikePair[] {
  return peers.slice(1).flatMap(({ branch: below }, above) => {
    if (isAbove(drawn, above, above + 1) || isAbove(drawn, above + 1, above)) return [];
    const share = basisPoints(timesAbove(drawn, above, above + 1), drawn.draws);
    return [{ above: peers[above]!.branch, below, share }];
  });
}
