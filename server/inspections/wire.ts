import type { InspectionsTables } from '../store/inspections/tables.ts';
import type { Concern, Conflict } from './planning/candidates.ts';
import type { PlanWarning } from './planning/warnings.ts';

/** JSON of plans and inspections. Dates are YYYY-MM-DD, times epoch ms, quarters `2026-Q4`. */

export type Kind = InspectionsTables['inspection']['kind'];
export type Mode = InspectionsTables['inspection']['mode'];
export type State = InspectionsTables['inspection']['state'];

export interface Named {
  readonly zh: string;
  readonly en: string;
}

export interface PlanSummary {
  readonly id: string;
  readonly quarter: string;
  readonly title: string;
  readonly unit: string;
  readonly state: 'draft' | 'published';
  readonly perWeek: number;
  readonly visits: number;
  /** Visits without an inspector. */
  readonly open: number;
}

/** GET /api/plans */
export interface PlanList {
  readonly plans: readonly PlanSummary[];
  /** Where the viewer may plan. */
  readonly units: readonly (Named & { readonly unit: string })[];
}

/** GET /api/plans/:plan, and the answer of whatever changes it */
export interface PlanView {
  readonly plan: PlanSummary;
  readonly unit: Named;
  readonly branches: readonly (Named & { readonly branch: string })[];
  /** Scorecards with an approved version on the first day of the quarter. */
  readonly cards: readonly (Named & { readonly id: string; readonly kinds: readonly Kind[] })[];
  readonly inspectors: readonly {
    readonly account: string;
    readonly name: string;
    /** In the quarter, with other plans. */
    readonly visits: number;
  }[];
  readonly slots: readonly SlotView[];
  readonly warnings: readonly PlanWarning[];
  /** Of an approved composite definition, not of a template. */
  readonly isMinimumApproved: boolean;
}

export interface SlotView {
  readonly id: string;
  readonly branch: string;
  readonly kind: Kind;
  readonly card: string;
  readonly from: string;
  readonly to: string;
  readonly mode: Mode;
  readonly inspector: string | null;
  readonly second: string | null;
  /** Why this inspector in spite of a concern. */
  readonly reason: string | null;
  /** What stands or speaks against the inspector as things are now. */
  readonly conflicts: readonly Conflict[];
  readonly concerns: readonly Concern[];
  /** Of the inspection that came out of it; null in a draft. */
  readonly state: State | null;
}

/** PUT /api/plans/:plan/lines `{lines}`: so many visits of a kind at a branch, spread over the days. 0 removes them. */
export interface PlanLine {
  readonly branch: string;
  readonly kind: Kind;
  readonly visits: number;
  readonly card: string;
  readonly mode: Mode;
  readonly from: string;
  readonly to: string;
}

/** GET /api/plans/:plan/branches/:branch/slots/:slot/candidates */
export interface CandidateView {
  readonly account: string;
  readonly name: string;
  readonly visits: number;
  readonly conflicts: readonly Conflict[];
  readonly concerns: readonly Concern[];
}
