import type { RatingMetrics } from '#contract/score.ts';
import { setAsideBy } from '../hall/rating-flags.ts';
import type { RatingRecord, RecordFlag, Visit } from '../hall/visit.ts';
import { basisPoints } from '../statistics/exact.ts';

/** Ratings and how much of the truth they can cover. */

/** Counts by level, most negative first: dissatisfied, fair, satisfied, very satisfied. */
export type LevelCounts = readonly [number, number, number, number];

/**
 * `served`: the served legs of the window; `ratings`: those given in it. `given` and `levels` hold every rating that
 * counts, lobby kiosk included; the rates look only at served tickets, so taps in the lobby cannot stand in for
 * customers who were not asked.
 */
export function ratingMetrics(served: readonly Visit[], ratings: readonly RatingRecord[]): RatingMetrics {
  const invited = served.filter((visit) => visit.invitedAt !== null);
  const levels: [number, number, number, number] = [0, 0, 0, 0];
  let given = 0;
  for (const rating of ratings) {
    if (!rating.counted) continue;
    given += 1;
    levels[rating.level4 - 1]! += 1;
  }
  const answered = invited.filter((visit) => visit.rated).length;
  return {
    served: served.length,
    invited: invited.length,
    given,
    expired: invited.filter((visit) => visit.invitationExpired && !visit.rated).length,
    quarantined: ratings.length - given,
    levels,
    invitationRate: served.length === 0 ? null : basisPoints(invited.length, served.length),
    responseRate: invited.length === 0 ? null : basisPoints(answered, invited.length),
  };
}

/** How many ratings each rule set aside, most first; one that several rules caught is counted under each. */
export function setAsideByRule(
  ratings: readonly RatingRecord[],
): readonly { readonly rule: RecordFlag; readonly ratings: number }[] {
  const counts = new Map<RecordFlag, number>();
  for (const rule of ratings.flatMap(setAsideBy)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .map(([rule, count]) => ({ rule, ratings: count }))
    .toSorted((a, b) => b.ratings - a.ratings || (a.rule < b.rule ? -1 : 1));
}

/** Served tickets that were invited and rated. */
export function answeredInvitations(served: readonly Visit[]): number {
  return served.filter((visit) => visit.invitedAt !== null && visit.rated).length;
}

export interface RatingFigures {
  readonly topBox: number;
  /** 满意率: satisfied and very satisfied. */
  readonly satisfied: number;
  /** 不满意率. */
  readonly dissatisfied: number;
  /** Mean of the levels 1–4. */
  readonly mean: number;
  /** 100 · (very satisfied + ⅔ satisfied + ⅓ fair) / n: equal spacing. */
  readonly index: number;
}

/** Headline figures of counts by level; null without ratings. Shares 0…1. */
export function ratingFigures(levels: LevelCounts): RatingFigures | null {
  const [dissatisfied, fair, satisfied, very] = levels;
  const n = dissatisfied + fair + satisfied + very;
  if (n === 0) return null;
  return {
    topBox: very / n,
    satisfied: (very + satisfied) / n,
    dissatisfied: dissatisfied / n,
    mean: (dissatisfied + 2 * fair + 3 * satisfied + 4 * very) / n,
    index: (100 * (3 * very + 2 * satisfied + fair)) / (3 * n),
  };
}

/** What the true satisfied share must lie between, assuming nothing about those who did not rate. Shares 0…1. */
export function satisfiedBounds(counts: {
  readonly served: number;
  readonly rated: number;
  readonly satisfied: number;
}): { readonly low: number; readonly high: number } | null {
  if (counts.served <= 0) return null;
  const unknown = counts.served - counts.rated;
  return { low: counts.satisfied / counts.served, high: (counts.satisfied + unknown) / counts.served };
}

/** Net promoter score in points with its standard error, from shares of promoters and detractors among n. */
export function netPromoterScore(
  promoters: number,
  detractors: number,
  n: number,
): { readonly score: number; readonly standardError: number } | null {
  if (n <= 0) return null;
  const net = promoters - detractors;
  return { score: 100 * net, standardError: 100 * Math.sqrt((promoters + detractors - net * net) / n) };
}
