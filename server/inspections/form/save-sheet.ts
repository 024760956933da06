import { canonical, sheetText } from '#rubric/scorecards/sheet-text.ts';
import { sheetProblems } from '#rubric/scorecards/sheet.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Database, Writing } from '../../store/database.ts';
import { addSheetChanges } from '../../store/inspections/add-sheet-changes.ts';
import { findOwnSheet } from '../../store/inspections/find-own-sheet.ts';
import { setInspection } from '../../store/inspections/set-inspection.ts';
import { wasSetAside } from '../../store/inspections/was-set-aside.ts';
import { writeSheet } from '../../store/inspections/write-sheet.ts';
import type { InspectionsTables } from '../../store/inspections/tables.ts';
import { isLocked, nextState } from '../lifecycle.ts';
import { changedCells, type ChangedCell } from './changed-cells.ts';
import { withCorrection } from './clock-skew.ts';
import { ownAssignment, type Asking } from './own-assignment.ts';
import { CHANGED_ELSEWHERE, NO_ASSIGNMENT, refusal, type Refusal } from './refusal.ts';
import { bodyOf, digestOf } from './stored-sheet.ts';
import { REASONS, type AssignmentSummary, type Saved, type Saving } from './wire.ts';

type Row = InspectionsTables['sheet'];

/** One draft that arrived. */
export interface Arrival {
  readonly asking: Asking;
  readonly saving: Saving;
  readonly card: Scorecard;
  readonly now: number;
}

/**
 * Takes a draft of the asking person's own sheet. The same draft twice changes nothing; a draft that builds on another
 * revision, or comes from another device than the one that holds the sheet, is refused until somebody has chosen, and
 * then the answers that lose are in the change log.
 */
export async function saveSheet(
  database: Database,
  arrival: Arrival,
): Promise<{ readonly ok: true; readonly saved: Saved } | Refusal> {
  const { asking, saving, card, now } = arrival;
  const problems = sheetProblems(card, saving.body);
  if (problems.length > 0)
    return refusal(
      400,
      'malformed',
      'The sheet does not fit its scorecard.',
      problems.map(({ path, expected }) => ({ path: `body.${path}`, expected })),
    );
  return database.write(async (writing) => {
    const assignment = await ownAssignment(writing, asking);
    if (assignment === null) return NO_ASSIGNMENT;
    const stored = (await findOwnSheet(writing, asking.scope, { ...asking, entry: assignment.entry })) ?? null;
    if (stored !== null && isSame(stored, saving)) return { ok: true, saved: savedOf(stored) };
    const refused = refusalOf(assignment, stored, saving);
    if (refused !== null) return refused;
    if (stored !== null && saving.choice === 'set-aside') return setAside(writing, arrival, stored);
    const saved = await store(writing, arrival, assignment, stored);
    return { ok: true, saved: { ...saved, savedAt: now } };
  });
}

function isSame(stored: Row, { device, body, timers, choice }: Saving): boolean {
  if (choice === 'set-aside' || stored.device !== device || stored.body !== sheetText(body)) return false;
  const { corrected: _, ...told } = JSON.parse(stored.timers) as Record<string, unknown>;
  return canonical(told) === canonical(timers);
}

function savedOf(row: Row): Saved {
  return { revision: row.revision, digest: digestOf(row.body), savedAt: row.saved_at, skewMs: row.skew_ms ?? 0 };
}

function refusalOf(assignment: AssignmentSummary, stored: Row | null, saving: Saving): Refusal | null {
  // Answers that lost are put on record even when the sheet is signed by now.
  if (stored !== null && saving.choice === 'set-aside') return null;
  if (isClosed(assignment, stored))
    return refusal(409, 'locked', 'This sheet is signed; nobody writes in it any more.');
  if ((stored?.revision ?? 0) !== saving.revision) return CHANGED_ELSEWHERE;
  if (stored === null) return null;
  if (stored.device !== saving.device && saving.choice !== 'take-over')
    return refusal(409, 'held-elsewhere', 'Another device is filling in this inspection; choose which one goes on.');
  if (lacksReason(assignment, stored, saving))
    return refusal(400, 'reason-missing', 'Answers of a sheet that was returned change with a reason only.', [
      { path: 'reason', expected: 'why the answers change' },
    ]);
  return null;
}

