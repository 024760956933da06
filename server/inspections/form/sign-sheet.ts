import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import type { ScorecardResult } from '#rubric/scorecards/result.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Database, Writing } from '../../store/database.ts';
import { findEvidence } from '../../store/inspections/find-evidence.ts';
import { findOwnSheet } from '../../store/inspections/find-own-sheet.ts';
import { setInspection } from '../../store/inspections/set-inspection.ts';
import type { InspectionsTables } from '../../store/inspections/tables.ts';
import { writeSheet } from '../../store/inspections/write-sheet.ts';
import { nextState } from '../lifecycle.ts';
import { isSkewed, localDay } from './clock-skew.ts';
import { evidenceProblems, missingProblems } from './missing.ts';
import { ownAssignment, type Asking } from './own-assignment.ts';
import { CHANGED_ELSEWHERE, NO_ASSIGNMENT, refusal, type Refusal } from './refusal.ts';
import { bodyOf, digestOf, storedTimersOf } from './stored-sheet.ts';
import type { AssignmentSummary, Signed, Signing } from './wire.ts';

type Row = InspectionsTables['sheet'];

export interface SigningRequest {
  readonly asking: Asking;
  readonly signing: Signing;
  readonly card: Scorecard;
  readonly now: number;
}

/**
 * Signs the asking person's own sheet: from now on nobody writes in it. Signed twice is signed once, with the same
 * answer. What is signed is the revision and digest that the device has been told are stored.
 */
export async function signSheet(
  database: Database,
  request: SigningRequest,
): Promise<{ readonly ok: true; readonly signed: Signed } | Refusal> {
  const { asking, signing, card } = request;
  return database.write(async (writing) => {
    const assignment = await ownAssignment(writing, asking);
    if (assignment === null) return NO_ASSIGNMENT;
    const sheet = await findOwnSheet(writing, asking.scope, { ...asking, entry: assignment.entry });
    if (sheet === undefined || (sheet.state === 'draft' && !isWhatWasSeen(sheet, signing))) return CHANGED_ELSEWHERE;
    const evaluated = evaluateSheet(card, bodyOf(sheet));
    if (!evaluated.ok) return refusal(400, 'malformed', 'The sheet does not fit its scorecard.', evaluated.problems);
    const { result } = evaluated;
    if (sheet.state === 'signed') return signedBefore(sheet, signing, result);
    return sign(writing, request, { assignment, sheet, result });
  });
}

function isWhatWasSeen({ revision, body }: Row, signing: Signing): boolean {
  return revision === signing.revision && digestOf(body) === signing.digest;
}

type SignResult = { readonly ok: true; readonly signed: Signed } | Refusal;

function signedBefore(sheet: Row, signing: Signing, result: ScorecardResult): SignResult {
  if (sheet.digest !== signing.digest)
    return refusal(409, 'locked', 'This sheet is signed already, with other answers than these.');
  return { ok: true, signed: signedOf(sheet.signed_at!, sheet.digest, result) };
}

function signedOf(signedAt: number, digest: string, { share, grade }: ScorecardResult): Signed {
  return { signedAt, digest, share, grade };
}

interface Judged {
  readonly assignment: AssignmentSummary;
  readonly sheet: Row;
  readonly result: ScorecardResult;
}

async function sign(
  writing: Writing,
  { asking, signing, card, now }: SigningRequest,
  { assignment, sheet, result }: Judged,
): Promise<SignResult> {
  const { account, scope, branch, inspection } = asking;
  const isOwn = assignment.entry === 'own';
  const state = isOwn ? nextState(assignment.state, { type: 'sign' }) : assignment.state;
  if (state === null) return refusal(409, 'locked', 'This inspection cannot be signed now.');
  const files = await findEvidence(writing, scope, { branch, inspection, account });
  const problems = [
    ...missingProblems(card, result),
    ...evidenceProblems(bodyOf(sheet), new Set(files.map(({ original }) => original))),
  ];
  if (problems.length > 0) return refusal(409, 'incomplete', 'The sheet cannot be signed yet.', problems);
  await writeSheet(writing, { ...sheet, state: 'signed', signed_at: now, digest: signing.digest });
  if (isOwn) {
    const visitedOn = dayOfVisit(sheet, now);
    await setInspection(
      writing,
      { branch, inspection },
      { state, visited_on: visitedOn, signed_at: now, result: JSON.stringify(result) },
    );
  }
  const skewMs = signing.deviceNow - now;
  await appendAudit(writing, {
    at: now,
    account,
    action: 'sheet.signed',
    subject: `inspection/${branch}/${inspection}/${assignment.entry}`,
    detail: { revision: sheet.revision, digest: signing.digest, skewMs, isSkewed: isSkewed(skewMs) },
  });
  return { ok: true, signed: signedOf(now, signing.digest, result) };
}

function dayOfVisit(sheet: Row, now: number): string {
  const timers = storedTimersOf(sheet);
  return localDay(timers?.corrected.startedAt ?? now, timers?.offsetMinutes ?? 0);
}
