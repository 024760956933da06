import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { SheetEntry } from '#rubric/scorecards/sheet.ts';
import type { CardResults, Relation } from './results.ts';

/** JSON of staff appraisals. Periods are quarters, people are pseudonyms of their branch. */

/** GET /api/branches/:branch/staff */
export interface StaffView {
  readonly staff: readonly StaffMember[];
  /** Accounts with a role at this branch: who may be whom. */
  readonly accounts: readonly { readonly account: string; readonly name: string }[];
}

export interface StaffMember {
  readonly pseudonym: string;
  readonly account: string | null;
  readonly hasLeft: boolean;
}

/** GET /api/branches/:branch/appraisals/:period */
export interface AppraisalsView {
  readonly period: string;
  readonly people: readonly { readonly pseudonym: string; readonly results: readonly CardResults[] }[];
}

/** GET /api/branches/:branch/appraisal-tasks/:period */
export interface AppraisalTasks {
  readonly period: string;
  /** Whom the viewer may appraise, and as what. */
  readonly people: readonly { readonly pseudonym: string; readonly relation: Relation; readonly isDone: boolean }[];
  /** Approved cards that fit. */
  readonly cards: readonly Scorecard[];
  /** What was said of the viewer; null for who does not work at this branch. */
  readonly own: readonly CardResults[] | null;
}

/** POST /api/branches/:branch/appraisals */
export interface NewAppraisal {
  readonly period: string;
  readonly subject: string;
  readonly card: string;
  readonly entries: readonly Pick<SheetEntry, 'item' | 'answer'>[];
}
