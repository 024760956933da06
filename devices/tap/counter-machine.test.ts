import { describe, expect, test } from 'vitest';
import type { CounterId, TicketNumber } from '#contract/ids.ts';
import { dueAt, transition } from './counter-machine.ts';
import { NEW_COUNTER, type CounterInput, type CounterState, type Effect, type Scene } from './counter-state.ts';
import type { CounterService } from './hall-view.ts';

const ticket = (number: string): TicketNumber => number as TicketNumber;
const scene: Scene = {
  counter: '1' as CounterId,
  hasStrip: true,
  timing: { confirmMs: 3000, stripMs: 1500, ratingMs: 20_000, repeatMs: 3000 },
  scale: 4,
  waiting: () => ['A002', 'B002', 'A003'].map(ticket),
  missed: () => [ticket('A009')],
  counterByDigits: (digits) => (digits === '2' ? ('2' as CounterId) : null),
  pseudonym: (staffNumber) => `teller${staffNumber}`,
  newRatingId: () => 'rating-0001',
};

/** States by what is pending; everything happens around 1000. */
const STATES = {
  idle: NEW_COUNTER,
  pressed: {
    ...NEW_COUNTER,
    call: { phase: 'pressed', intent: 'call', at: 900, src: 'bus', until: 3900, recalled: false },
  },
  shown: {
    ...NEW_COUNTER,
    call: {
      phase: 'shown',
      intent: 'call',
      at: 900,
      src: 'bus',
      until: 2400,
      digits: '002',
      candidates: [ticket('A002'), ticket('B002')],
    },
  },
  asked: { ...NEW_COUNTER, invitation: { src: 'bus', ticket: ticket('A001'), until: 20_000 } },
} satisfies Record<string, CounterState>;
type StateName = keyof typeof STATES;

const SERVICES = {
  nobody: null,
  called: { ticket: ticket('A001'), state: 'called', invitationOpen: false },
  over: { ticket: ticket('A001'), state: 'finished', invitationOpen: false },
} satisfies Record<string, CounterService | null>;
type ServiceName = keyof typeof SERVICES;

const here = { at: 1000, src: 'bus' };
const key = (meaning: Extract<CounterInput, { kind: 'key' }>['meaning'], digits = ''): CounterInput => ({
  kind: 'key',
  ...here,
  meaning,
  digits,
});
const INPUTS = {
  call: key('call'),
  recall: key('recall'),
  evaluate: key('evaluate'),
  start: key('start'),
  'no-show': key('no-show'),
  suspend: key('suspend'),
  resume: key('resume-ticket'),
  transfer: key('transfer', '2'),
  cancel: key('cancel'),
  logout: key('logout'),
  pause: key('pause'),
  'shows 003': { kind: 'display', ...here, digits: '003' },
  'shows 002': { kind: 'display', ...here, digits: '002' },
  'shows 001': { kind: 'display', ...here, digits: '001' },
  'strip A002': { kind: 'announcement', ...here, ticket: ticket('A002') },
  refusal: { kind: 'refusal', ...here },
  invitation: { kind: 'invitation', ...here },
  rating: { kind: 'rating', ...here, channel: 'evaluator', level: 4, raw: 3 },
  'time passes': { kind: 'time', at: 60_000 },
} satisfies Record<string, CounterInput>;
type InputName = keyof typeof INPUTS;

/** Effects in short: event type and ticket, flags in brackets; notes as their code. */
function short(effect: Effect): string {
  if (effect.kind === 'note') return `note ${effect.note.code}`;
  const { event } = effect;
  const name = event.type.replace('ticket.', '');
  const number = 'ticket' in event && event.ticket !== undefined ? ` ${event.ticket}` : '';
  const flags = 'flags' in event && event.flags !== undefined ? ` [${event.flags.join()}]` : '';
  return `${name}${number}${flags}`;
}

function nameOf(state: CounterState): string {
  return state.call.phase !== 'idle' ? state.call.phase : state.invitation === null ? 'idle' : 'asked';
}

