import type { CompositeInterval } from '#rubric/composite/uncertainty.ts';
import type { RankedGroup, Ranking } from '#rubric/ranking/ranking.ts';
import type { StandardisedAttainment } from '#rubric/ranking/standardise.ts';
import type { ScoreRow } from '../store/scoring/find-scores.ts';
import { groupTitle } from './group-title.ts';
import type { AttainmentView, BranchName, GroupScore, PolicyRef, RankingView } from './wire.ts';

export interface RankingParts {
  readonly period: string;
  readonly policy: PolicyRef;
  readonly computedAt: number;
  readonly isStale: boolean;
  readonly ranking: Ranking;
  readonly scores: readonly ScoreRow[];
  readonly attainment: readonly StandardisedAttainment[];
  /** Of all branches. */
  readonly names: ReadonlyMap<string, BranchName>;
  /** Whose names may be seen; null = everybody's. */
  readonly own: ReadonlySet<string> | null;
}

/** The ranking for one viewer: who may not see the names of peers sees the own branches among nameless ones. */
export function rankingView(parts: RankingParts): Omit<RankingView, 'regions'> {
  const { period, policy, computedAt, isStale, ranking, own } = parts;
  const isOwn = (branch: string): boolean => own === null || own.has(branch);
  const scores = new Map(parts.scores.map((row) => [row.branch, row]));
  const attainment = new Map(parts.attainment.map((each) => [each.branch, each]));
  const names = new Map<string, BranchName>();
  const groups = ranking.groups
    .filter(({ branches }) => branches.some(({ branch }) => isOwn(branch)))
    .map((group) => {
      const shown = own === null ? group : masked(group, isOwn);
      group.branches.forEach(({ branch }, index) => {
        const label = shown.branches[index]!.branch;
        names.set(label, branch === label ? nameOf(parts.names, branch) : peerName(label));
      });
      return {
        ...shown,
        title: groupTitle(group.group),
        scores: group.branches.map(({ branch }, index) => ({
          ...scoreOf(shown.branches[index]!.branch, scores.get(branch)),
          attainment: attainmentView(attainment.get(branch)),
        })),
      };
    });
  const notRanked = ranking.notRanked.filter(({ branch }) => isOwn(branch));
  for (const { branch } of notRanked) names.set(branch, nameOf(parts.names, branch));
  const branches = [...names.values()].toSorted((a, b) => (a.branch < b.branch ? -1 : 1));
  return { period, policy, computedAt, isStale, branches, groups, notRanked };
}

function masked(group: RankedGroup, isOwn: (branch: string) => boolean): RankedGroup {
  // No branch id contains a slash.
  const labels = new Map(
    group.branches.map(({ branch }, index) => [
      branch,
      isOwn(branch) ? branch : `${group.group}/peer-${String(index + 1)}`,
    ]),
  );
  return {
    ...group,
    branches: group.branches.map((each) => ({ ...each, branch: labels.get(each.branch)! })),
    alike: group.alike.map((pair) => ({ ...pair, above: labels.get(pair.above)!, below: labels.get(pair.below)! })),
  };
}

export function peerName(label: string): BranchName {
  return { branch: label, zh: '同类网点', en: 'A peer', region: null };
}

export function nameOf(names: ReadonlyMap<string, BranchName>, branch: string): BranchName {
  return names.get(branch) ?? { branch, zh: branch, en: branch, region: null };
}

function scoreOf(branch: string, row: ScoreRow | undefined): Omit<GroupScore, 'attainment'> {
  const { low, high } = boundsOf(row?.uncertainty ?? null);
  return { branch, value: row?.value ?? 0, grade: row?.grade ?? '', uncapped: row?.uncapped ?? null, low, high };
}

export function attainmentView(of: StandardisedAttainment | undefined): AttainmentView | null {
  if (of === undefined || of.crude === null) return null;
  const { n, crude, share: standardised, standardError, borrowed } = of;
  return { n, crude, standardised, standardError, borrowed };
}

export function boundsOf(uncertainty: string | null): { readonly low: number | null; readonly high: number | null } {
  const interval = intervalOf(uncertainty);
  return { low: interval?.low ?? null, high: interval?.high ?? null };
}

/** Null while it is not drawn, and where there is none. */
export function intervalOf(uncertainty: string | null): CompositeInterval | null {
  return uncertainty === null ? null : (JSON.parse(uncertainty) as CompositeInterval | null);
}
