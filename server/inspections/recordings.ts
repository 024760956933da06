import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import { scopeOf } from '../auth/viewer.ts';
import type { Writing } from '../store/database.ts';
import { findInspection, type SeenInspection } from '../store/inspections/find-inspections.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import { NO_INSPECTION, type InspectionParts } from './inspection-routes.ts';
import { dateAfter } from './planning/quarter.ts';

/** What belongs to an inspection beside its sheet: where its recording is filed, and how many customers were asked. */
export function recordingRoutes(parts: InspectionParts): readonly Route[] {
  const path = '/api/branches/:branch/inspections/:inspection';
  return [
    { method: 'POST', path: `${path}/recordings`, answer: (asked) => addRecording(parts, asked) },
    { method: 'PUT', path: `${path}/respondents`, answer: (asked) => setRespondents(parts, asked) },
  ];
}

/** Voices are personal data: nobody files them for longer. */
const KEPT_DAYS_AT_MOST = 3 * 365;

const recordingSchema = z.strictObject({
  /** File number in the archive; the sound itself never comes here. */
  reference: z.string().trim().min(1).max(120),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits in lower case'),
  keepUntil: dateSchema,
});

const respondentsSchema = z.strictObject({ respondents: z.int().min(1).max(100_000) });

async function addRecording({ database, clock }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = recordingSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'The recording does not fit.', problemsOf(parsed.error));
  const { reference, sha256, keepUntil } = parsed.data;
  const at = clock.now();
  const today = new Date(at).toISOString().slice(0, 10);
  const last = dateAfter(today, KEPT_DAYS_AT_MOST);
  if (keepUntil < today || keepUntil > last)
    return refuse(400, 'malformed', 'The recording does not fit.', [
      { path: 'keepUntil', expected: `a day from ${today} to ${last}` },
    ]);
  return withOwn({ database }, asked, async (writing, row) => {
    const key = { branch: row.branch, inspection: row.id, hash: sha256 };
    const { account } = viewerOf(asked);
    const there = await writing
      .selectFrom('recording')
      .select('hash')
      .where('branch', '=', row.branch)
      .where('inspection', '=', row.id)
      .where('hash', '=', sha256)
      .executeTakeFirst();
    if (there !== undefined) return refuse(409, 'already-there', 'This recording is named already.');
    await writing
      .insertInto('recording')
      .values({ ...key, reference, keep_until: keepUntil, account, added_at: at })
      .execute();
    const subject = `inspection/${row.id}`;
    await appendAudit(writing, { at, account, action: 'recording.filed', subject, detail: { sha256, keepUntil } });
    return json({ reference, sha256, keepUntil }, 201);
  });
}

async function setRespondents({ database, clock }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = respondentsSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'The number does not fit.', problemsOf(parsed.error));
  const { respondents } = parsed.data;
  return withOwn({ database }, asked, async (writing, row) => {
    if (row.kind !== 'intercept')
      return refuse(409, 'not-a-survey', 'Only surveys have a number of customers who were asked.');
    await writing
      .updateTable('inspection')
      .set({ respondents })
      .where('branch', '=', row.branch)
      .where('id', '=', row.id)
      .execute();
    await appendAudit(writing, {
      at: clock.now(),
      account: viewerOf(asked).account,
      action: 'inspection.respondents',
      subject: `inspection/${row.id}`,
      detail: { before: row.respondents, respondents },
    });
    return json({ respondents });
  });
}

/** Inspectors change their own inspections only, planners any; nobody one that is released or cancelled. */
async function withOwn(
  { database }: Pick<InspectionParts, 'database'>,
  asked: Asked,
  change: (writing: Writing, row: SeenInspection) => Promise<Answer>,
): Promise<Answer> {
  const viewer = viewerOf(asked);
  const { branch, inspection } = asked.params;
  const sight = { whole: asked.scope, asBranch: asked.scope };
  return database.write(async (writing) => {
    const row = await findInspection(writing, sight, { branch: branch!, id: inspection! });
    const plans = scopeOf(viewer, 'plans.write');
    const isPlanner = plans !== null && (await isBranchWithin(writing, plans, branch!));
    if (row === null || !(isPlanner || row.inspector === viewer.account || row.second === viewer.account))
      return NO_INSPECTION;
    if (row.state === 'released' || row.state === 'cancelled')
      return refuse(409, 'wrong-state', `The inspection is ${row.state} and stays as it is.`);
    return change(writing, row);
  });
}