type Row = readonly [state: StateName, service: ServiceName, input: InputName, next: string, effects: string];

/** state, what stands at the counter, input → next state, effects. */
const TABLE: readonly Row[] = [
  ['idle', 'nobody', 'call', 'pressed', ''],
  ['idle', 'nobody', 'recall', 'pressed', ''],
  ['idle', 'nobody', 'evaluate', 'asked', 'rating.invited'],
  ['idle', 'nobody', 'start', 'idle', 'note key-without-service'],
  ['idle', 'nobody', 'no-show', 'idle', 'note key-without-service'],
  ['idle', 'nobody', 'suspend', 'idle', 'note key-without-service'],
  ['idle', 'nobody', 'resume', 'pressed', ''],
  ['idle', 'nobody', 'transfer', 'idle', 'note key-without-service'],
  ['idle', 'nobody', 'cancel', 'idle', 'note key-without-service'],
  ['idle', 'nobody', 'logout', 'idle', 'counter.logout'],
  ['idle', 'nobody', 'pause', 'idle', 'counter.paused'],
  ['idle', 'nobody', 'shows 003', 'idle', 'note host-display'],
  ['idle', 'nobody', 'strip A002', 'idle', 'note host-display'],
  ['idle', 'nobody', 'refusal', 'idle', ''],
  ['idle', 'nobody', 'invitation', 'asked', 'rating.invited'],
  ['idle', 'nobody', 'rating', 'idle', 'rating.given [unsolicited,no-ticket]'],
  ['idle', 'nobody', 'time passes', 'idle', ''],
  ['idle', 'called', 'call', 'pressed', ''],
  ['idle', 'called', 'recall', 'idle', 'recalled A001'],
  ['idle', 'called', 'evaluate', 'asked', 'finished A001, rating.invited A001'],
  ['idle', 'called', 'start', 'idle', 'started A001'],
  ['idle', 'called', 'no-show', 'idle', 'no-show A001'],
  ['idle', 'called', 'suspend', 'idle', 'suspended A001'],
  ['idle', 'called', 'transfer', 'idle', 'transferred A001'],
  ['idle', 'called', 'cancel', 'idle', 'cancelled A001'],
  ['idle', 'called', 'logout', 'idle', 'finished A001, counter.logout'],
  ['idle', 'called', 'shows 001', 'idle', ''],
  ['idle', 'called', 'shows 003', 'idle', 'note host-display'],
  ['idle', 'called', 'invitation', 'asked', 'rating.invited A001'],
  ['idle', 'called', 'rating', 'idle', 'rating.given [unsolicited]'],
  ['idle', 'over', 'recall', 'pressed', ''],
  ['idle', 'over', 'evaluate', 'asked', 'rating.invited A001'],
  ['idle', 'over', 'logout', 'idle', 'counter.logout'],
  ['idle', 'over', 'rating', 'idle', 'rating.given [unsolicited]'],
  ['pressed', 'nobody', 'call', 'pressed', 'note call-unconfirmed'],
  ['pressed', 'nobody', 'shows 003', 'idle', 'called A003'],
  ['pressed', 'nobody', 'shows 002', 'shown', ''],
  ['pressed', 'nobody', 'shows 001', 'shown', ''],
  ['pressed', 'nobody', 'strip A002', 'idle', 'called A002'],
  ['pressed', 'nobody', 'refusal', 'idle', 'note call-refused'],
  ['pressed', 'nobody', 'time passes', 'idle', 'note call-unconfirmed'],
  ['pressed', 'nobody', 'pause', 'pressed', 'counter.paused'],
  ['pressed', 'called', 'shows 003', 'idle', 'finished A001, called A003'],
  ['pressed', 'called', 'shows 001', 'pressed', 'recalled A001'],
  ['pressed', 'called', 'evaluate', 'pressed', 'finished A001, rating.invited A001'],
  ['pressed', 'over', 'shows 003', 'idle', 'called A003'],
  ['pressed', 'over', 'strip A002', 'idle', 'called A002'],
  ['shown', 'nobody', 'shows 002', 'shown', ''],
  ['shown', 'nobody', 'strip A002', 'idle', 'called A002'],
  ['shown', 'nobody', 'time passes', 'idle', 'called 002 [ambiguous-ticket]'],
  ['shown', 'nobody', 'call', 'pressed', 'called 002 [ambiguous-ticket]'],
  ['shown', 'nobody', 'evaluate', 'asked', 'called 002 [ambiguous-ticket], finished 002, rating.invited 002'],
  ['shown', 'nobody', 'no-show', 'idle', 'called 002 [ambiguous-ticket], no-show 002'],
  ['shown', 'nobody', 'invitation', 'asked', 'called 002 [ambiguous-ticket], rating.invited 002'],
  ['shown', 'nobody', 'pause', 'shown', 'counter.paused'],
  ['shown', 'nobody', 'refusal', 'shown', ''],
  ['shown', 'called', 'strip A002', 'idle', 'finished A001, called A002'],
  ['shown', 'called', 'logout', 'idle', 'finished A001, called 002 [ambiguous-ticket], finished 002, counter.logout'],
  ['asked', 'over', 'rating', 'idle', 'rating.given A001'],
  ['asked', 'over', 'evaluate', 'asked', 'note repeated-key'],
  ['asked', 'over', 'invitation', 'asked', ''],
  ['asked', 'over', 'call', 'pressed', ''],
  ['asked', 'over', 'time passes', 'idle', 'rating.expired A001'],
  ['asked', 'called', 'evaluate', 'asked', 'finished A001'],
  ['asked', 'called', 'logout', 'asked', 'finished A001, counter.logout'],
];

