import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dateSchema, slugSchema } from '#contract/ids.ts';
import { problemsOf, type Problem } from '#contract/problems.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Writing } from '../store/database.ts';
import type { InspectionParts } from './inspection-routes.ts';
import { fitsKind, KINDS } from './planning/card-kinds.ts';
import { judgeChoice, type Chosen } from './planning/choose.ts';
import { loadDesk, slotAt } from './planning/desk.ts';
import { cardProblem } from './planning/lines.ts';
import { candidateViews } from './planning/plan-view.ts';
import { assignedInspection } from './planning/publish.ts';
import { daysOfQuarter, quarterOf } from './planning/quarter.ts';
import type { InspectionChoices, NewInspection } from './wire.ts';

const account = z.string().min(1).max(64);

const newInspectionSchema = z.strictObject({
  kind: z.enum(KINDS),
  card: slugSchema,
  from: dateSchema,
  to: dateSchema,
  mode: z.enum(['digital', 'paper']),
  inspector: account,
  second: account.nullable().default(null),
  reason: z.string().trim().min(4).max(400),
});

/** Of one inspector; a plan says its own. */
const PER_WEEK = 5;

/** An inspection that no plan foresaw: after a complaint, or in place of a cancelled one. The same rules hold. */
export function outsidePlanRoutes(parts: InspectionParts): readonly Route[] {
  return [
    { method: 'POST', path: '/api/branches/:branch/inspections', answer: (asked) => add(parts, asked) },
    { method: 'GET', path: '/api/branches/:branch/inspection-choices', answer: (asked) => choices(parts, asked) },
  ];
}

const choicesSchema = newInspectionSchema.pick({ kind: true, from: true, to: true });

async function choices({ database, cards }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = choicesSchema.safeParse({ ...asked.query });
  if (!parsed.success) return refuse(400, 'malformed', 'The inspection does not fit.', problemsOf(parsed.error));
  const { kind, from, to } = parsed.data;
  const days = daysProblems(parsed.data);
  if (days.length > 0) return refuse(400, 'malformed', 'These days do not fit.', days);
  const branch = asked.params['branch']!;
  const { read } = database;
  const desk = await loadDesk(read, asked.scope, { unit: branch, quarter: quarterOf(from), perWeek: PER_WEEK });
  const slot = desk.branches.has(branch) ? slotAt(desk, { id: NEW, branch, kind, from, to }) : null;
  const all = await cards.all(read, from);
  return json({
    cards: all.filter((card) => fitsKind(card, kind)).map(({ id, title }) => ({ id, ...title })),
    candidates: slot === null ? [] : candidateViews(desk, slot, null),
  } satisfies InspectionChoices);
}

/** Of an inspection that is not there yet. */
const NEW = 'new';

async function add({ database, clock, cards }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = newInspectionSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'The inspection does not fit.', problemsOf(parsed.error));
  const wanted = parsed.data;
  const branch = asked.params['branch']!;
  const at = clock.now();
  return database.write(async (writing) => {
    const days = daysProblems(wanted);
    if (days.length > 0) return refuse(400, 'malformed', 'These days do not fit.', days);
    const problem = await cardProblem(writing, cards, wanted);
    if (problem !== null)
      return refuse(400, 'malformed', 'This scorecard does not fit.', [{ path: 'card', expected: problem }]);
    if (await isThere(writing, branch, wanted))
      return refuse(409, 'already-there', 'The same inspector has the same inspection there in these days already.');
    const id = randomUUID();
    const chosen = await judge(writing, asked, { id, wanted });
    if (chosen.problems.length > 0)
      return refuse(409, 'cannot-assign', 'This inspection cannot be assigned so.', chosen.problems);
    const card = (await cards.inForce(writing, wanted.card, wanted.from))!;
    const { kind, inspector, second, mode, from, to, reason } = wanted;
    const row = { branch, id, kind, card: card.id, card_version: card.version, inspector, second, mode };
    await writing
      .insertInto('inspection')
      .values(assignedInspection({ ...row, from_on: from, to_on: to }, at))
      .execute();
    await appendAudit(writing, {
      at,
      account: viewerOf(asked).account,
      action: 'inspection.added',
      subject: `inspection/${id}`,
      detail: { inspector, second, from, to, mode, reason, setAside: chosen.concerns },
    });
    return json({ branch, id }, 201);
  });
}

function daysProblems({ from, to }: Pick<NewInspection, 'from' | 'to'>): readonly Problem[] {
  const last = daysOfQuarter(quarterOf(from))?.to;
  if (last === undefined) return [{ path: 'from', expected: 'a day of this century' }];
  return from <= to && to <= last ? [] : [{ path: 'to', expected: `a day from ${from} to ${last}` }];
}

async function judge(
  writing: Writing,
  { scope, params }: Asked,
  { id, wanted }: { readonly id: string; readonly wanted: NewInspection },
): Promise<Chosen> {
  const unit = params['branch']!;
  const desk = await loadDesk(writing, scope, { unit, quarter: quarterOf(wanted.from), perWeek: PER_WEEK });
  if (!desk.branches.has(unit))
    return { problems: [{ path: 'from', expected: 'a day on which the branch is open' }], concerns: [] };
  return judgeChoice(desk, slotAt(desk, { id, branch: unit, ...wanted }), { choice: wanted, booked: null });
}

async function isThere(
  writing: Writing,
  branch: string,
  { kind, inspector, from, to }: NewInspection,
): Promise<boolean> {
  const row = await writing
    .selectFrom('inspection')
    .select('id')
    .where('branch', '=', branch)
    .where('kind', '=', kind)
    .where('inspector', '=', inspector)
    .where('state', '<>', 'cancelled')
    .where('from_on', '<=', to)
    .where('to_on', '>=', from)
    .executeTakeFirst();
  return row !== undefined;
}
