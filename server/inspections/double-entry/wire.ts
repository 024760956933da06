import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Sheet } from '#rubric/scorecards/sheet.ts';
import type { InspectionsTables } from '../../store/inspections/tables.ts';
import type { EvidenceRow } from '../../store/double-entry/list-evidence.ts';
import type { Mismatch } from './compare-sheets.ts';
import type { Next, WhyNot } from './rules.ts';
import type { Decision } from './settle-sheets.ts';

/** JSON of double entry. Who typed is never told to the others, so that nobody settles for or against a person. */

type State = InspectionsTables['inspection']['state'];

/** An inspection on paper. */
export interface PaperName {
  readonly branch: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly inspection: string;
  readonly kind: InspectionsTables['inspection']['kind'];
  /** First and last day on which the visit may have been made. */
  readonly fromOn: string;
  readonly toOn: string;
  readonly state: State;
}

/** GET /api/entries: paper that is not settled, due first. */
export interface PaperTask extends PaperName {
  readonly card: { readonly id: string; readonly title: { readonly zh: string; readonly en: string } };
  readonly first: EntryProgress;
  readonly second: EntryProgress;
  /** What the viewer may do with it now. */
  readonly next: Next;
}

export type EntryProgress = 'open' | 'draft' | 'signed';

/** GET and POST /api/branches/:branch/inspections/:inspection/entries: the viewer's own entry; POST takes a free one. */
export interface EntryView extends PaperName {
  readonly card: Scorecard;
  readonly next: Next;
  /** Of the viewer, still open. */
  readonly own: OwnEntry | null;
}

export interface OwnEntry {
  readonly entry: 'first-entry' | 'second-entry';
  readonly revision: number;
  readonly sheet: Sheet;
  readonly visitedOn: string | null;
}

/** PUT …/entries/:entry, answered with the new revision. */
export interface SaveEntry {
  /** That this draft goes on from; another one in the store is refused with 409 `saved-elsewhere`. */
  readonly revision: number;
  readonly sheet: Sheet;
  readonly visitedOn: string | null;
}

export interface SavedEntry {
  readonly revision: number;
}

/** POST …/entries/:entry/sign `{revision}`: locks the entry; once both are signed they are compared. */
export interface SignedEntry {
  /** `begun` or `returned`: the other entry is still to come. */
  readonly state: State;
}

/** GET …/settlement, once both entries are signed. */
export interface SettlementView extends PaperName {
  readonly card: Scorecard;
  /** Empty when both agree. */
  readonly mismatches: readonly Mismatch[];
  /** Places where something is written, the same in both. */
  readonly agreed: number;
  readonly evidence: readonly EvidenceRow[];
  /** Why the viewer may not settle it; null = may. */
  readonly whyNot: WhyNot | null;
}

/** POST …/settlement: exactly the differing cells, once each. */
export interface SettlementRequest {
  readonly decisions: readonly Decision[];
}
