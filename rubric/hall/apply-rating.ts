import type { EventOf } from '#contract/events.ts';
import { counterOf, endInvitation, signal } from './counters.ts';
import { dayOfRating, daysNewestFirst } from './days.ts';
import { isOutsideHours, NO_TAP_FLAGS } from './kiosk-rules.ts';
import { touch } from './legs.ts';
import { enter, hasRating, ratingEntry } from './rating-book.ts';
import { noteAnomaly } from './state.ts';
import type { Counter, Day, Hall, Leg, Mutable, TicketSlot, Work } from './state.ts';
import { toFourSteps, type RatingRecord, type RecordFlag } from './visit.ts';

/**
 * Invitations and ratings. The hard rules of tamper detection decide here what counts; what they catch is kept with
 * the flag that caught it. Source: measuring definitions, tamper and bias detection.
 */

/** A keypad rating belongs to a service until this long after its end. */
export const RATING_GRACE_MS = 120_000;

/**
 * A customer may sit down or queue at the kiosk before rating the ticket in hand. After this long the paper is as
 * likely somebody else's, picked up from a seat. Own limit, no source names one.
 */
export const KIOSK_GRACE_MS = 30 * 60_000;

type Given = EventOf<'rating.given'>;

export function onInvited(work: Work, event: EventOf<'rating.invited'>): void {
  const counter = counterOf(work.hall, event.counter, event.at);
  const leg = legToInvite(counter, event.ticket);
  if (leg === null) noteAnomaly(work, 'nothing-to-invite');
  endInvitation(work, counter, counter.invitation?.leg !== leg);
  counter.invitation = { leg };
  if (counter.current === null) signal(counter, 'invite', event.at);
  if (leg === null) return;
  leg.visit.invitedAt ??= event.at;
  touch(work, leg);
}

function legToInvite(counter: Counter, ticket: string | undefined): Leg | null {
  const leg = counter.current ?? counter.newest;
  if (ticket === undefined || leg?.visit.ticket === ticket) return leg;
  return counter.previous?.visit.ticket === ticket ? counter.previous : null;
}

export function onExpired(work: Work, event: EventOf<'rating.expired'>): void {
  const counter = counterOf(work.hall, event.counter, event.at);
  const leg = counter.invitation?.leg ?? null;
  // The next call has already ended the invitation that this event is about.
  if (event.ticket !== undefined && leg !== null && leg.visit.ticket !== event.ticket) return;
  endInvitation(work, counter, true);
  signal(counter, 'answer', event.at);
}

export function onGiven(work: Work, event: Given & { readonly seq: number }): void {
  const { hall } = work;
  if (ratingEntry(hall, event.rating) !== null) {
    noteAnomaly(work, 'rating-repeated');
    return;
  }
  const counter = event.counter === undefined ? null : counterOf(hall, event.counter, event.at);
  const invited = counter !== null && counter.invitation !== null;
  const leg = legOfRating(hall, event, counter);
  const day = leg?.day ?? dayOfRating(hall, event.at);
  const ownFlags = new Set<RecordFlag>(event.flags);
  if (leg !== null && hasRating(leg)) ownFlags.add('duplicate');
  if (event.channel === 'kiosk') addKioskFlags(ownFlags, event, leg, day);
  else addKeypadFlags(ownFlags, { event, counter, leg, day, invited });
  const record = toRecord(event, leg, day);
  const { src, seq } = event;
  const entry = { record, leg, src, ownFlags, tapFlags: NO_TAP_FLAGS, seq, detailSeq: seq, withdrawnSeq: null };
  enter(work, day, entry);
  // Who rates the hall has not answered the keypad at a counter.
  const answers = event.channel !== 'kiosk' || leg !== null;
  if (counter !== null && answers) answer(work, counter, leg, event.at);
}

/** The rating answers the invitation that stands at its counter, unless that one is for somebody else. */
function answer(work: Work, counter: Counter, leg: Leg | null, at: number): void {
  if (counter.invitation === null) return;
  if (counter.invitation.leg !== null && counter.invitation.leg !== leg) return;
  endInvitation(work, counter, false);
  signal(counter, 'answer', at);
}

const NO_VISIT = { id: null, leg: null, counter: null, ticket: null };

