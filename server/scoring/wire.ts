import type { Composite } from '#rubric/composite/score.ts';
import type { CompositeInterval } from '#rubric/composite/uncertainty.ts';
import type { RatingRecord, Visit } from '#rubric/hall/visit.ts';
import type { NotRanked, RankedGroup } from '#rubric/ranking/ranking.ts';
import type { ShortBoard } from '#rubric/ranking/short-board.ts';

/**
 * JSON of scores and rankings. Periods are quarters (`2026-Q4`) or months (`2026-11`); composites in 1/10,000 of a
 * point, shares in 1/10,000; times epoch ms. `?policy=default&version=2` asks for another definition than the one in
 * force.
 */

/** Something with an id, as people call it. */
export interface Named {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

export interface PolicyRef {
  readonly policy: string;
  readonly version: number;
  /** Somebody has approved it; a template has not. */
  readonly approved: boolean;
  /** Best first; empty when the definition is not kept any more. */
  readonly grades: readonly Named[];
}

/** GET /api/periods: newest first. */
export interface PeriodList {
  readonly periods: readonly { readonly period: string; readonly scored: number; readonly branches: number }[];
  /** Definitions under which there are scores. */
  readonly policies: readonly PolicyRef[];
}

export interface BranchName {
  readonly branch: string;
  readonly zh: string;
  readonly en: string;
  /** Unit of the region it hung below on the last day of the period. */
  readonly region: string | null;
}

/** GET /api/ranking/:period */
export interface RankingView {
  readonly period: string;
  readonly policy: PolicyRef;
  readonly computedAt: number;
  /** Data has come in since; a new drawing is under way. */
  readonly isStale: boolean;
  readonly branches: readonly BranchName[];
  /** Those of the branches that are named. */
  readonly regions: readonly Named[];
  /** Whoever may not see the names of peers gets the groups of the own branches, with `peer-1`, … for the others. */
  readonly groups: readonly (RankedGroup & {
    /** What the peers have in common, for people. */
    readonly title: { readonly zh: string; readonly en: string };
    readonly scores: readonly GroupScore[];
  })[];
  readonly notRanked: readonly { readonly branch: string; readonly reason: NotRanked }[];
}

/** In the order of `RankedGroup.branches`. */
export interface GroupScore {
  readonly branch: string;
  readonly value: number;
  readonly grade: string;
  /** The grade that a veto keeps it from; null when none does. */
  readonly uncapped: string | null;
  /** 90 % interval of the composite; null until it is drawn. */
  readonly low: number | null;
  readonly high: number | null;
  readonly attainment: AttainmentView | null;
}

/** Waits within target, shares in 1/10,000; null where nothing was judged. */
export interface AttainmentView {
  readonly n: number;
  readonly crude: number | null;
  /** At the class mix of the whole network; null where too much of that mix was not seen here. */
  readonly standardised: number | null;
  /** Of `standardised`, in 1/10,000. */
  readonly standardError: number | null;
  /** Classes that were not seen here and taken at the network's rate. */
  readonly borrowed: readonly string[];
}

/** GET /api/scores/:period: the branches of the viewer, by id. */
export interface ScoreList {
  readonly period: string;
  readonly policy: PolicyRef;
  readonly regions: readonly Named[];
  readonly scores: readonly {
    readonly name: BranchName;
    /** Null where too little is known for a score. */
    readonly value: number | null;
    readonly grade: string | null;
    readonly uncapped: string | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

/** GET /api/branches/:branch/scores */
export interface ScoreHistory {
  readonly name: BranchName;
  readonly regions: readonly Named[];
  /** Oldest first. */
  readonly scores: readonly {
    readonly period: string;
    readonly policy: PolicyRef;
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly grade: string | null;
  }[];
}

/** GET /api/branches/:branch/scores/:period */
export interface ScoreView {
  readonly name: BranchName;
  readonly regions: readonly Named[];
  readonly period: string;
  readonly policy: PolicyRef;
  readonly computedAt: number;
  readonly composite: Composite;
  /** The grade that a veto keeps it from; null when none does. */
  readonly uncapped: string | null;
  /** As of the last drawing of the ranking. */
  readonly attainment: AttainmentView | null;
  /** What the sheets behind the score were filled in on. */
  readonly sheets: readonly { readonly sheet: string; readonly card: string; readonly version: number }[];
  readonly cards: readonly CardTitles[];
  readonly interval: CompositeInterval | null;
  /** How the grade changes when weights are moved by a quarter of themselves. */
  readonly sensitivity: { readonly grades: readonly string[]; readonly geometric: number | null } | null;
  /**
   * Items as `wait/attainment`, `ratings`, `inspection/<kind>/<card>/<item>`, `complaints/on-time`; against all peers.
   */
  readonly shortBoards: readonly ShortBoard[];
  /** Exact place among its peers as they stand now, also while the ranking is drawn anew; null when it is not ranked. */
  readonly place?: number | null;
  /** The same period under the other definitions it was computed by. */
  readonly others: readonly {
    readonly policy: PolicyRef;
    readonly value: number | null;
    readonly grade: string | null;
  }[];
}

/** A version of a scorecard and its items. */
export interface CardTitles extends Named {
  readonly version: number;
  readonly items: readonly Named[];
}

/** GET /api/funnel/:period?of=satisfied|attained|invited */
export interface FunnelView {
  readonly period: string;
  readonly of: 'satisfied' | 'attained' | 'invited';
  /** Share of the whole network, 1/10,000. */
  readonly centre: number;
  readonly overdispersion: number;
  readonly points: readonly {
    readonly name: BranchName;
    readonly n: number;
    readonly share: number;
    /** Outside the 95 % and 99.8 % limits, and on which side. */
    readonly verdict: 'within' | 'above-95' | 'below-95' | 'above-998' | 'below-998';
  }[];
  /** Limits over n, for drawing. */
  readonly limits: readonly {
    readonly n: number;
    readonly low95: number;
    readonly high95: number;
    readonly low998: number;
    readonly high998: number;
  }[];
}

/** GET /api/waits/:date: waits of all branches of the viewer together. */
export interface WaitsView {
  readonly date: string;
  readonly branches: number;
  readonly n: number;
  /** Percentiles are right edges of bins of this width; null without waits. */
  readonly binMs: number;
  readonly p50Ms: number | null;
  readonly p80Ms: number | null;
  readonly p90Ms: number | null;
  /** Bin and count. */
  readonly histogram: readonly (readonly [number, number])[];
}

/**
 * GET /api/branches/:branch/days/:date/visits/:visit: a ticket with everything that was recorded of it. The same of
 * …/ratings/:rating: the rating with the ticket it belongs to, if any. Ids are percent-encoded: they contain slashes.
 */
export type TicketView =
  | {
      readonly state: 'kept';
      /** Of the branch. */
      readonly timeZone: string;
      readonly legs: readonly Visit[];
      readonly ratings: readonly RatingRecord[];
      /** Journal lines that name it, with the chain hash after each. */
      readonly events: readonly {
        readonly epoch: string;
        readonly seq: number;
        readonly line: string;
        readonly hash: string;
      }[];
    }
  /** Tickets are personal data: their rows are removed after a time, the figures of the day stay. */
  | { readonly state: 'removed' };

/** POST /api/scores/:period/compute `{policy, version}` (quality): computes all branches; old results stay. */
export interface ComputeReply {
  readonly period: string;
  readonly policy: PolicyRef;
  readonly scored: number;
  readonly insufficient: number;
}

/** GET /api/scores/:period/compare?policy=…&from=1&to=2: the same evidence under two versions, side by side. */
export interface CompareView {
  readonly period: string;
  readonly from: PolicyRef;
  readonly to: PolicyRef;
  readonly rows: readonly {
    readonly name: BranchName;
    readonly from: ComparedScore;
    readonly to: ComparedScore;
  }[];
}

export interface ComparedScore {
  readonly value: number | null;
  readonly grade: string | null;
  readonly place: number | null;
  readonly tier: number | null;
}

/** GET and POST /api/branches/:branch/cases, PUT /api/branches/:branch/cases/:case; new ones come without `id`. */
export interface ServiceCase {
  readonly id: string;
  readonly kind: 'complaint' | 'rectification';
  readonly title: string;
  readonly openedOn: string;
  readonly dueOn: string;
  readonly settledOn: string | null;
}
