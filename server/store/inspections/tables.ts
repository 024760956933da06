/** Rows of migration 004. */
export interface InspectionsTables {
  readonly plan: {
    readonly id: string;
    readonly quarter: string;
    readonly title: string;
    readonly unit: string;
    readonly state: 'draft' | 'published';
    readonly per_week: number;
    readonly author: string;
    readonly created_at: number;
    readonly published_at: number | null;
  };
  readonly plan_slot: {
    readonly branch: string;
    readonly id: string;
    readonly plan: string;
    readonly kind: InspectionsTables['inspection']['kind'];
    readonly card: string;
    readonly from_on: string;
    readonly to_on: string;
    readonly mode: InspectionsTables['inspection']['mode'];
    readonly inspector: string | null;
    readonly second: string | null;
    readonly reason: string | null;
  };
  readonly staff_tie: {
    readonly branch: string;
    readonly account: string;
    readonly why: 'worked-there' | 'declared';
    readonly until_on: string;
  };
  readonly inspection: {
    readonly branch: string;
    readonly id: string;
    readonly plan: string | null;
    readonly kind: 'announced' | 'mystery' | 'intercept' | 'hotline' | 'monthly';
    readonly card: string;
    readonly card_version: number;
    readonly inspector: string;
    readonly second: string | null;
    readonly from_on: string;
    readonly to_on: string;
    readonly announced_at: number | null;
    readonly mode: 'digital' | 'paper';
    readonly state: 'assigned' | 'begun' | 'mismatch' | 'signed' | 'returned' | 'released' | 'cancelled';
    readonly visited_on: string | null;
    readonly signed_at: number | null;
    readonly released_at: number | null;
    readonly respondents: number | null;
    readonly result: string | null;
  };
  readonly inspection_step: {
    readonly branch: string;
    readonly inspection: string;
    readonly seq: number;
    readonly at: number;
    readonly account: string;
    readonly step: 'return' | 'release' | 'cancel';
    readonly reason: string | null;
  };
  readonly sheet: {
    readonly branch: string;
    readonly inspection: string;
    readonly entry: 'own' | 'second-scorer' | 'first-entry' | 'second-entry' | 'settled';
    readonly account: string;
    readonly state: 'draft' | 'signed';
    readonly revision: number;
    readonly device: string;
    readonly body: string;
    readonly timers: string;
    readonly skew_ms: number | null;
    readonly begun_at: number;
    readonly saved_at: number;
    readonly signed_at: number | null;
    readonly digest: string | null;
  };
  readonly sheet_change: {
    readonly branch: string;
    readonly inspection: string;
    readonly entry: string;
    readonly seq: number;
    readonly at: number;
    readonly account: string;
    readonly cell: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly reason: string;
  };
  readonly evidence: {
    readonly branch: string;
    readonly inspection: string;
    readonly hash: string;
    readonly item: string;
    readonly media_type: string;
    readonly bytes: number;
    readonly original: string;
    readonly account: string;
    readonly taken_at: number | null;
    readonly received_at: number;
    readonly keep_until: string;
    readonly removed_at: number | null;
  };
  readonly recording: {
    readonly branch: string;
    readonly inspection: string;
    readonly reference: string;
    readonly hash: string;
    readonly keep_until: string;
    readonly account: string;
    readonly added_at: number;
  };
  readonly staff: {
    readonly branch: string;
    readonly pseudonym: string;
    readonly account: string | null;
    readonly has_left: 0 | 1;
  };
  readonly appraisal: {
    readonly branch: string;
    readonly id: string;
    readonly period: string;
    readonly subject: string;
    readonly relation: 'self' | 'superior' | 'peer';
    readonly account: string;
    readonly card: string;
    readonly version: number;
    readonly body: string;
    readonly signed_at: number;
  };
}