/** The record before anything is said against it. */
function toRecord(event: Given, leg: Leg | null, day: Day): Mutable<RatingRecord> {
  const visit = leg?.visit ?? NO_VISIT;
  return {
    rating: event.rating,
    at: event.at,
    tappedAt: tappedAt(event),
    date: day.date,
    channel: event.channel,
    counter: event.counter ?? visit.counter,
    ticket: event.ticket ?? visit.ticket,
    visit: visit.id,
    leg: visit.leg,
    level: event.level,
    scale: event.scale,
    level4: toFourSteps(event.level, event.scale),
    reasons: event.reasons ?? [],
    comment: event.comment ?? null,
    flags: [],
    counted: true,
  };
}

function tappedAt({ at, delayedMs = 0 }: Given): number {
  return Math.max(0, at - delayedMs);
}

/** A kiosk stands in the hall: it needs no ticket, but one that it names must fit, and without one it needs hours. */
// oxlint-disable-next-line max-params -- the flags are what it changes
function addKioskFlags(flags: Set<RecordFlag>, event: Given, leg: Leg | null, day: Day): void {
  if (leg !== null) return;
  if (event.ticket !== undefined) flags.add('no-ticket');
  if (isOutsideHours(tappedAt(event), day)) flags.add('after-hours');
}

interface KeypadRating {
  readonly event: Given;
  readonly counter: Counter | null;
  readonly leg: Leg | null;
  readonly day: Day;
  readonly invited: boolean;
}

function addKeypadFlags(flags: Set<RecordFlag>, rating: KeypadRating): void {
  const { event, counter, leg, invited } = rating;
  if (!invited) flags.add('unsolicited');
  if (leg === null) flags.add('no-ticket');
  else if (counter !== null && calledSince(counter, leg, event.at)) flags.add('after-next-call');
  if (isAfterHours(rating)) flags.add('after-hours');
}

function calledSince(counter: Counter, leg: Leg, at: number): boolean {
  return counter.newest !== leg && at >= counter.newestCalledAt;
}

/** Outside business hours without a ticket issued inside them, or at a closed counter that invited nobody. */
function isAfterHours({ event, counter, leg, day, invited }: KeypadRating): boolean {
  if (counter !== null && counter.state === 'closed' && !invited) return true;
  const { opensAt, closesAt } = day;
  if (opensAt === null || closesAt === null) return false;
  if (event.at <= closesAt) return event.at < opensAt;
  return leg === null || (leg.visit.issuedAt ?? leg.visit.firstCalledAt ?? event.at) > closesAt;
}

/** The service that a rating is about; null when no served ticket fits it in time and place. */
function legOfRating(hall: Hall, event: Given, counter: Counter | null): Leg | null {
  const leg = event.ticket === undefined ? legAtCounter(event, counter) : legByTicket(hall, event.ticket, counter);
  const graceMs = event.channel === 'kiosk' ? KIOSK_GRACE_MS : RATING_GRACE_MS;
  if (leg === null || !fits(leg, tappedAt(event), graceMs)) return null;
  return counter === null || leg.visit.counter === counter.id ? leg : null;
}

function fits(leg: Leg, at: number, graceMs: number): boolean {
  const { outcome, startedAt, lastCalledAt, finishedAt } = leg.visit;
  const from = startedAt ?? lastCalledAt;
  if (outcome === 'abandoned' || from === null || at < from) return false;
  return finishedAt === null || at <= finishedAt + graceMs;
}

/** A lobby kiosk stands beside no counter: without a ticket it rates the hall. */
function legAtCounter(event: Given, counter: Counter | null): Leg | null {
  if (counter === null || event.channel === 'kiosk') return null;
  const { invitation, newest, previous } = counter;
  if (invitation !== null && invitation.leg !== null) return invitation.leg;
  // The next customer has been called but not yet served: the press is more likely the late one of the last customer.
  const late = newest?.visit.outcome === 'called' && previous !== null && !hasRating(previous);
  return late && fits(previous, event.at, RATING_GRACE_MS) ? previous : newest;
}

function legByTicket(hall: Hall, ticket: string, counter: Counter | null): Leg | null {
  for (const leg of [counter?.invitation?.leg, counter?.newest, counter?.previous]) {
    if (leg?.visit.ticket === ticket) return leg;
  }
  for (const day of daysNewestFirst(hall)) {
    const leg = lastCalled(day.slots.get(ticket));
    if (leg !== null) return leg;
  }
  return null;
}

function lastCalled(slot: TicketSlot | undefined): Leg | null {
  const open = slot?.open.at(-1) ?? null;
  return open !== null && open.visit.lastCalledAt !== null ? open : (slot?.ended ?? null);
}
