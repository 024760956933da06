import type { RankedBranch } from '#rubric/ranking/ranking.ts';
import type { BranchName, GroupScore, Named, RankingView } from '../../scoring/wire.ts';
import type { Language } from '../shell/language.ts';

/** One branch of a ranking with everything its row says. */
export interface RankingRow {
  readonly name: BranchName;
  readonly ranked: RankedBranch;
  readonly score: GroupScore;
  /** Places next to it that it cannot be told apart from, ascending; its own is left out, `tied` says that. */
  readonly alike: readonly number[];
}

export type RankingGroup = RankingView['groups'][number];

/** Rows of a peer group by place. Throws when the parts of the answer do not fit each other. */
export function rowsOf(group: RankingGroup, names: ReadonlyMap<string, BranchName>): readonly RankingRow[] {
  const places = new Map(group.branches.map(({ branch, place }) => [branch, place]));
  const alike = alikePlaces(group, places);
  return group.branches.map((ranked, index) => {
    const score = group.scores[index];
    if (score?.branch !== ranked.branch) throw new Error(`no score of ${ranked.branch} in group ${group.group}`);
    const own = [...(alike.get(ranked.branch) ?? [])].filter((place) => place !== ranked.place);
    return { name: nameOf(ranked.branch, names), ranked, score, alike: own.toSorted((a, b) => a - b) };
  });
}

function alikePlaces(
  { alike }: RankingGroup,
  places: ReadonlyMap<string, number>,
): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  const note = (branch: string, other: string): void => {
    const place = places.get(other);
    if (place !== undefined) found.set(branch, (found.get(branch) ?? new Set()).add(place));
  };
  for (const { above, below } of alike) {
    note(above, below);
    note(below, above);
  }
  return found;
}

/** A branch without a name in the answer shows under its id. */
export function nameOf(branch: string, names: ReadonlyMap<string, BranchName>): BranchName {
  return names.get(branch) ?? { branch, zh: branch, en: branch, region: null };
}

/** A peer that the viewer may not know: head office sends a label with a slash, which no branch id contains. */
export function isHidden(branch: string): boolean {
  return branch.includes('/');
}

export interface Filter {
  readonly region: string;
  readonly search: string;
}

export function matches({ zh, en, branch, region }: BranchName, filter: Filter): boolean {
  if (filter.region !== '' && region !== filter.region) return false;
  const wanted = filter.search.trim().toLowerCase();
  return wanted === '' || [zh, en, branch].some((text) => text.toLowerCase().includes(wanted));
}

/** A region without a name in the answer shows under its id. */
export function nameOfRegion(region: string, regions: readonly Named[], language: Language): string {
  return regions.find(({ id }) => id === region)?.[language] ?? region;
}

/** So many branches are shown together; of a larger bank one peer group at a time. */
const SHOWN_TOGETHER = 400;

/** Groups to show: the one that was asked for, else all of a small bank, else the first. */
export function groupsToShow(view: RankingView, asked: string | undefined): readonly RankingGroup[] {
  const wanted = view.groups.filter(({ group }) => group === asked);
  if (wanted.length > 0) return wanted;
  const all = view.groups.reduce((sum, { branches }) => sum + branches.length, 0);
  return all <= SHOWN_TOGETHER || asked === 'all' ? view.groups : view.groups.slice(0, 1);
}
