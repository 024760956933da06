import { daysNewestFirst } from './days.ts';
import type { Counter, Day, Hall, Leg, Mutable, TicketSlot, Work } from './state.ts';
import { UNKNOWN_SLUG, type RecordFlag, type Visit } from './visit.ts';

/** Beginning, finding, ordering and ending legs. What an event means for a leg stands in apply-ticket.ts. */

export interface NewLeg {
  readonly ticket: string;
  readonly service: string;
  readonly class: string;
  readonly issuedAt: number | null;
}

export function unseen(ticket: string): NewLeg {
  return { ticket, service: UNKNOWN_SLUG, class: UNKNOWN_SLUG, issuedAt: null };
}

export function slotOf(day: Day, ticket: string): TicketSlot {
  let slot = day.slots.get(ticket);
  if (slot === undefined) {
    slot = { count: 0, open: [], ended: null };
    day.slots.set(ticket, slot);
  }
  return slot;
}

/** Begins the first leg of a new visit. It can be found by its number from now on unless it is ambiguous. */
export function beginVisit(work: Work, day: Day, about: NewLeg, ambiguous = false): Leg {
  const slot = slotOf(day, about.ticket);
  slot.count += 1;
  const leg = makeLeg(day, `${day.date}/${about.ticket}/${slot.count}`, 1, about);
  leg.visit.ambiguous = ambiguous;
  addLeg(work, leg);
  return leg;
}

/** Begins the next leg of the same visit. */
export function beginNextLeg(work: Work, before: Leg, service: string, issuedAt: number | null): Leg {
  const { visit, day } = before;
  const about = { ticket: visit.ticket, service, class: visit.class, issuedAt };
  const leg = makeLeg(day, visit.id, visit.leg + 1, about);
  leg.visit.ambiguous = visit.ambiguous;
  addLeg(work, leg);
  return leg;
}

function makeLeg(day: Day, id: string, leg: number, about: NewLeg): Leg {
  const visit: Mutable<Visit> = {
    id,
    leg,
    ticket: about.ticket,
    service: about.service,
    class: about.class,
    date: day.date,
    issuedAt: about.issuedAt,
    firstCalledAt: null,
    lastCalledAt: null,
    startedAt: null,
    finishedAt: null,
    startAtCall: false,
    counter: null,
    teller: null,
    recalls: 0,
    noShows: 0,
    heldMs: 0,
    outcome: 'waiting',
    abandonReason: null,
    finishInferred: false,
    closedByNext: false,
    ambiguous: false,
    invitedAt: null,
    invitationExpired: false,
    rated: false,
    flags: [],
    estimate: null,
    estimateReason: null,
  };
  return { visit, day, heldSince: null, ratings: [] };
}

function addLeg(work: Work, leg: Leg): void {
  leg.day.visits.push(leg.visit);
  leg.day.openLegs.add(leg);
  if (!leg.visit.ambiguous) slotOf(leg.day, leg.visit.ticket).open.push(leg);
  work.hall.waiting.add(leg);
  touch(work, leg);
}

export function touch(work: Work, leg: Leg): void {
  work.draft.visits.add(leg.visit);
}

export function addFlags(leg: Leg, flags: readonly RecordFlag[]): void {
  const added = flags.filter((flag) => !leg.visit.flags.includes(flag));
  if (added.length > 0) leg.visit.flags = [...leg.visit.flags, ...added];
}

/** The time an event has for this leg: never before what it must follow, so that no duration is negative. */
export function inOrder(leg: Leg, at: number): number {
  const { issuedAt, lastCalledAt, startedAt } = leg.visit;
  const earliest = Math.max(issuedAt ?? 0, lastCalledAt ?? 0, startedAt ?? 0);
  if (at >= earliest) return at;
  addFlags(leg, ['time-order']);
  return earliest;
}

/** The open leg that a number means now: the one at the counter that spoke, else the newest of that number. */
export function findOpenLeg(hall: Hall, ticket: string, counter: Counter | null): Leg | null {
  if (counter !== null && counter.current?.visit.ticket === ticket) return counter.current;
  for (const day of daysNewestFirst(hall)) {
    const leg = day.slots.get(ticket)?.open.at(-1);
    if (leg !== undefined) return leg;
  }
  return null;
}

/** The leg of a number that ended last, on a day that is not closed. */
export function findEndedLeg(hall: Hall, ticket: string): Leg | null {
  for (const day of daysNewestFirst(hall)) {
    if (day.status === 'closed') continue;
    const ended = day.slots.get(ticket)?.ended;
    if (ended !== undefined && ended !== null) return ended;
  }
  return null;
}

/** A leg is over: nothing but a recall, a correction or a rating finds it any more. */
export function endLeg(work: Work, leg: Leg, at: number): void {
  const { hall } = work;
  endHold(leg, at);
  leg.visit.finishedAt = inOrder(leg, at);
  hall.waiting.delete(leg);
  leg.day.openLegs.delete(leg);
  const slot = slotOf(leg.day, leg.visit.ticket);
  const index = slot.open.lastIndexOf(leg);
  if (index >= 0) {
    slot.open.splice(index, 1);
    slot.ended = leg;
  }
  touch(work, leg);
}

/** A leg that was taken for over is called after all. */
export function reopenLeg(work: Work, leg: Leg): void {
  const { visit } = leg;
  visit.outcome = 'called';
  visit.abandonReason = null;
  visit.finishedAt = null;
  visit.finishInferred = false;
  visit.closedByNext = false;
  if (visit.startAtCall) visit.startedAt = null;
  visit.startAtCall = false;
  leg.day.openLegs.add(leg);
  const slot = slotOf(leg.day, visit.ticket);
  slot.open.push(leg);
  if (slot.ended === leg) slot.ended = null;
  touch(work, leg);
}

export function endHold(leg: Leg, at: number): void {
  if (leg.heldSince === null) return;
  leg.visit.heldMs += Math.max(0, at - leg.heldSince);
  leg.heldSince = null;
}
