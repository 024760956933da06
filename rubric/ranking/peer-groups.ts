import { basisPoints } from '../statistics/exact.ts';

/**
 * Branches are compared with their like only: same type, similar class mix, similar volume. Bands have fixed limits,
 * so a branch does not change band because another one changed; bands with too few branches are joined with the next.
 */

export interface BranchProfile {
  readonly branch: string;
  readonly type: string;
  /** Tickets of the period by customer class. */
  readonly tickets: Readonly<Record<string, number>>;
  /** Days on which the hall was open, > 0. */
  readonly openDays: number;
}

export interface PeerRules {
  /** The class that is not preferred in any way; the share of all others is the class mix. */
  readonly ordinaryClass: string;
  /** Upper ends of the bands, ascending: share of preferred tickets in 1/10,000. A band holds its upper end. */
  readonly preferredShare: readonly number[];
  /** The same for tickets per open day. */
  readonly ticketsPerDay: readonly number[];
  /** A group has at least so many branches. */
  readonly minPeers: number;
}

export const PEER_RULES: PeerRules = {
  ordinaryClass: 'ordinary',
  preferredShare: [1_000, 2_500],
  ticketsPerDay: [100, 250, 500],
  minPeers: 8,
};

/** Above `over`, up to and including `upTo`; Infinity where nothing ends it. A band that starts at 0 holds 0. */
export interface Band {
  readonly over: number;
  readonly upTo: number;
}

export interface PeerGroup {
  /** The same for the same bands, in whatever order the branches came. */
  readonly key: string;
  readonly type: string;
  readonly preferredShare: Band;
  readonly ticketsPerDay: Band;
  /** Ascending. */
  readonly branches: readonly string[];
}

export interface PeerGrouping {
  /** By key. */
  readonly groups: readonly PeerGroup[];
  /** Branches that have too few of their type beside them, ascending. */
  readonly withoutPeers: readonly string[];
}

/** Within a type first by class mix, then by volume. Throws a RangeError on a bad profile or a branch that comes twice. */
export function peerGroups(profiles: readonly BranchProfile[], rules: PeerRules = PEER_RULES): PeerGrouping {
  const placed = profiles.map((profile) => placeOf(profile, rules));
  if (new Set(placed.map(({ branch }) => branch)).size < placed.length)
    throw new RangeError('a branch stands in the peer groups twice');
  const groups: PeerGroup[] = [];
  const withoutPeers: string[] = [];
  for (const [type, ofType] of Map.groupBy(placed, (branch) => branch.type)) {
    if (ofType.length < rules.minPeers) {
      withoutPeers.push(...ofType.map(({ branch }) => branch));
      continue;
    }
    for (const mix of joinedBands(ofType, 'preferredShare', rules)) {
      for (const volume of joinedBands(mix.members, 'ticketsPerDay', rules)) {
        groups.push({
          key: `${type}/${mix.name}/${volume.name}`,
          type,
          preferredShare: mix.band,
          ticketsPerDay: volume.band,
          branches: volume.members.map(({ branch }) => branch).toSorted(),
        });
      }
    }
  }
  return { groups: groups.toSorted((a, b) => (a.key < b.key ? -1 : 1)), withoutPeers: withoutPeers.toSorted() };
}

interface Placed {
  readonly branch: string;
  readonly type: string;
  readonly preferredShare: number;
  readonly ticketsPerDay: number;
}

function placeOf({ branch, type, tickets, openDays }: BranchProfile, rules: PeerRules): Placed {
  const counts = Object.values(tickets);
  if (!(openDays > 0) || !counts.every((count) => Number.isSafeInteger(count) && count >= 0))
    throw new RangeError(`branch ${branch}: open days must be positive and tickets whole`);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const preferred = all - (tickets[rules.ordinaryClass] ?? 0);
  return { branch, type, preferredShare: basisPoints(preferred, all), ticketsPerDay: all / openDays };
}

interface JoinedBand {
  readonly name: string;
  readonly band: Band;
  readonly members: readonly Placed[];
}

function joinedBands(
  branches: readonly Placed[],
  by: 'preferredShare' | 'ticketsPerDay',
  rules: PeerRules,
): readonly JoinedBand[] {
  const ends = [...rules[by], Infinity];
  const bands = ends.map((upTo, index) =>
    branches.filter((branch) => branch[by] <= upTo && (index === 0 || branch[by] > ends[index - 1]!)),
  );
  const counts = bands.map((members) => members.length);
  return joinedRuns(counts, rules.minPeers).map(([first, last]) => ({
    name: first === last ? `${first}` : `${first}-${last}`,
    band: { over: first === 0 ? 0 : ends[first - 1]!, upTo: ends[last]! },
    members: bands.slice(first, last + 1).flat(),
  }));
}

/** First and last band of each run: from the lowest up until there are enough; the rest joins the last run. */
function joinedRuns(counts: readonly number[], least: number): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  let first = 0;
  let inRun = 0;
  for (const [index, count] of counts.entries()) {
    inRun += count;
    if (inRun < least) continue;
    runs.push([first, index]);
    first = index + 1;
    inRun = 0;
  }
  if (first === counts.length) return runs;
  const [start] = runs.pop() ?? [0];
  return [...runs, [start, counts.length - 1]];
}
