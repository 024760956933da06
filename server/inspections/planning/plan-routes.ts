import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { problemsOf } from '#contract/problems.ts';
import { DONE, json, refuse, viewerOf, type Answer, type Asked, type Route } from '../../api/route.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Writing } from '../../store/database.ts';
import { findPlan, findPlans, type PlanRow } from '../../store/inspections/find-plans.ts';
import { findPlanSlots, type SlotRow } from '../../store/inspections/find-plan-slots.ts';
import { findPlanningUnits } from '../../store/inspections/find-planning-units.ts';
import type { InspectionParts } from '../inspection-routes.ts';
import { assign } from './assignment.ts';
import { choiceSchema, judgeChoice } from './choose.ts';
import { bookingOf, loadDesk, slotAt, slotOf, type Desk } from './desk.ts';
import { applyLines, lineProblems, linesSchema } from './lines.ts';
import { candidateViews, planView, summaryOf } from './plan-view.ts';
import { publish, readyToPublish } from './publish.ts';
import { daysOfQuarter } from './quarter.ts';

const LINES_BODY_BYTES = 1_000_000;

/** Quarterly plans: which branches are inspected how often, by whom and when. */
export function planRoutes(parts: InspectionParts): readonly Route[] {
  const { database, cards } = parts;
  return [
    {
      method: 'GET',
      path: '/api/plans',
      async answer(asked) {
        const plans = await findPlans(database.read, asked.scope);
        return json({ plans: plans.map(summaryOf), units: await findPlanningUnits(database.read, asked.scope) });
      },
    },
    { method: 'POST', path: '/api/plans', answer: (asked) => makePlan(parts, asked) },
    {
      method: 'GET',
      path: '/api/plans/:plan',
      async answer({ scope, params }) {
        const plan = await findPlan(database.read, scope, params['plan']!);
        return plan === null ? NO_PLAN : json(await planView(database.read, cards, { plan, scope }));
      },
    },
    {
      method: 'DELETE',
      path: '/api/plans/:plan',
      answer: (asked) => changeDraft(parts, asked, removePlan),
    },
    {
      method: 'PUT',
      path: '/api/plans/:plan/lines',
      bodyLimit: LINES_BODY_BYTES,
      answer: (asked) => changeDraft(parts, asked, (draft) => setLines(parts, draft)),
    },
    {
      method: 'POST',
      path: '/api/plans/:plan/suggestion',
      answer: (asked) => changeDraft(parts, asked, suggest),
    },
    {
      method: 'GET',
      path: '/api/plans/:plan/branches/:branch/slots/:slot/candidates',
      answer: (asked) => listCandidates(parts, asked),
    },
    {
      method: 'PUT',
      path: '/api/plans/:plan/branches/:branch/slots/:slot',
      answer: (asked) => changeDraft(parts, asked, choose),
    },
    {
      method: 'POST',
      path: '/api/plans/:plan/publication',
      answer: (asked) => changeDraft(parts, asked, (draft) => publishDraft(parts, draft)),
    },
  ];
}

const NO_PLAN = refuse(404, 'no-such-plan', 'There is no such plan, or it is not yours to see.');
const NO_SLOT = refuse(404, 'no-such-visit', 'There is no such visit in this plan.');

function malformed(error: z.ZodError): Answer {
  return refuse(400, 'malformed', 'The request does not fit; see what was expected.', problemsOf(error));
}

const planSchema = z.strictObject({
  quarter: z.string().refine((text) => daysOfQuarter(text) !== null, 'a quarter like 2026-Q4'),
  title: z.string().trim().min(1).max(120),
  unit: z.string().min(1).max(64),
  perWeek: z.int().min(1).max(50).default(5),
});

async function makePlan({ database, clock }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = planSchema.safeParse(asked.body);
  if (!parsed.success) return malformed(parsed.error);
  const { quarter, title, unit, perWeek } = parsed.data;
  const { account } = viewerOf(asked);
  return database.write(async (writing) => {
    const units = await findPlanningUnits(writing, asked.scope);
    if (!units.some((each) => each.unit === unit))
      return refuse(400, 'malformed', 'Nobody can be planned for there.', [
        { path: 'unit', expected: 'head office or a region of yours' },
      ]);
    const plan: PlanRow = {
      id: randomUUID(),
      quarter,
      title,
      unit,
      author: account,
      state: 'draft',
      per_week: perWeek,
      created_at: clock.now(),
      published_at: null,
    };
    await writing.insertInto('plan').values(plan).execute();
    const detail = { quarter, title, unit, perWeek };
    await appendAudit(writing, { at: clock.now(), account, action: 'plan.made', subject: `plan/${plan.id}`, detail });
    return json(summaryOf({ ...plan, visits: 0, open: 0 }), 201);
  });
}

