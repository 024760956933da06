import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { slugSchema } from '#contract/ids.ts';
import { problemsOf, type Problem } from '#contract/problems.ts';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { missingFrom } from '#rubric/scorecards/missing.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { sheetSchema, type Sheet } from '#rubric/scorecards/sheet.ts';
import { json, refuse, viewerOf, type Answer, type Asked } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import { bankDay } from '../bank-day.ts';
import { findStaff } from '../store/appraisals/find-staff.ts';
import type { Writing } from '../store/database.ts';
import { fitsPeople, isPeriod, NO_PERIOD, type AppraisalParts } from './parts.ts';
import { isSuperiorAt, relationTo } from './relation.ts';
import type { Relation } from './results.ts';

const appraisalSchema = z.strictObject({
  period: z.string().max(16),
  subject: z.string().min(1).max(64),
  card: slugSchema,
  /** Answers only: nobody else is named and nothing is attached. */
  entries: z.array(sheetSchema.shape.entries.element.pick({ item: true, answer: true })).max(1_000),
});
type Given = z.infer<typeof appraisalSchema>;

/** What one person says of another, once for a quarter. */
export async function signAppraisal(parts: AppraisalParts, asked: Asked): Promise<Answer> {
  const parsed = appraisalSchema.safeParse(asked.body);
  if (!parsed.success) return malformed(problemsOf(parsed.error));
  const given = parsed.data;
  if (!isPeriod(given.period, parts.clock.now())) return NO_PERIOD;
  return parts.database.write(async (writing) => {
    const card = await parts.cards.inForce(writing, given.card, bankDay(parts.clock.now(), {}));
    if (card === null || !fitsPeople(card))
      return malformed([{ path: 'card', expected: 'an approved additive card or questionnaire' }]);
    const sheet = sheetSchema.parse({ scorecard: card.id, version: card.version, entries: given.entries });
    const problems = sheetProblemsOf(card, sheet);
    if (problems.length > 0) return malformed(problems);
    const relation = await relationOf(writing, asked, given);
    if (relation === null) return NOBODY;
    return store(parts, writing, { asked, given, relation, sheet });
  });
}

const NOBODY = refuse(404, 'no-such-person', 'There is nobody of this pseudonym at the branch whom you appraise.');

function malformed(problems: readonly Problem[]): Answer {
  return refuse(400, 'malformed', 'The appraisal does not fit.', problems);
}

function sheetProblemsOf(card: Scorecard, sheet: Sheet): readonly Problem[] {
  const evaluated = evaluateSheet(card, sheet);
  if (!evaluated.ok) return evaluated.problems;
  return missingFrom(card, evaluated.result)
    .filter(({ what }) => what === 'answer')
    .map(({ cell }) => ({ path: `entries.${cell}`, expected: 'an answer' }));
}

async function relationOf(writing: Writing, asked: Asked, { subject }: Given): Promise<Relation | null> {
  const viewer = viewerOf(asked);
  const { account } = viewer;
  const branch = asked.params['branch']!;
  const staff = await findStaff(writing, asked.scope, branch);
  const present = staff.filter(({ has_left }) => has_left === 0);
  const member = present.find(({ pseudonym }) => pseudonym === subject);
  if (member === undefined) return null;
  const isStaff = present.some((each) => each.account === account);
  return relationTo(member, { account, isStaff, isSuperior: await isSuperiorAt(writing, viewer, branch) });
}

interface Signed {
  readonly asked: Asked;
  readonly given: Given;
  readonly relation: Relation;
  readonly sheet: Sheet;
}

async function store(
  { clock }: AppraisalParts,
  writing: Writing,
  { asked, given: { period, subject }, relation, sheet }: Signed,
): Promise<Answer> {
  const { account } = viewerOf(asked);
  const branch = asked.params['branch']!;
  const at = clock.now();
  const { numInsertedOrUpdatedRows } = await writing
    .insertInto('appraisal')
    .values({
      branch,
      id: randomUUID(),
      period,
      subject,
      relation,
      account,
      card: sheet.scorecard,
      version: sheet.version,
      body: JSON.stringify(sheet),
      signed_at: at,
    })
    .onConflict((conflict) => conflict.columns(['branch', 'period', 'subject', 'account']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n)
    return refuse(409, 'already-there', 'You have appraised this person for this quarter already.');
  await appendAudit(writing, {
    at,
    account,
    action: 'appraisal.signed',
    subject: `branch/${branch}`,
    detail: { period, subject, relation, card: sheet.scorecard, version: sheet.version },
  });
  return json({ relation }, 201);
}
