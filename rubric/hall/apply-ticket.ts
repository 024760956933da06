import type { EventOf, EventType } from '#contract/events.ts';
import { counterOf, finishLeg, occupy, releaseEverywhere, signal } from './counters.ts';
import { dayOfTicket } from './days.ts';
import {
  addFlags,
  beginNextLeg,
  beginVisit,
  endHold,
  endLeg,
  findEndedLeg,
  findOpenLeg,
  inOrder,
  reopenLeg,
  slotOf,
  touch,
  unseen,
} from './legs.ts';
import { hasRating } from './rating-book.ts';
import { noteAnomaly, type Counter, type Leg, type Work } from './state.ts';
import type { AbandonReason } from './visit.ts';

/** Ticket events. The journal's order is the truth; an `at` that contradicts it is raised and flagged. */

type Handler<T extends EventType> = (work: Work, event: EventOf<T>) => void;

export const onIssued: Handler<'ticket.issued'> = (work, event) => {
  const day = dayOfTicket(work, event.at);
  const older = slotOf(day, event.ticket).open.at(-1);
  if (older !== undefined && cameBeforeItsCall(older, event.at)) {
    older.visit.issuedAt = event.at;
    older.visit.service = event.service;
    older.visit.class = event.class;
    addFlags(older, event.flags ?? []);
    touch(work, older);
    return;
  }
  const { ticket, service } = event;
  const leg = beginVisit(work, day, { ticket, service, class: event.class, issuedAt: event.at });
  addFlags(leg, event.flags ?? []);
  if (older !== undefined) addFlags(leg, ['reissued']);
};

/** A slow printer: the call of this very ticket was journalled first. */
function cameBeforeItsCall(leg: Leg, at: number): boolean {
  const { visit } = leg;
  return visit.leg === 1 && visit.issuedAt === null && visit.firstCalledAt !== null && at <= visit.firstCalledAt;
}

export const onCalled: Handler<'ticket.called'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  if (event.teller !== undefined) counter.teller = event.teller;
  const ambiguous = event.candidates !== undefined || (event.flags?.includes('ambiguous-ticket') ?? false);
  const leg = ambiguous
    ? beginVisit(work, dayOfTicket(work, event.at), unseen(event.ticket), true)
    : legToCall(work, event, counter);
  addFlags(leg, event.flags ?? []);
  if (ambiguous) addFlags(leg, ['ambiguous-ticket']);
  call(work, leg, counter, event.at);
};

/** A number called clearly is never taken for the unclear call that still stands at this counter. */
function legToCall(work: Work, event: { ticket: string; at: number }, counter: Counter): Leg {
  const open = findOpenLeg(work.hall, event.ticket, counter.current?.visit.ambiguous === true ? null : counter);
  return open ?? givenUpLeg(work, event.ticket) ?? unknownLeg(work, event.ticket, event.at);
}

/** Taken for over, but evidently not: a no-show who came back, or whom only the next call made look served. */
function givenUpLeg(work: Work, ticket: string): Leg | null {
  const ended = findEndedLeg(work.hall, ticket);
  if (ended === null || !(ended.visit.outcome === 'abandoned' || wasSupposed(ended))) return null;
  reopenLeg(work, ended);
  return ended;
}

/** Nobody reported a start, an end or a rating of this service. */
function wasSupposed(leg: Leg): boolean {
  const { visit } = leg;
  return visit.outcome === 'served' && visit.closedByNext && visit.startAtCall && !hasRating(leg);
}

function unknownLeg(work: Work, ticket: string, at: number): Leg {
  const leg = beginVisit(work, dayOfTicket(work, at), unseen(ticket));
  addFlags(leg, ['unknown-ticket']);
  return leg;
}

