import { canonical, sheetText } from '#rubric/scorecards/sheet-text.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { AssignmentDetail, AssignmentSummary, Saved, SheetState, Signed } from '../../inspections/form/wire.ts';
import { draftOf, sheetOf, type Draft } from './draft.ts';

/** An inspection as this phone knows it. */
export interface Visit {
  readonly key: string;
  readonly account: string;
  readonly assignment: AssignmentSummary;
  /** Null until it was loaded once. */
  readonly card: Scorecard | null;
  /** Why it came back; null unless it was returned. */
  readonly returned: string | null;
  readonly draft: Draft | null;
  /** What head office has of this phone's draft. */
  readonly sent: Sent;
  /** Another phone holds the sheet: its state, until somebody chooses. */
  readonly clash: SheetState | null;
  /** Head office is told to hand the sheet over to this phone at the next sending. */
  readonly takesOver: boolean;
  /** Why answers of a returned sheet change. */
  readonly reason: string;
  readonly signing: Signing;
  /** Why head office would not take it. */
  readonly refused: { readonly code: string; readonly message: string } | null;
  /** Head office no longer lists it; it is here only because of answers that were not sent. */
  readonly isWithdrawn: boolean;
}

export interface Sent {
  readonly revision: number;
  /** Text of sheet and times that head office has confirmed. */
  readonly text: string | null;
  readonly digest: string | null;
  readonly savedAt: number | null;
}

export type Signing =
  | { readonly state: 'open' }
  /** Signed on the phone, not yet by head office. */
  | { readonly state: 'wanted' }
  | ({ readonly state: 'done' } & Signed);

const NOTHING_SENT: Sent = { revision: 0, text: null, digest: null, savedAt: null };

export function keyOf(
  account: string,
  { branch, inspection }: Pick<AssignmentSummary, 'branch' | 'inspection'>,
): string {
  return `${account}|${branch}|${inspection}`;
}

/** Text by which this phone tells whether head office has what is typed. */
export function textOf(card: Scorecard, draft: Draft): string {
  return `${sheetText(sheetOf(card, draft))}\n${canonical(draft.timers)}`;
}

export function isUnsent({ card, draft, sent, takesOver }: Visit): boolean {
  return card !== null && draft !== null && (takesOver || textOf(card, draft) !== sent.text);
}

/** Takes in what head office lists; what was typed here stays as it is. */
export function listed(account: string, assignment: AssignmentSummary, known: Visit | undefined): Visit {
  if (known !== undefined) return { ...known, assignment, isWithdrawn: false };
  return {
    key: keyOf(account, assignment),
    account,
    assignment,
    card: null,
    returned: null,
    draft: null,
    sent: NOTHING_SENT,
    clash: null,
    takesOver: false,
    reason: '',
    signing: { state: 'open' },
    refused: null,
    isWithdrawn: false,
  };
}

/** Whether head office has something of a visit that this phone has not seen yet. */
export function needsDetail({ card, assignment, sent, signing, clash, draft }: Visit): boolean {
  if (card === null) return true;
  if (signing.state === 'done') return assignment.state === 'returned';
  const revision = assignment.sheet?.revision ?? 0;
  const known = clash?.revision ?? (draft === null ? 0 : sent.revision);
  return revision > known || (assignment.sheet?.signedAt ?? null) !== null;
}

/** Takes in the details of a visit; `device` is this phone. */
export function detailed(visit: Visit, detail: AssignmentDetail, device: string): Visit {
  const { assignment, card, sheet, returned } = detail;
  const next = { ...visit, assignment, card, returned };
  if (sheet === null) return next;
  if (sheet.signedAt !== null && returned === null) return signedElsewhere(next, sheet);
  if (returned !== null && (visit.draft === null || visit.signing.state === 'done'))
    return reopened(next, sheet, device);
  if (sheet.device === device) return visit.draft === null ? adopted(next, sheet) : rebased(next, sheet);
  return sheet.revision > visit.sent.revision || visit.draft === null ? { ...next, clash: sheet } : next;
}

/** Another phone has signed; what differs here is still to be put on record. */
function signedElsewhere(visit: Visit, sheet: SheetState): Visit {
  const done: Signing = { state: 'done', signedAt: sheet.signedAt!, digest: sheet.digest, share: null, grade: null };
  if (visit.signing.state === 'done') return visit;
  const isMine =
    visit.draft === null ||
    (visit.card !== null && sheetText(sheetOf(visit.card, visit.draft)) === sheetText(sheet.body));
  return isMine ? { ...visit, draft: null, clash: null, signing: done } : { ...visit, clash: sheet };
}

function reopened(visit: Visit, sheet: SheetState, device: string): Visit {
  return { ...adopted(visit, sheet), signing: { state: 'open' }, takesOver: sheet.device !== device, reason: '' };
}

/** Goes on from head office's state. */
export function adopted(visit: Visit, sheet: SheetState): Visit {
  const draft = draftOf(sheet.body, sheet.timers);
  return { ...visit, draft, clash: null, refused: null, sent: sentOf(sheet, textOf(visit.card!, draft)) };
}

/** This phone's own earlier sending arrived, only the answer did not. */
function rebased(visit: Visit, sheet: SheetState): Visit {
  const { draft } = adopted(visit, sheet);
  return { ...visit, clash: null, sent: sentOf(sheet, textOf(visit.card!, draft!)) };
}

export function sentOf({ revision, digest, savedAt }: Saved, text: string): Sent {
  return { revision, digest, savedAt, text };
}

/** Goes on here, with what is typed here or, when nothing is, with what the other phone has. */
export function takenOver(visit: Visit): Visit {
  const { clash } = visit;
  if (clash === null) return visit;
  const base = visit.draft === null ? adopted(visit, clash) : visit;
  return { ...base, clash: null, takesOver: true, refused: null, sent: { ...base.sent, revision: clash.revision } };
}
