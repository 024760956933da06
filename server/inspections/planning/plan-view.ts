import type { Scope } from '../../auth/viewer.ts';
import type { Reader } from '../../store/database.ts';
import { countVisits } from '../../store/inspections/count-visits.ts';
import { findPlanInspections } from '../../store/inspections/find-plan-inspections.ts';
import type { CountedPlan, PlanRow } from '../../store/inspections/find-plans.ts';
import { findPlanSlots, type SlotRow } from '../../store/inspections/find-plan-slots.ts';
import type { CardSource } from '../card-source.ts';
import type { CandidateView, PlanSummary, PlanView, SlotView } from '../wire.ts';
import { fitsKind, KINDS } from './card-kinds.ts';
import type { Slot } from './candidates.ts';
import { bookingOf, judgeAt, loadDesk, minimumVisits, slotOf, type Booking, type Desk } from './desk.ts';
import { daysOfQuarter } from './quarter.ts';
import { planWarnings } from './warnings.ts';

export function summaryOf(plan: CountedPlan): PlanSummary {
  const { id, quarter, title, unit, state, visits, open } = plan;
  return { id, quarter, title, unit, state, perWeek: plan.per_week, visits, open };
}

/** A plan with everything that its page shows. */
export async function planView(
  reader: Reader,
  cards: CardSource,
  { plan, scope }: { readonly plan: PlanRow; readonly scope: Scope },
): Promise<PlanView> {
  const { from, to } = daysOfQuarter(plan.quarter)!;
  const desk = await loadDesk(reader, scope, { ...plan, perWeek: plan.per_week });
  const slots =
    plan.state === 'draft' ? await draftSlots(reader, desk, { plan, scope }) : await madeSlots(reader, { plan, scope });
  const booked = await countVisits(reader, scope, { from, to, released: false });
  const planned = plan.state === 'draft' ? slots.map(({ branch, kind }) => ({ branch, kind, n: 1 })) : [];
  const { minimum, isApproved } = await minimumVisits(reader, cards, from);
  const unit = await reader
    .selectFrom('unit')
    .select(['name_zh as zh', 'name_en as en'])
    .where('id', '=', plan.unit)
    .executeTakeFirstOrThrow();
  const open = slots.filter(({ inspector }) => inspector === null).length;
  return {
    plan: summaryOf({ ...plan, visits: slots.length, open }),
    unit,
    branches: [...desk.branches.values()].map(({ branch, zh, en }) => ({ branch, zh, en })),
    cards: (await cards.all(reader, from)).map((card) => ({
      id: card.id,
      ...card.title,
      kinds: KINDS.filter((kind) => fitsKind(card, kind)),
    })),
    inspectors: desk.candidates.map(({ account, name }) => ({ account, name, visits: desk.book.load(account) })),
    slots,
    warnings: planWarnings([...desk.branches.keys()], [...booked, ...planned], minimum),
    isMinimumApproved: isApproved,
  };
}

interface OfPlan {
  readonly plan: PlanRow;
  readonly scope: Scope;
}

async function draftSlots(reader: Reader, desk: Desk, { plan, scope }: OfPlan): Promise<readonly SlotView[]> {
  const rows = await findPlanSlots(reader, scope, plan.id);
  // A branch that has moved away since is no longer planned here.
  return rows.filter(({ branch }) => desk.branches.has(branch)).map((row) => slotView(desk, row));
}

function slotView(desk: Desk, row: SlotRow): SlotView {
  const { id, branch, kind, card, mode, inspector, second, reason } = row;
  const slot = slotOf(desk, row);
  const judged =
    inspector === null ? undefined : judgeAt(desk, slot, bookingOf(row)).find(({ account }) => account === inspector);
  const gone = inspector === null || judged !== undefined ? [] : [{ code: 'not-covered' } as const];
  return {
    id,
    branch,
    kind,
    card,
    mode,
    inspector,
    second,
    reason,
    from: row.from_on,
    to: row.to_on,
    conflicts: judged?.conflicts ?? gone,
    concerns: judged?.concerns ?? [],
    state: null,
  };
}

async function madeSlots(reader: Reader, { plan, scope }: OfPlan): Promise<readonly SlotView[]> {
  const rows = await findPlanInspections(reader, scope, plan.id);
  return rows.map(({ id, branch, kind, card, mode, inspector, second, state, from_on: from, to_on: to }) => ({
    id,
    branch,
    kind,
    card,
    mode,
    inspector,
    second,
    state,
    from,
    to,
    reason: null,
    conflicts: [],
    concerns: [],
  }));
}

/** Everybody for one visit: whoever is free of reasons first, then by how little they have to do. */
export function candidateViews(desk: Desk, slot: Slot, booked: Booking | null): readonly CandidateView[] {
  const names = new Map(desk.candidates.map(({ account, name }) => [account, name]));
  return judgeAt(desk, slot, booked)
    .map((judged) => ({ ...judged, name: names.get(judged.account)!, visits: desk.book.load(judged.account) }))
    .toSorted((a, b) => weightOf(a) - weightOf(b) || a.visits - b.visits || (a.account < b.account ? -1 : 1));
}

function weightOf({ conflicts, concerns }: CandidateView): number {
  if (conflicts.length > 0) return 2;
  return concerns.length > 0 ? 1 : 0;
}