/** A draft that is being changed, within its transaction. */
interface Draft {
  readonly asked: Asked;
  readonly writing: Writing;
  readonly plan: PlanRow;
  readonly desk: Desk;
  readonly slots: readonly SlotRow[];
  /** Visits at branches that have closed or moved away since. */
  readonly gone: number;
  /** Says in the audit log what was done. */
  log(action: string, detail: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Null = changed, and the answer is the plan as it is now. */
type Change = (draft: Draft) => Promise<Answer | null>;

async function changeDraft({ database, clock, cards }: InspectionParts, asked: Asked, change: Change): Promise<Answer> {
  const { scope, params } = asked;
  return database.write(async (writing) => {
    const plan = await findPlan(writing, scope, params['plan']!);
    if (plan === null) return NO_PLAN;
    if (plan.state !== 'draft')
      return refuse(409, 'published', 'The plan is published; change its inspections one by one.');
    const { account } = viewerOf(asked);
    const desk = await loadDesk(writing, scope, { ...plan, perWeek: plan.per_week });
    const rows = await findPlanSlots(writing, scope, plan.id);
    const slots = rows.filter(({ branch }) => desk.branches.has(branch));
    const gone = rows.length - slots.length;
    const log = (action: string, detail: Readonly<Record<string, unknown>>): Promise<void> =>
      appendAudit(writing, { at: clock.now(), account, action, subject: `plan/${plan.id}`, detail });
    const answer = await change({ asked, writing, plan, desk, slots, gone, log });
    if (answer !== null) return answer;
    const now = (await findPlan(writing, scope, plan.id))!;
    return json(await planView(writing, cards, { plan: now, scope }));
  });
}

async function removePlan({ writing, plan, log, slots }: Draft): Promise<Answer> {
  await writing.deleteFrom('plan_slot').where('plan', '=', plan.id).execute();
  await writing.deleteFrom('plan').where('id', '=', plan.id).execute();
  await log('plan.removed', { title: plan.title, quarter: plan.quarter, visits: slots.length });
  return DONE;
}

async function setLines({ cards }: InspectionParts, draft: Draft): Promise<Answer | null> {
  const { asked, writing, plan, desk, slots, log } = draft;
  const parsed = linesSchema.safeParse(asked.body);
  if (!parsed.success) return malformed(parsed.error);
  const { lines } = parsed.data;
  const problems = await lineProblems(writing, { cards, desk, plan }, lines);
  if (problems.length > 0) return refuse(400, 'malformed', 'These visits cannot be planned.', problems);
  await applyLines(writing, plan.id, { lines, slots });
  await log('plan.lines', { lines: lines.length, visits: lines.reduce((sum, { visits }) => sum + visits, 0) });
  return null;
}

async function suggest({ writing, plan, desk, slots, log }: Draft): Promise<null> {
  const open = slots.filter(({ inspector }) => inspector === null);
  const assigned = assign({
    seed: plan.id,
    slots: open.map((row) => slotOf(desk, row)),
    candidates: desk.candidates,
    book: desk.book,
    perWeek: plan.per_week,
  });
  for (const { branch, id } of open) {
    const inspector = assigned.get(id);
    if (inspector === undefined) continue;
    await writing
      .updateTable('plan_slot')
      .set({ inspector })
      .where('branch', '=', branch)
      .where('id', '=', id)
      .execute();
  }
  await log('plan.suggested', { assigned: assigned.size, open: open.length - assigned.size });
  return null;
}

async function listCandidates({ database }: InspectionParts, { scope, params }: Asked): Promise<Answer> {
  const plan = await findPlan(database.read, scope, params['plan']!);
  if (plan === null) return NO_PLAN;
  const desk = await loadDesk(database.read, scope, { ...plan, perWeek: plan.per_week });
  const slot = findSlot(await findPlanSlots(database.read, scope, plan.id), params);
  return slot === null || !desk.branches.has(slot.branch)
    ? NO_SLOT
    : json(candidateViews(desk, slotOf(desk, slot), bookingOf(slot)));
}

function findSlot(slots: readonly SlotRow[], params: Asked['params']): SlotRow | null {
  return slots.find(({ branch, id }) => branch === params['branch'] && id === params['slot']) ?? null;
}

async function choose({ asked, writing, plan, desk, slots, log }: Draft): Promise<Answer | null> {
  const row = findSlot(slots, asked.params);
  if (row === null) return NO_SLOT;
  const parsed = choiceSchema.safeParse(asked.body);
  if (!parsed.success) return malformed(parsed.error);
  const { from, to, inspector, second, mode, reason } = parsed.data;
  const days = daysOfQuarter(plan.quarter)!;
  const isInside = days.from <= from && from <= to && to <= days.to;
  const slot = slotAt(desk, { ...row, from, to });
  const { problems, concerns } = judgeChoice(desk, slot, { choice: parsed.data, booked: bookingOf(row) });
  const all = isInside ? problems : [{ path: 'from', expected: `days of ${plan.quarter}, in order` }, ...problems];
  if (all.length > 0) return refuse(409, 'cannot-assign', 'This visit cannot be assigned so.', all);
  const kept = concerns.length === 0 ? null : reason;
  await writing
    .updateTable('plan_slot')
    .set({ inspector, second, mode, from_on: from, to_on: to, reason: kept })
    .where('branch', '=', row.branch)
    .where('id', '=', row.id)
    .execute();
  // Without branch and kind: whoever may read the audit log need not know where mystery visits are to be.
  const set = { visit: row.id, before: row.inspector, inspector, second, from, to, mode };
  await log('plan.assigned', concerns.length === 0 ? set : { ...set, reason, setAside: concerns });
  return null;
}

async function publishDraft({ cards, clock }: InspectionParts, draft: Draft): Promise<Answer | null> {
  const { writing, plan, desk, slots, gone, log } = draft;
  const ready = await readyToPublish(writing, { cards, desk }, slots);
  if (!ready.ok) return refuse(409, 'not-ready', 'The plan is not ready to be published.', ready.problems);
  await publish(writing, plan, { visits: ready.visits, at: clock.now() });
  await log('plan.published', { quarter: plan.quarter, visits: ready.visits.length, gone });
  return null;
}
