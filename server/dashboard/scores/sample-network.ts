import { compositeScore, gradeWithoutVetoes, type Composite } from '#rubric/composite/score.ts';
import { compositeInterval, type CompositeInterval } from '#rubric/composite/uncertainty.ts';
import type { CompositeDefinition } from '#rubric/composite/definition.ts';
import { sensitivityOf } from '#rubric/composite/sensitivity.ts';
import { definition } from '#rubric/composite/test-evidence.ts';
import { peerGroups } from '#rubric/ranking/peer-groups.ts';
import { rankBranches, type Candidate, type Ranking } from '#rubric/ranking/ranking.ts';
import type { PointScore } from '#rubric/ranking/measures.ts';
import { shortBoards, type BranchItems } from '#rubric/ranking/short-board.ts';
import { standardise } from '#rubric/ranking/standardise.ts';
import type { CompositeEvidence } from '#rubric/composite/evidence.ts';
import type {
  AttainmentView,
  CompareView,
  PolicyRef,
  RankingView,
  ScoreHistory,
  ScoreList,
  ScoreView,
} from '../../scoring/wire.ts';
import {
  branchAt,
  evidenceOf,
  groupTitle,
  SAMPLE_CARDS,
  SAMPLE_REGIONS,
  SAMPLE_WINDOW,
  type SampleBranch,
} from './sample-evidence.ts';

/** Test helper: a made-up bank whose scores and ranks come from the real rubric, as head office would send them. */
export interface SampleNetwork {
  readonly branches: readonly SampleBranch[];
  readonly periods: readonly string[];
  readonly policies: readonly PolicyRef[];
  ranking(period: string, version?: number): RankingView;
  list(period: string, version?: number): ScoreList;
  score(branch: string, period: string, version?: number): ScoreView | null;
  history(branch: string): ScoreHistory | null;
  compare(period: string, from: number, to: number): CompareView;
}

export const COMPUTED_AT = 1_798_700_000_000;
const PERIODS = ['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1'] as const;
const GRADES = definition().grades.map(({ id, title }) => ({ id, ...title }));
const POLICIES: readonly PolicyRef[] = [
  { policy: 'default', version: 1, approved: false, grades: GRADES },
  { policy: 'default', version: 2, approved: true, grades: GRADES },
];

function definitionOf(version: number): CompositeDefinition {
  if (version === 1) return definition();
  return definition({ version, weights: { wait: '20', ratings: '25', inspection: '40', complaints: '15' } });
}

export interface SampleOptions {
  readonly branches?: number;
  readonly days?: number;
}

export function sampleNetwork({ branches: count = 64, days = 12 }: SampleOptions = {}): SampleNetwork {
  const branches = Array.from({ length: count }, (_, index) => branchAt(index));
  const computed = new Map<string, readonly Scored[]>();
  const scoredOf = (period: string, version: number): readonly Scored[] => {
    const key = `${period} ${String(version)}`;
    const known = computed.get(key) ?? branches.map((branch) => scoreBranch(branch, { period, version, days }));
    computed.set(key, known);
    return known;
  };
  const rankings = new Map<string, RankingView>();
  const ranking = (period: string, version = 1): RankingView => {
    const key = `${period} ${String(version)}`;
    const known = rankings.get(key) ?? rankingView(scoredOf(period, version), period, version);
    rankings.set(key, known);
    return known;
  };
  return {
    branches,
    periods: PERIODS,
    policies: POLICIES,
    ranking,
    list: (period, version = 1) => listOf(scoredOf(period, version), period, version),
    score: (branch, period, version = 1) => scoreView(branch, { scoredOf, period, version }),
    history: (branch) => historyOf(branch, (period) => scoredOf(period, 1)),
    compare: (period, from, to) => compareView([ranking(period, from), ranking(period, to)], branches),
  };
}

interface Asked {
  readonly period: string;
  readonly version: number;
  readonly days: number;
}

interface Scored {
  readonly branch: SampleBranch;
  readonly composite: Composite;
  readonly uncapped: string | null;
  readonly evidence: CompositeEvidence;
  readonly interval: CompositeInterval | null;
  readonly sensitivity: ScoreView['sensitivity'];
}

function scoreBranch(branch: SampleBranch, { period, version, days }: Asked): Scored {
  const policy = definitionOf(version);
  const evidence = evidenceOf(branch, { period, days });
  const sensitivity = sensitivityOf(policy, evidence);
  const composite = compositeScore(policy, evidence, SAMPLE_WINDOW);
  return {
    branch,
    composite,
    evidence,
    uncapped: composite.state === 'scored' ? gradeWithoutVetoes(policy, evidence, composite) : null,
    interval: compositeInterval(policy, evidence, { seed: branch.index + 1, draws: 60 }),
    sensitivity:
      sensitivity === null
        ? null
        : {
            grades: [...new Set(sensitivity.weights.map(({ grade }) => grade))],
            geometric: sensitivity.geometric.value,
          },
  };
}

/** Half of a 90 % interval in standard errors. */
const HALF_WIDTH = 1.645;