describe('transitions of one counter', () => {
  test.each(TABLE)('%s, %s, %s → %s: %s', (...row) => {
    const [state, service, input, next, effects] = row;
    const before = structuredClone(STATES[state]);
    const step = transition(STATES[state], SERVICES[service], INPUTS[input], scene);
    expect([nameOf(step.state), step.effects.map(short).join(', ')]).toEqual([next, effects]);
    expect(STATES[state]).toEqual(before);
  });

  test('every state has something to say to every kind of input that concerns it', () => {
    const seen = new Set(TABLE.map(([state, , input]) => `${state} ${INPUTS[input].kind}`));
    const kinds = new Set(Object.values(INPUTS).map((input) => input.kind));
    for (const kind of kinds) expect(seen).toContain(`idle ${kind}`);
    for (const kind of ['key', 'display', 'announcement', 'refusal', 'time'])
      for (const state of ['pressed', 'shown']) expect(seen).toContain(`${state} ${kind}`);
  });
});

describe('the next deadline', () => {
  test('is the earlier of call and invitation', () => {
    expect(dueAt(STATES.idle)).toBeNull();
    expect(dueAt(STATES.pressed)).toBe(3900);
    expect(dueAt(STATES.asked)).toBe(20_000);
    expect(dueAt({ ...STATES.asked, call: STATES.shown.call })).toBe(2400);
  });

  test('both pass at their own time, the earlier first', () => {
    const both: CounterState = { ...STATES.asked, call: STATES.shown.call };
    const late = transition(both, SERVICES.over, { kind: 'time', at: 60_000 }, scene);
    expect(late.effects.map(short)).toEqual(['rating.expired A001', 'called 002 [ambiguous-ticket]']);
    const timesOf = (effects: readonly Effect[]): number[] =>
      effects.flatMap((effect) => (effect.kind === 'event' ? [effect.event.at] : []));
    expect(timesOf(late.effects)).toEqual([900, 900]);
    const expired: CounterState = {
      ...both,
      invitation: { src: 'bus', ticket: ticket('A001'), until: 2000 },
    };
    const early = transition(expired, SERVICES.over, { kind: 'time', at: 60_000 }, scene);
    expect(timesOf(early.effects)).toEqual([2000, 900]);
  });
});
