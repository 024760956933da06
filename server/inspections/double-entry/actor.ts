import type { Scope } from '../../auth/viewer.ts';
import type { EntryState, InspectionKey, PaperInspection } from '../../store/double-entry/paper.ts';
import type { Writing } from '../../store/database.ts';
import { findEntryStates } from '../../store/double-entry/find-entry-states.ts';
import { findPaper } from '../../store/double-entry/find-paper.ts';
import { appendAudit } from '../../audit/audit.ts';
import { nextState, type InspectionEvent, type InspectionState } from '../lifecycle.ts';

/** Who does something to which paper sheet, and where they may. */
export interface Actor {
  readonly key: InspectionKey;
  readonly account: string;
  readonly scope: Scope;
  /** May review inspections of this branch. */
  readonly mayReview: boolean;
  readonly now: number;
}

export interface PaperWithEntries {
  readonly paper: PaperInspection;
  readonly entries: readonly EntryState[];
}

export async function readPaper(writing: Writing, { key, scope }: Actor): Promise<PaperWithEntries | null> {
  const paper = await findPaper(writing, scope, key);
  return paper === null ? null : { paper, entries: await findEntryStates(writing, scope, [key]) };
}

/** Moves the inspection on; the caller has made sure that this can happen now. */
export async function advance(
  writing: Writing,
  { key, now }: Actor,
  {
    from,
    event,
    set,
  }: { readonly from: InspectionState; readonly event: InspectionEvent; readonly set?: SignedColumns },
): Promise<InspectionState> {
  const state = nextState(from, event);
  if (state === null) throw new Error(`an inspection that is ${from} cannot ${event.type}`);
  await writing
    .updateTable('inspection')
    .set({ ...set, state, ...(state === 'signed' ? { signed_at: now } : {}) })
    .where('branch', '=', key.branch)
    .where('id', '=', key.inspection)
    .execute();
  return state;
}

export interface SignedColumns {
  readonly visited_on: string | null;
  readonly result: string;
}

export function audit(
  writing: Writing,
  { key, account, now }: Actor,
  { action, detail }: { readonly action: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  return appendAudit(writing, {
    at: now,
    account,
    action,
    subject: `inspection/${key.branch}/${key.inspection}`,
    detail,
  });
}
