import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { SheetEntry } from '#rubric/scorecards/sheet.ts';
import type { InspectionsTables } from '../store/inspections/tables.ts';
import type { HallMonth, Survey } from './instruments/beside.ts';
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

/** GET /api/branches/:branch/inspection-choices?kind&from&to: for an inspection outside a plan */
export interface InspectionChoices {
  /** For this kind, with a version in force on the first day. */
  readonly cards: readonly (Named & { readonly id: string })[];
  readonly candidates: readonly CandidateView[];
}

/** GET and POST /api/branches/:branch/ties: who may not inspect there, and until when. */
export interface TieView {
  readonly account: string;
  readonly name: string;
  readonly why: InspectionsTables['staff_tie']['why'];
  readonly until: string;
}

/** GET /api/inspections?quarter&branch&kind&state&page, and /api/branches/:branch/inspections */
export interface InspectionList {
  readonly inspections: readonly InspectionSummary[];
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  /** Under the same conditions but the state. */
  readonly states: readonly { readonly state: State; readonly n: number }[];
}

export interface InspectionSummary {
  readonly branch: string;
  readonly name: Named;
  readonly id: string;
  readonly kind: Kind;
  readonly state: State;
  readonly mode: Mode;
  readonly card: Named & { readonly id: string; readonly version: number };
  /** Name; null where it may not be known. */
  readonly inspector: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** A day, or only its month where the day could tell who it was. */
  readonly visitedOn: string | null;
  /** 1/10,000; null without a result, or without one that counts. */
  readonly share: number | null;
  readonly grade: Named | null;
  readonly flags: number;
}

/** GET /api/branches/:branch/inspections/:inspection */
export interface InspectionView extends InspectionSummary {
  /** The viewer sees all of it; otherwise what a branch sees. */
  readonly whole: boolean;
  readonly second: string | null;
  readonly plan: string | null;
  readonly announcedAt: number | null;
  readonly signedAt: number | null;
  readonly releasedAt: number | null;
  readonly respondents: number | null;
  /** The version that it is filled in on; null when that is gone. */
  readonly scorecard: Scorecard | null;
  readonly result: ScorecardResult | null;
  /** What was written down, without what may not be seen. */
  readonly entries: readonly SheetEntry[];
  readonly evidence: readonly {
    /** Names it in its address: SHA-256 of the bytes as they were sent. */
    readonly ref: string;
    readonly item: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly receivedAt: number;
    readonly removedAt: number | null;
  }[];
  readonly recordings: readonly {
    readonly reference: string;
    readonly sha256: string;
    readonly keepUntil: string;
  }[];
  readonly steps: readonly {
    readonly step: ReviewStep;
    readonly at: number;
    readonly by: string;
    readonly reason: string | null;
  }[];
  /** What the viewer may do with it now. */
  readonly may: readonly ReviewStep[];
  /** What waits for the viewer on a paper sheet: typing it in, or settling two entries. */
  readonly paperWork: 'type' | 'resume' | 'settle' | null;
}

export type ReviewStep = InspectionsTables['inspection_step']['step'];

/** POST /api/branches/:branch/inspections: outside a plan. */
export interface NewInspection {
  readonly kind: Kind;
  readonly card: string;
  readonly from: string;
  readonly to: string;
  readonly mode: Mode;
  readonly inspector: string;
  readonly second: string | null;
  /** Why outside a plan, and in spite of concerns if there are any. */
  readonly reason: string;
}

export interface InstrumentRow {
  readonly branch: string;
  readonly id: string;
  readonly name: Named;
  readonly visitedOn: string | null;
}

/** GET /api/instruments/:quarter: released ones, as far as the viewer may see them */
export interface InstrumentsView {
  readonly quarter: string;
  readonly surveys: readonly (InstrumentRow & {
    readonly survey: Survey;
    /** Among those listed; null where there is no total or nobody to compare with. */
    readonly place: number | null;
    /** Of the parts. */
    readonly titles: Readonly<Record<string, Named>>;
  })[];
  readonly calls: readonly (InstrumentRow & { readonly share: number | null })[];
  readonly months: readonly (InstrumentRow & {
    readonly month: HallMonth;
    /** Of the roles. */
    readonly titles: Readonly<Record<string, Named>>;
  })[];
  /** Branches with too few released visits to be ranked. */
  readonly tooFew: readonly PlanWarning[];
  readonly names: Readonly<Record<string, Named>>;
  readonly isMinimumApproved: boolean;
}