function rankingView(scored: readonly Scored[], period: string, version: number): RankingView {
  const grouping = peerGroups(scored.map(({ branch }) => branch.profile));
  const groupOf = new Map(grouping.groups.flatMap((group) => group.branches.map((branch) => [branch, group.key])));
  const candidates = scored.map(({ branch, composite, interval }): Candidate<PointScore> => {
    const group = groupOf.get(branch.name.branch) ?? null;
    if (composite.state === 'insufficient' || interval === null)
      return { branch: branch.name.branch, group, score: 'missing-pillar' };
    const standardError = Math.max(1, (interval.high - interval.low) / (2 * HALF_WIDTH) / 100);
    return { branch: branch.name.branch, group, score: { value: Math.round(composite.value / 100), standardError } };
  });
  const ranked: Ranking = rankBranches({ measure: 'points', candidates }, { seed: 7, draws: 1_000 });
  const byBranch = new Map(scored.map((each) => [each.branch.name.branch, each]));
  const attainment = attainmentOf(scored);
  return {
    period,
    policy: POLICIES[version - 1]!,
    computedAt: COMPUTED_AT,
    isStale: period === PERIODS[0],
    branches: scored.map(({ branch }) => branch.name),
    regions: SAMPLE_REGIONS,
    groups: ranked.groups.map((group) => ({
      ...group,
      title: groupTitle(grouping.groups.find(({ key }) => key === group.group)!),
      scores: group.branches.map(({ branch }) => {
        const { composite, uncapped, interval } = byBranch.get(branch)!;
        if (composite.state !== 'scored') throw new Error(`${branch} is ranked without a score`);
        const { value, grade } = composite;
        const { low, high } = interval ?? { low: null, high: null };
        return { branch, value, grade, uncapped, low, high, attainment: attainment.get(branch) ?? null };
      }),
    })),
    notRanked: ranked.notRanked,
  };
}

function attainmentOf(scored: readonly Scored[]): ReadonlyMap<string, AttainmentView> {
  const branches = scored.map(({ branch, evidence }) => ({
    branch: branch.name.branch,
    classes: evidence.days.flatMap(({ classes }) =>
      classes.map(({ class: name, n, late }) => ({ class: name, n, attained: n - late.length })),
    ),
  }));
  return new Map(
    standardise(branches).map(({ branch, share, crude, n, standardError, borrowed }) => [
      branch,
      { n, crude, standardised: share, standardError, borrowed },
    ]),
  );
}

interface ScoreAsked {
  readonly scoredOf: (period: string, version: number) => readonly Scored[];
  readonly period: string;
  readonly version: number;
}

function scoreView(branch: string, { scoredOf, period, version }: ScoreAsked): ScoreView | null {
  const all = scoredOf(period, version);
  const own = all.find((each) => each.branch.name.branch === branch);
  if (own === undefined || !(PERIODS as readonly string[]).includes(period)) return null;
  const { composite, uncapped, evidence, interval, sensitivity } = own;
  return {
    name: own.branch.name,
    regions: SAMPLE_REGIONS,
    period,
    policy: POLICIES[version - 1]!,
    computedAt: COMPUTED_AT,
    composite,
    uncapped,
    attainment: attainmentOf(all).get(branch) ?? null,
    sheets: evidence.sheets.map(({ id, result }) => ({ sheet: id, card: result.scorecard, version: result.version })),
    cards: SAMPLE_CARDS,
    interval,
    sensitivity,
    shortBoards: shortBoards(all.map(itemsOf)).find((each) => each.branch === branch)?.boards ?? [],
    others: POLICIES.filter((policy) => policy.version !== version).map((policy) => ({
      policy,
      ...outcomeOf(scoredOf(period, policy.version).find((each) => each.branch.name.branch === branch)!),
    })),
  };
}

function listOf(scored: readonly Scored[], period: string, version: number): ScoreList {
  return {
    period,
    policy: POLICIES[version - 1]!,
    regions: SAMPLE_REGIONS,
    scores: scored.map((each) => {
      const { low, high } = each.interval ?? { low: null, high: null };
      return { name: each.branch.name, uncapped: each.uncapped, low, high, ...outcomeOf(each) };
    }),
  };
}

function itemsOf({ branch, composite }: Scored): BranchItems {
  const pillars = composite.state === 'scored' ? composite.pillars : [];
  return {
    branch: branch.name.branch,
    items: pillars.flatMap(({ pillar, weight, parts }) =>
      parts
        .filter((part) => part.utility !== null && part.weight > 0)
        .map((part) => ({
          item: [pillar, part.indicator, ...(part.class === null ? [] : [part.class])].join('/'),
          utility: Math.round(part.utility! * 100),
          weight: Math.round(weight * part.weight * 10_000),
          standardError: part.n < 3 ? null : 300,
        })),
    ),
  };
}

function outcomeOf({ composite }: Scored): { readonly value: number | null; readonly grade: string | null } {
  return composite.state === 'scored'
    ? { value: composite.value, grade: composite.grade }
    : { value: null, grade: null };
}

function historyOf(branch: string, scoredIn: (period: string) => readonly Scored[]): ScoreHistory | null {
  const own = (period: string): Scored | undefined =>
    scoredIn(period).find((each) => each.branch.name.branch === branch);
  const newest = own(PERIODS[0]);
  if (newest === undefined) return null;
  return {
    name: newest.branch.name,
    regions: SAMPLE_REGIONS,
    scores: PERIODS.toReversed().map((period) => {
      const scored = own(period)!;
      const { low, high } = scored.interval ?? { low: null, high: null };
      return { period, policy: POLICIES[0]!, low, high, ...outcomeOf(scored) };
    }),
  };
}

function compareView([from, to]: readonly [RankingView, RankingView], branches: readonly SampleBranch[]): CompareView {
  const sideOf = (view: RankingView, branch: string): CompareView['rows'][number]['from'] => {
    for (const { branches: ranked, scores } of view.groups) {
      const index = scores.findIndex((score) => score.branch === branch);
      if (index < 0) continue;
      const [{ value, grade }, { place, tier }] = [scores[index]!, ranked[index]!];
      return { value, grade, place, tier };
    }
    return { value: null, grade: null, place: null, tier: null };
  };
  return {
    period: from.period,
    from: from.policy,
    to: to.policy,
    rows: branches.map(({ name }) => ({
      name,
      from: sideOf(from, name.branch),
      to: sideOf(to, name.branch),
    })),
  };
}
