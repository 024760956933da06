import type { EventOf, Flag } from '#contract/events.ts';
import { ticketNumberSchema, type TicketNumber } from '#contract/ids.ts';
import {
  emit,
  finish,
  note,
  openService,
  type CallIntent,
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
export function press(turn: Turn, intent: CallIntent, cause: Cause): void {
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
  const fits = fitting(turn, call, shown.digits, same !== null);
  if (fits.length === 0 && same !== null && call.intent !== 'resume') return recallOnce(turn, call, same);
  const candidates = same !== null && openService(turn) !== null ? [...new Set([same, ...fits])] : fits;
  if (candidates.length === 1) return place(turn, call, candidates[0]!, {});
  const until = shown.at + turn.scene.timing.stripMs;
  const next: Shown = { ...pending(call), phase: 'shown', until, digits: shown.digits, candidates };
  setCall(turn, next);
  if (!turn.scene.hasStrip || turn.scene.timing.stripMs === 0) settle(turn);
}

/** A plain call means whoever waits; only if nobody waiting fits, one who had not come before. */
function fitting(turn: Turn, call: PendingCall, digits: string, here: boolean): readonly TicketNumber[] {
  const among = (tickets: readonly TicketNumber[]): readonly TicketNumber[] =>
    [...new Set(tickets)].filter((ticket) => looksLike(ticket, digits));
  const first = among(pool(turn, call));
  return first.length === 0 && call.intent === 'call' && !here ? among(turn.scene.missed()) : first;
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
  if (turn.scene.missed().includes(told.ticket)) return place(turn, call, told.ticket, {});
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
  } else if (isCallBack(call)) {
    giveUp(turn, call, `${call.digits} fits ${call.candidates.length} tickets`);
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
  if (call.phase === 'pressed' && call.recalled) return;
  note(turn, isCallBack(call) ? 'callback-unknown' : 'call-unconfirmed', call, detail);
}

function isCallBack({ intent }: PendingCall): boolean {
  return intent === 'recall' || intent === 'resume';
}

/** The ticket stands at the counter: whatever was open there before ends first. All at the time of the key. */
function place(turn: Turn, call: PendingCall, ticket: TicketNumber, marks: Marks): void {
  closeForNext(turn, call);
  const head = { at: call.at, src: call.src, ticket, counter: turn.scene.counter };
  if (call.intent === 'resume') emit(turn, { type: 'ticket.resumed', ...head });
  else if (call.intent === 'recall') emit(turn, { type: 'ticket.recalled', ...head });
  else emitCalled(turn, head, marks);
  const suspended = turn.state.suspended.filter((other) => other !== ticket);
  turn.state = { ...turn.state, call: IDLE, rated: null, suspended };
  turn.service = { ticket, state: call.intent === 'resume' ? 'serving' : 'called', invitationOpen: false };
}

type CallHead = Pick<EventOf<'ticket.called'>, 'at' | 'src' | 'ticket' | 'counter'>;

function emitCalled(turn: Turn, head: CallHead, marks: Marks): void {
  const { teller } = turn.state;
  emit(turn, {
    type: 'ticket.called',
    ...head,
    ...(teller === null ? {} : { teller }),
    ...(marks.candidates === undefined ? {} : { candidates: [...marks.candidates] }),
    ...(marks.flag === undefined ? {} : { flags: [marks.flag] }),
  });
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

/** Who can be meant by each kind of call. */
const POOLS: Readonly<Record<CallIntent, (turn: Turn) => readonly TicketNumber[]>> = {
  call: ({ scene }) => scene.waiting(),
  'call-number': ({ scene }) => [...scene.waiting(), ...scene.missed()],
  recall: ({ scene }) => scene.missed(),
  resume: ({ state }) => state.suspended,
};

function pool(turn: Turn, call: PendingCall): readonly TicketNumber[] {
  return POOLS[call.intent](turn);
}

function pending({ intent, at, src, until }: PendingCall): PendingCall {
  return { intent, at, src, until };
}

function setCall(turn: Turn, call: CallPhase): void {
  turn.state = { ...turn.state, call };
}
