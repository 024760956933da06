import type { Alarm } from '#contract/head-office-api.ts';

/** A record of one journal and business day, as JSON. */
interface DayRecord {
  readonly branch: string;
  readonly date: string;
  readonly epoch: string;
  readonly record: string;
}

/** Rows of migration 001. */
export interface IngestTables {
  readonly event: {
    readonly branch: string;
    readonly epoch: string;
    readonly seq: number;
    readonly line: string;
    readonly hash: Buffer;
  };
  readonly cursor: {
    readonly branch: string;
    readonly epoch: string;
    readonly upto: number;
    readonly tip: string;
    readonly highest: number;
    readonly checkpoint: number;
    readonly seen_at: number;
  };
  readonly visit: DayRecord & { readonly id: string; readonly leg: number };
  readonly rating: DayRecord & { readonly id: string };
  readonly day: DayRecord;
  readonly rollup: RollupRow & { readonly branch: string; readonly date: string };
  readonly quarantine: {
    readonly branch: string;
    readonly epoch: string;
    readonly seq: number;
    readonly hash: string;
    readonly line: string;
    readonly at: number;
  };
  readonly gap: {
    readonly branch: string;
    readonly epoch: string;
    readonly first: number;
    readonly since: number;
    readonly closed_at: number | null;
  };
  readonly alarm: Alarm & { readonly branch: string };
  readonly score_check: {
    readonly branch: string;
    readonly date: string;
    readonly epoch: string;
    readonly seq: number;
    readonly score: string;
    readonly differences: string;
  };
  readonly latest: {
    readonly branch: string;
    readonly kind: 'live' | 'score' | 'status';
    readonly at: number;
    readonly payload: string;
  };
}

export interface RollupRow {
  readonly service: string;
  readonly class: string;
  readonly issued: number;
  readonly served: number;
  readonly abandoned: number;
  readonly wait_n: number;
  readonly wait_ms: number;
  /** JSON: sparse [[bin, count], …]. */
  readonly histogram: string;
}