function call(work: Work, leg: Leg, counter: Counter, at: number): void {
  const { visit } = leg;
  if (visit.outcome === 'serving' && visit.counter !== counter.id) {
    call(work, moveOn(work, leg, at), counter, at);
    return;
  }
  if (visit.firstCalledAt !== null) visit.recalls += 1;
  occupy(work, counter, leg, at);
  if (visit.outcome === 'held') {
    serve(leg, counter, at);
  } else if (visit.outcome !== 'serving') {
    visit.lastCalledAt = inOrder(leg, at);
    visit.firstCalledAt ??= visit.lastCalledAt;
    visit.outcome = 'called';
    signal(counter, 'call', at);
  }
  showCall(work, leg, counter, at);
}

/** Served here, then called there: a transfer that nobody reported, so nobody knows how long the customer waited. */
function moveOn(work: Work, leg: Leg, at: number): Leg {
  leg.visit.finishInferred = true;
  endAsTransferred(work, leg, at);
  const next = beginNextLeg(work, leg, leg.visit.service, null);
  addFlags(next, ['moved']);
  return next;
}

function showCall(work: Work, leg: Leg, counter: Counter, at: number): void {
  const { lastCalls } = work.hall;
  const { ticket, ambiguous, recalls } = leg.visit;
  // Two different people may hide behind one unclear number: neither call may push the other away.
  const before = ambiguous ? -1 : lastCalls.findIndex((shown) => shown.ticket === ticket);
  if (before >= 0) lastCalls.splice(before, 1);
  lastCalls.unshift({ ticket, counter: counter.id, at, times: recalls + 1 });
  if (lastCalls.length > 8) lastCalls.pop();
}

function serve(leg: Leg, counter: Counter, at: number): void {
  const { visit } = leg;
  endHold(leg, at);
  if (visit.startedAt === null && visit.lastCalledAt !== null) {
    visit.startedAt = visit.lastCalledAt;
    visit.startAtCall = true;
  }
  visit.outcome = 'serving';
  signal(counter, 'start', at);
}

export const onRecalled: Handler<'ticket.recalled'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  const open = findOpenLeg(work.hall, event.ticket, counter) ?? givenUpLeg(work, event.ticket);
  if (open === null && findEndedLeg(work.hall, event.ticket) !== null) {
    noteAnomaly(work, 'ticket-not-open');
    return;
  }
  const leg = open ?? unknownLeg(work, event.ticket, event.at);
  if (leg.visit.outcome === 'waiting') noteMissedCall(leg);
  call(work, leg, counter, event.at);
};

function noteMissedCall(leg: Leg): void {
  if (leg.visit.issuedAt !== null) addFlags(leg, ['call-missed']);
}

export const onStarted: Handler<'ticket.started'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  const open = findOpenLeg(work.hall, event.ticket, counter) ?? givenUpLeg(work, event.ticket);
  if (open === null && findEndedLeg(work.hall, event.ticket) !== null) {
    noteAnomaly(work, 'ticket-not-open');
    return;
  }
  const found = open ?? unknownLeg(work, event.ticket, event.at);
  if (found.visit.outcome === 'serving' && found.visit.counter === counter.id) return;
  const leg = found.visit.outcome === 'serving' ? moveOn(work, found, event.at) : found;
  const { visit } = leg;
  if (visit.firstCalledAt === null) {
    noteMissedCall(leg);
    visit.lastCalledAt = inOrder(leg, event.at);
    visit.firstCalledAt = visit.lastCalledAt;
  }
  const wasHeld = visit.outcome === 'held';
  occupy(work, counter, leg, event.at);
  if (!wasHeld && visit.startedAt === null) visit.startedAt = inOrder(leg, event.at);
  serve(leg, counter, event.at);
};

export const onFinished: Handler<'ticket.finished'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  const leg = findOpenLeg(work.hall, event.ticket, counter);
  const byNext = event.reason === 'next-call';
  if (leg === null) {
    // The next call has already closed it here: the same fact, told in the other order.
    const ended = findEndedLeg(work.hall, event.ticket);
    if (ended?.visit.closedByNext !== true || !byNext) noteAnomaly(work, 'ticket-not-open');
    return;
  }
  if (leg.visit.outcome === 'waiting') {
    noteMissedCall(leg);
    leg.visit.counter = counter.id;
    leg.visit.teller = counter.teller;
  }
  const inferred = event.inferred === true || byNext || event.reason === 'logout' || event.reason === 'day-close';
  finishLeg(work, leg, event.at, { inferred, byNext });
};

