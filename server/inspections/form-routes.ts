import type { z } from 'zod';
import type { Clock } from '#contract/clock.ts';
import { problemsOf } from '#contract/problems.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import type { Database } from '../store/database.ts';
import { findEvidence } from '../store/inspections/find-evidence.ts';
import { findOwnAssignments } from '../store/inspections/find-own-assignments.ts';
import { findOwnSheet } from '../store/inspections/find-own-sheet.ts';
import { findReasonOfReturn } from '../store/inspections/find-reason-of-return.ts';
import type { CardSource } from './card-source.ts';
import { recordOf } from './evidence/parts.ts';
import { ownAssignment, summaryOf, type Asking } from './form/own-assignment.ts';
import { answerOf, NO_ASSIGNMENT } from './form/refusal.ts';
import { saveSheet } from './form/save-sheet.ts';
import { signSheet } from './form/sign-sheet.ts';
import { sheetStateOf } from './form/stored-sheet.ts';
import { savingSchema, signingSchema, type AssignmentDetail, type Assignments } from './form/wire.ts';

export interface FormParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly cards: Pick<CardSource, 'version'>;
}

/** Verbatim answers of a whole sheet. */
const SHEET_BYTES = 1_048_576;

/** The inspector's form: own assignments, drafts and signing. */
export function formRoutes(parts: FormParts): readonly Route[] {
  return [
    { method: 'GET', path: '/api/assignments', answer: (asked) => listOwn(parts, asked) },
    {
      method: 'GET',
      path: '/api/branches/:branch/assignments/:inspection',
      answer: (asked) => withCard(parts, asked, (own) => detail(parts, own)),
    },
    {
      method: 'PUT',
      path: '/api/branches/:branch/assignments/:inspection/sheet',
      bodyLimit: SHEET_BYTES,
      answer: (asked) =>
        withBody(savingSchema, asked, (saving) =>
          withCard(parts, asked, async ({ asking, card }) => {
            const result = await saveSheet(parts.database, { asking, saving, card, now: parts.clock.now() });
            return result.ok ? json(result.saved) : answerOf(result);
          }),
        ),
    },
    {
      method: 'POST',
      path: '/api/branches/:branch/assignments/:inspection/sign',
      answer: (asked) =>
        withBody(signingSchema, asked, (signing) =>
          withCard(parts, asked, async ({ asking, card }) => {
            const result = await signSheet(parts.database, { asking, signing, card, now: parts.clock.now() });
            return result.ok ? json(result.signed) : answerOf(result);
          }),
        ),
    },
  ];
}

export function askingOf(asked: Asked): Asking {
  const { branch = '', inspection = '' } = asked.params;
  return { account: viewerOf(asked).account, scope: asked.scope, branch, inspection };
}

async function listOwn({ database, clock }: FormParts, asked: Asked): Promise<Answer> {
  const { account } = viewerOf(asked);
  const rows = await findOwnAssignments(database.read, asked.scope, { account });
  const body: Assignments = { serverNow: clock.now(), assignments: rows.map((row) => summaryOf(row, account)) };
  return json(body);
}

interface Own {
  readonly asking: Asking;
  readonly card: Scorecard;
}

async function withCard(
  { database, cards }: FormParts,
  asked: Asked,
  answer: (own: Own) => Promise<Answer>,
): Promise<Answer> {
  const asking = askingOf(asked);
  const assignment = await ownAssignment(database.read, asking);
  if (assignment === null) return answerOf(NO_ASSIGNMENT);
  const { id, version } = assignment.card;
  const card = await cards.version(database.read, id, version);
  if (card === null)
    return refuse(409, 'no-such-card', `Version ${String(version)} of scorecard "${id}" is not in force.`);
  return answer({ asking, card });
}

async function withBody<T>(
  schema: z.ZodType<T>,
  { body }: Asked,
  answer: (value: T) => Promise<Answer>,
): Promise<Answer> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return answer(parsed.data);
  return refuse(400, 'malformed', 'The request does not have the expected form.', problemsOf(parsed.error));
}

async function detail({ database, clock }: FormParts, { asking, card }: Own): Promise<Answer> {
  const { scope, branch, inspection, account } = asking;
  const assignment = await ownAssignment(database.read, asking);
  if (assignment === null) return answerOf(NO_ASSIGNMENT);
  const sheet = await findOwnSheet(database.read, scope, { ...asking, entry: assignment.entry });
  const files = await findEvidence(database.read, scope, { branch, inspection, account });
  const isReturned = assignment.state === 'returned' && assignment.entry === 'own';
  const body: AssignmentDetail = {
    account,
    serverNow: clock.now(),
    assignment,
    card,
    sheet: sheet === undefined ? null : sheetStateOf(sheet),
    evidence: files.map(recordOf),
    returned: isReturned ? await findReasonOfReturn(database.read, inspection) : null,
  };
  return json(body);
}
