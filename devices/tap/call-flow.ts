import type { Flag } from '#contract/events.ts';
import { ticketNumberSchema, type TicketNumber } from '#contract/ids.ts';
import {
  emit,
  finish,
  note,
  openService,
  type CallPhase,
  type Cause,
  type CounterInput,
  type PendingCall,
  type Turn,
} from './counter-state.ts';
import { expireInvitation } from './rating-flow.ts';
import { digitsOf, looksLike } from './ticket-digits.ts';

type Pressed = Extract<CallPhase, { phase: 'pressed' }>;
type Shown = Extract<CallPhase, { phase: 'shown' }>;
type Display = Extract<CounterInput, { kind: 'display' }>;
type Announcement = Extract<CounterInput, { kind: 'announcement' }>;
/** How sure we are which ticket was called. */
interface Marks {
  readonly flag?: Flag;
  readonly candidates?: readonly TicketNumber[];
}

const IDLE: CallPhase = { phase: 'idle' };

/** A call key. The host answers the last press, so an earlier one without an answer is given up. */
export function press(turn: Turn, intent: PendingCall['intent'], cause: Cause): void {
  if (turn.state.call.phase === 'pressed') giveUp(turn, turn.state.call, 'pressed again before a number was shown');
  const until = cause.at + turn.scene.timing.confirmMs;
  setCall(turn, { phase: 'pressed', intent, at: cause.at, src: cause.src, until, recalled: false });
}

/** A numeric display: letters are lost, so the number is looked for among those who can be meant. */
export function display(turn: Turn, shown: Display): void {
  if (digitsOf(shown.digits) === '') return; // switched dark, or "000" while nobody is called
  const { call } = turn.state;
  if (call.phase === 'pressed') return resolve(turn, call, shown);
  if (call.phase === 'shown' && looksLike(call.digits, shown.digits)) return;
  if (turn.service !== null && looksLike(turn.service.ticket, shown.digits)) return;
  note(turn, 'host-display', shown, `number ${shown.digits} shown without a call key`);
}

function resolve(turn: Turn, call: Pressed, shown: Display): void {
  const current = turn.service;
  const same = current !== null && looksLike(current.ticket, shown.digits) ? current.ticket : null;
  const fits = [...new Set(pool(turn, call))].filter((ticket) => looksLike(ticket, shown.digits));
  if (fits.length === 0 && same !== null) return recallOnce(turn, call, same);
  const candidates = same !== null && openService(turn) !== null ? [...new Set([same, ...fits])] : fits;
  if (candidates.length === 1) return place(turn, call, candidates[0]!, {});
  const until = shown.at + turn.scene.timing.stripMs;
  const next: Shown = { ...pending(call), phase: 'shown', until, digits: shown.digits, candidates };
  setCall(turn, next);
  if (!turn.scene.hasStrip || turn.scene.timing.stripMs === 0) settle(turn);
}

/** A full number on strip or text display. */
export function announce(turn: Turn, told: Announcement): void {
  const { call } = turn.state;
  if (call.phase === 'idle') return compareWithService(turn, told);
  if (call.phase === 'shown' && !looksLike(told.ticket, call.digits)) {
    note(turn, 'strip-disagrees', told, `the display showed ${call.digits}, the strip ${told.ticket}`);
    return;
  }
  if (pool(turn, call).includes(told.ticket)) return place(turn, call, told.ticket, {});
  if (turn.service?.ticket === told.ticket) return recallOnce(turn, call, told.ticket);
  place(turn, call, told.ticket, { flag: 'unknown-ticket' });
}

/** Nothing is pending: usually the strip repeating what the display said a moment ago. */
function compareWithService(turn: Turn, told: Announcement): void {
  const current = turn.service?.ticket;
  if (current === told.ticket) return;
  if (current === undefined || !looksLike(current, told.ticket)) {
    note(turn, 'host-display', told, `ticket ${told.ticket} announced without a call key`);
  } else if (/[A-Za-z]/.test(current)) {
    note(turn, 'strip-disagrees', told, `${current} was called, the strip says ${told.ticket}`);
  } else {
    note(turn, 'strip-late', told, `${current} was called, the strip says ${told.ticket}`);
  }
}

