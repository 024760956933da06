/** Rows of migration 005. */
export interface ScoringTables {
  readonly day_fact: {
    readonly branch: string;
    readonly date: string;
    readonly class: string;
    readonly issued: number;
    readonly judged: number;
    readonly late: number;
    readonly served: number;
    readonly invited: number;
    readonly rated: number;
    readonly satisfied: number;
  };
  readonly month_fact: {
    readonly branch: string;
    readonly month: string;
    readonly days: number;
    readonly issued: number;
    readonly judged: number;
    readonly late: number;
    readonly served: number;
    readonly invited: number;
    readonly rated: number;
    readonly satisfied: number;
  };
  readonly month_class: {
    readonly branch: string;
    readonly month: string;
    readonly class: string;
    readonly issued: number;
    readonly judged: number;
    readonly late: number;
  };
  readonly day_evidence: {
    readonly branch: string;
    readonly date: string;
    readonly closed: number;
    readonly body: string;
  };
  readonly day_waits: { readonly branch: string; readonly date: string; readonly bins: string };
  readonly followed: {
    readonly branch: string;
    readonly epoch: string;
    readonly upto: number;
  };
  readonly unscored: {
    readonly branch: string;
    readonly period: string;
    readonly changed_at: number;
  };
  readonly service_case: {
    readonly branch: string;
    readonly id: string;
    readonly kind: 'complaint' | 'rectification';
    readonly title: string;
    readonly opened_on: string;
    readonly due_on: string;
    readonly settled_on: string | null;
  };
  readonly composite_score: {
    readonly branch: string;
    readonly period: string;
    readonly policy: string;
    readonly version: number;
    readonly state: 'scored' | 'insufficient';
    readonly value: number | null;
    readonly error: number | null;
    readonly grade: string | null;
    readonly uncapped: string | null;
    readonly peer_group: string | null;
    readonly body: string;
    readonly items: string;
    readonly uncertainty: string | null;
    readonly computed_at: number;
  };
  readonly ranking: {
    readonly period: string;
    readonly policy: string;
    readonly version: number;
    readonly body: string;
    readonly attainment: string;
    readonly computed_at: number;
  };
}
