import { readComposite } from '#rubric/composite/definition.ts';
import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { WHOLE_BANK, type Scope } from '../../auth/viewer.ts';
import type { Reader } from '../../store/database.ts';
import { findBookedVisits } from '../../store/inspections/find-booked-visits.ts';
import { findCandidates, type NamedCandidate } from '../../store/inspections/find-candidates.ts';
import { findPlannedBranches, type PlannedBranch } from '../../store/inspections/find-planned-branches.ts';
import type { SlotRow } from '../../store/inspections/find-plan-slots.ts';
import type { CardSource } from '../card-source.ts';
import { bookedBy, judgeCandidates, type Judged } from './assignment.ts';
import { isSeenThere, type Slot } from './candidates.ts';
import { daysOfQuarter, quarterAfter } from './quarter.ts';
import { VisitBook } from './visit-book.ts';
import type { Minimum } from './warnings.ts';

/** What a planner needs on the desk: the branches, the people, and what is booked around the quarter. */
export interface Desk {
  readonly quarter: string;
  readonly perWeek: number;
  readonly branches: ReadonlyMap<string, PlannedBranch>;
  /** Whoever inspects at one of the branches at least. */
  readonly candidates: readonly NamedCandidate[];
  readonly book: VisitBook;
}

/** Rotation looks so many quarters back and ahead. */
const QUARTERS_AROUND = 2;

export async function loadDesk(
  reader: Reader,
  scope: Scope,
  { quarter, unit, perWeek }: { readonly quarter: string; readonly unit: string; readonly perWeek: number },
): Promise<Desk> {
  const days = daysOfQuarter(quarter)!;
  const branches = await findPlannedBranches(reader, scope, { unit, on: days.from });
  const around = {
    from: daysOfQuarter(quarterAfter(quarter, -QUARTERS_AROUND))!.from,
    to: daysOfQuarter(quarterAfter(quarter, QUARTERS_AROUND))!.to,
  };
  // How much an inspector has to do counts wherever it is; no page is told where.
  const booked = await findBookedVisits(reader, WHOLE_BANK, around);
  const units = new Set(branches.flatMap(({ above }) => above));
  const candidates = await findCandidates(reader);
  return {
    quarter,
    perWeek,
    branches: new Map(branches.map((branch) => [branch.branch, branch])),
    candidates: candidates.filter(({ grants }) =>
      grants.some(({ role, unit: at }) => role === 'inspector' && units.has(at)),
    ),
    book: new VisitBook(
      booked.map(({ id, branch, inspector, from, to, kind }) => ({
        id,
        branch,
        inspector,
        on: from,
        to,
        counts: from >= days.from && from <= days.to,
        isSeen: isSeenThere(kind),
      })),
    ),
  };
}

/** A visit at a branch of the desk, as the rules see it. */
export function slotAt(
  { branches }: Pick<Desk, 'branches'>,
  { id, branch, kind, from, to }: Pick<Slot, 'id' | 'branch' | 'kind' | 'from' | 'to'>,
): Slot {
  const { above, home } = branches.get(branch)!;
  return { id, branch, kind, from, to, above, home };
}

/** Everybody for one visit, as if nobody had it; `booked` is how it stands in the book now. */
export function judgeAt(desk: Desk, slot: Slot, booked: Booking | null): readonly Judged[] {
  if (booked === null) return judgeCandidates(slot, desk);
  const visit = bookedBy({ ...slot, from: booked.from, to: booked.to }, booked.inspector);
  desk.book.remove(visit);
  const judged = judgeCandidates(slot, desk);
  desk.book.add(visit);
  return judged;
}

export interface Booking {
  readonly inspector: string;
  readonly from: string;
  readonly to: string;
}

export function bookingOf({ inspector, from_on: from, to_on: to }: SlotRow): Booking | null {
  return inspector === null ? null : { inspector, from, to };
}

/** A visit of a draft, as the rules see it. */
export function slotOf(desk: Pick<Desk, 'branches'>, row: SlotRow): Slot {
  return slotAt(desk, { ...row, from: row.from_on, to: row.to_on });
}

/** What a composite needs of each kind; of the template where no definition is approved. */
export async function minimumVisits(
  reader: Reader,
  cards: CardSource,
  on: string,
): Promise<{ readonly minimum: Minimum; readonly isApproved: boolean }> {
  const approved = await cards.composite(reader, on);
  if (approved !== null) return { minimum: approved.minimum, isApproved: true };
  const template = readComposite(DEFAULT_COMPOSITE);
  if (!template.ok) throw new Error('the template of the composite does not read', { cause: template.problems });
  return { minimum: template.definition.minimum, isApproved: false };
}