function lacksReason({ entry, state }: AssignmentSummary, stored: Row, { reason, body }: Saving): boolean {
  if (entry !== 'own' || state !== 'returned') return false;
  return reason === undefined && changedCells(bodyOf(stored), body).length > 0;
}

function isClosed({ entry, state }: AssignmentSummary, stored: Row | null): boolean {
  if (entry === 'own') return isLocked(state);
  return stored?.state === 'signed';
}

// oxlint-disable-next-line max-params -- one transaction's parts
async function store(
  writing: Writing,
  { asking, saving, now }: Arrival,
  assignment: AssignmentSummary,
  stored: Row | null,
): Promise<Omit<Saved, 'savedAt'>> {
  const { branch, inspection, account } = asking;
  const key = { branch, inspection, entry: assignment.entry };
  const skewMs = saving.deviceNow - now;
  const body = sheetText(saving.body);
  const row: Row = {
    ...key,
    account,
    state: 'draft',
    revision: (stored?.revision ?? 0) + 1,
    device: saving.device,
    body,
    timers: JSON.stringify(withCorrection(saving.timers, skewMs)),
    skew_ms: skewMs,
    begun_at: stored?.begun_at ?? now,
    saved_at: now,
    signed_at: null,
    digest: null,
  };
  await writeSheet(writing, row);
  if (assignment.entry === 'own') {
    const state = nextState(assignment.state, { type: 'begin' });
    if (state !== null) await setInspection(writing, key, { state });
  }
  const changes = stored === null ? [] : loggedChanges(stored, saving, assignment.state);
  const reason = reasonOf(stored, saving);
  await addSheetChanges(
    writing,
    key,
    changes.map((change) => ({ ...change, reason })),
    { account, at: now },
  );
  const action = actionOf(stored, saving, changes);
  if (action !== null)
    await appendAudit(writing, {
      at: now,
      account,
      action,
      subject: `inspection/${branch}/${inspection}/${assignment.entry}`,
      detail: { revision: row.revision, cells: changes.map(({ cell }) => cell), reason },
    });
  return { revision: row.revision, digest: digestOf(body), skewMs };
}

/** A first answer is no change, except in a sheet that was signed before. */
function loggedChanges(stored: Row, saving: Saving, state: AssignmentSummary['state']): readonly ChangedCell[] {
  const changes = changedCells(bodyOf(stored), saving.body);
  return state === 'returned' ? changes : changes.filter(({ before }) => before !== null);
}

function reasonOf(stored: Row | null, { device, reason }: Saving): string {
  return reason ?? (stored !== null && stored.device !== device ? REASONS.takenOver : REASONS.edited);
}

function actionOf(stored: Row | null, { device }: Saving, changes: readonly ChangedCell[]): string | null {
  if (stored === null) return 'sheet.begun';
  if (stored.device !== device) return 'sheet.taken-over';
  return changes.length > 0 ? 'sheet.changed' : null;
}

/** The sheet stays; what the other device had is put on record, once. */
async function setAside(
  writing: Writing,
  { asking, saving, now }: Arrival,
  stored: Row,
): Promise<{ readonly ok: true; readonly saved: Saved }> {
  const { branch, inspection, account } = asking;
  const reason = `${REASONS.setAside} ${digestOf(sheetText(saving.body))}`;
  if (!(await wasSetAside(writing, stored, reason))) {
    const changes = changedCells(saving.body, bodyOf(stored)).map((change) => ({ ...change, reason }));
    await addSheetChanges(writing, stored, changes, { account, at: now });
    await appendAudit(writing, {
      at: now,
      account,
      action: 'sheet.set-aside',
      subject: `inspection/${branch}/${inspection}/${stored.entry}`,
      detail: { cells: changes.map(({ cell }) => cell), reason },
    });
  }
  return { ok: true, saved: savedOf(stored) };
}