export const onNoShow: Handler<'ticket.no-show'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  const leg = findOpenLeg(work.hall, event.ticket, counter) ?? supposedService(work, event.ticket);
  if (leg === null) {
    noteAnomaly(work, 'ticket-not-open');
    return;
  }
  const { visit } = leg;
  if (visit.firstCalledAt === null) {
    noteMissedCall(leg);
    visit.lastCalledAt = inOrder(leg, event.at);
    visit.firstCalledAt = visit.lastCalledAt;
    visit.counter = counter.id;
  }
  visit.noShows += 1;
  abandon(work, leg, 'no-show', event.at);
};

/** A service that only the next call made us believe in: the no-show, told late, says otherwise. */
function supposedService(work: Work, ticket: string): Leg | null {
  const ended = findEndedLeg(work.hall, ticket);
  return ended !== null && ended.visit.outcome === 'served' && ended.visit.closedByNext ? ended : null;
}

export function abandon(work: Work, leg: Leg, reason: AbandonReason, at: number): void {
  const { visit } = leg;
  visit.outcome = 'abandoned';
  visit.abandonReason = reason;
  visit.finishInferred = false;
  visit.closedByNext = false;
  endLeg(work, leg, at);
  visit.startedAt = null;
  visit.startAtCall = false;
  releaseEverywhere(work, leg, at);
}

export const onCancelled: Handler<'ticket.cancelled'> = (work, event) => {
  const leg = findOpenLeg(work.hall, event.ticket, null);
  if (leg === null) noteAnomaly(work, 'ticket-not-open');
  else abandon(work, leg, 'cancelled', event.at);
};

export const onTransferred: Handler<'ticket.transferred'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  const leg = findOpenLeg(work.hall, event.ticket, counter) ?? servedLeg(work, event.ticket);
  const before = leg ?? unknownLeg(work, event.ticket, event.at);
  if (before.visit.outcome === 'waiting') noteMissedCall(before);
  before.visit.counter ??= counter.id;
  before.visit.teller ??= counter.teller;
  endAsTransferred(work, before, event.at);
  beginNextLeg(work, before, event.toService ?? before.visit.service, event.at);
};

/** Finished first, then sent on: the finish stands, the visit goes on. */
function servedLeg(work: Work, ticket: string): Leg | null {
  const ended = findEndedLeg(work.hall, ticket);
  return ended !== null && ended.visit.outcome === 'served' ? ended : null;
}

function endAsTransferred(work: Work, leg: Leg, at: number): void {
  const { visit } = leg;
  if (visit.outcome !== 'served') finishLeg(work, leg, at, { inferred: visit.finishInferred, byNext: false });
  visit.outcome = 'transferred';
  touch(work, leg);
}

export const onSuspended: Handler<'ticket.suspended'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  const leg = findOpenLeg(work.hall, event.ticket, counter);
  if (leg === null || leg.visit.outcome === 'held') {
    noteAnomaly(work, 'ticket-not-open');
    return;
  }
  leg.visit.outcome = 'held';
  leg.heldSince = inOrder(leg, event.at);
  work.hall.waiting.delete(leg);
  releaseEverywhere(work, leg, event.at);
  touch(work, leg);
};

export const onResumed: Handler<'ticket.resumed'> = (work, event) => {
  const counter = counterOf(work.hall, event.counter, event.at);
  const leg = findOpenLeg(work.hall, event.ticket, counter);
  if (leg === null || leg.visit.outcome !== 'held') {
    noteAnomaly(work, 'ticket-not-open');
    return;
  }
  if (leg.visit.firstCalledAt === null) {
    leg.visit.lastCalledAt = inOrder(leg, event.at);
    leg.visit.firstCalledAt = leg.visit.lastCalledAt;
  }
  occupy(work, counter, leg, event.at);
  serve(leg, counter, event.at);
};
