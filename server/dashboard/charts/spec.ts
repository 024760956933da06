import type { FunnelView } from '../../scoring/wire.ts';

/** What is drawn, in figures; how it is drawn is the business of this folder. */
export type ChartSpec = TrendSpec | FunnelSpec;

export interface TrendSpec {
  readonly kind: 'trend';
  /** Oldest first, points of 100; null = no score. */
  readonly points: readonly {
    readonly name: string;
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

export type Verdict = FunnelView['points'][number]['verdict'];

export interface FunnelSpec {
  readonly kind: 'funnel';
  /** Shares of 0…1. */
  readonly centre: number;
  readonly points: readonly {
    readonly name: string;
    readonly n: number;
    readonly share: number;
    readonly verdict: Verdict;
  }[];
  readonly limits: readonly {
    readonly n: number;
    readonly low95: number;
    readonly high95: number;
    readonly low998: number;
    readonly high998: number;
  }[];
  readonly words: { readonly n: string; readonly line95: string; readonly line998: string; readonly centre: string };
}
