import type { Problem } from '#contract/problems.ts';
import type { PolicyKind, PolicyState } from '../store/policies/tables.ts';
import type { PolicyChange } from './changes.ts';

/**
 * JSON of scorecards and composite definitions. `:kind` is scorecard or composite; times epoch ms, days YYYY-MM-DD. Who
 * may not see drafts is answered as if there were approved versions only.
 */

export interface PolicySummary {
  readonly kind: PolicyKind;
  readonly id: string;
  readonly version: number;
  readonly state: PolicyState;
  readonly title: { readonly zh: string; readonly en: string };
  readonly from: string | null;
  readonly to: string | null;
  readonly author: Person;
  readonly submittedAt: number | null;
  readonly approver: Person | null;
  readonly approvedAt: number | null;
  readonly updatedAt: number;
  /** SHA-256 of the text; names exactly what was read when saving or approving. */
  readonly digest: string;
}

interface Person {
  readonly account: string;
  /** The account's name, or its id where the account is not known here. */
  readonly name: string;
}

/** GET /api/policies/:kind */
export interface PolicyList {
  /** By id, newest version first. */
  readonly policies: readonly PolicySummary[];
  /** To begin with; none of them is in force. */
  readonly templates: readonly { readonly id: string; readonly title: { readonly zh: string; readonly en: string } }[];
}

/** GET /api/policies/:kind/:id/:version */
export interface PolicyView extends PolicySummary {
  /** JSON of the scorecard or definition; anything in a draft. */
  readonly body: unknown;
  /** Null, or why it is not what was stored. */
  readonly damage: string | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** The viewer wrote in it and cannot approve it. */
  readonly isOwnWork: boolean;
}

/** POST /api/policies/:kind: a new draft. `id` is new, or that of an earlier version. */
export type BeginDraft =
  | { readonly from: 'template'; readonly template: string; readonly id: string }
  | { readonly from: 'version'; readonly id: string; readonly version: number }
  | { readonly from: 'nothing'; readonly id: string };

/** PUT /api/policies/:kind/:id/:version */
export interface SaveDraft {
  readonly base: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** POST …/approve takes `{digest}`, …/return and …/withdraw take `{reason}`. All answer with this. */
export interface PolicySaved {
  readonly id: string;
  readonly version: number;
  readonly state: PolicyState;
  readonly digest: string;
}

/** GET …/changes?from=2: against another version of the same id. */
export interface PolicyChanges {
  readonly from: number;
  readonly to: number;
  readonly changes: readonly PolicyChange[];
}