/** No strip has spoken: store what was shown, marked, rather than guess. */
export function settle(turn: Turn): void {
  const { call } = turn.state;
  if (call.phase !== 'shown') return;
  const ticket = ticketNumberSchema.safeParse(call.digits);
  if (!ticket.success) {
    note(turn, 'bad-ticket-number', call, `${call.digits.length} characters were shown`);
    setCall(turn, IDLE);
  } else if (call.intent === 'resume') {
    giveUp(turn, call, `${call.digits} fits ${call.candidates.length} suspended tickets`);
  } else if (call.candidates.length === 0) {
    place(turn, call, ticket.data, { flag: 'unknown-ticket' });
  } else {
    place(turn, call, ticket.data, { flag: 'ambiguous-ticket', candidates: call.candidates.slice(0, 26) });
  }
}

/** The host answered "failed": nobody is called by that key. */
export function refuse(turn: Turn, cause: Cause): void {
  if (turn.state.call.phase !== 'pressed') return;
  note(turn, 'call-refused', cause, 'the host answered a call key with failure');
  setCall(turn, IDLE);
}

/** Confirmation or strip did not come in time. */
export function callTimeOut(turn: Turn, now: number): void {
  const { call } = turn.state;
  if (call.phase === 'idle' || call.until > now) return;
  if (call.phase === 'shown') settle(turn);
  else giveUp(turn, call, `no number shown within ${turn.scene.timing.confirmMs} ms`);
}

function giveUp(turn: Turn, call: Pressed | Shown, detail: string): void {
  setCall(turn, IDLE);
  if (call.intent === 'resume') note(turn, 'resume-unknown', call, detail);
  else if (call.phase === 'shown' || !call.recalled) note(turn, 'call-unconfirmed', call, detail);
}

/** The ticket stands at the counter: whatever was open there before ends first. All at the time of the key. */
function place(turn: Turn, call: PendingCall, ticket: TicketNumber, marks: Marks): void {
  if (call.intent === 'resume') return resume(turn, call, ticket);
  closeForNext(turn, call);
  const { teller } = turn.state;
  emit(turn, {
    type: 'ticket.called',
    at: call.at,
    src: call.src,
    ticket,
    counter: turn.scene.counter,
    ...(teller === null ? {} : { teller }),
    ...(marks.candidates === undefined ? {} : { candidates: [...marks.candidates] }),
    ...(marks.flag === undefined ? {} : { flags: [marks.flag] }),
  });
  arrive(turn, ticket, 'called');
}

/** A suspended ticket comes back to the counter. */
export function resume(turn: Turn, cause: Cause, ticket: TicketNumber): void {
  closeForNext(turn, cause);
  emit(turn, { type: 'ticket.resumed', at: cause.at, src: cause.src, ticket, counter: turn.scene.counter });
  arrive(turn, ticket, 'serving');
}

function arrive(turn: Turn, ticket: TicketNumber, state: 'called' | 'serving'): void {
  const suspended = turn.state.suspended.filter((other) => other !== ticket);
  turn.state = { ...turn.state, call: IDLE, rated: null, suspended };
  turn.service = { ticket, state, invitationOpen: false };
}

function closeForNext(turn: Turn, cause: Cause): void {
  expireInvitation(turn, cause.at);
  finish(turn, cause, 'next-call');
}

/** The number that already stands here: a recall, however often it is shown; a new number may still follow. */
function recallOnce(turn: Turn, call: Pressed | Shown, ticket: TicketNumber): void {
  if (call.phase === 'shown' || !call.recalled) {
    emit(turn, { type: 'ticket.recalled', at: call.at, src: call.src, ticket, counter: turn.scene.counter });
  }
  setCall(turn, call.phase === 'pressed' ? { ...call, recalled: true } : IDLE);
}

function pool(turn: Turn, call: PendingCall): readonly TicketNumber[] {
  return call.intent === 'resume' ? turn.state.suspended : turn.scene.waiting();
}

function pending({ intent, at, src, until }: PendingCall): PendingCall {
  return { intent, at, src, until };
}

function setCall(turn: Turn, call: CallPhase): void {
  turn.state = { ...turn.state, call };
}
