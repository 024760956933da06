import type { EventOf } from '#contract/events.ts';
import type { KeyMeaning } from '#devices/sites/site.ts';
import { press, settle } from './call-flow.ts';
import { emit, finish, note, openService, type CounterInput, type Turn } from './counter-state.ts';
import type { CounterService } from './hall-view.ts';
import { invite } from './rating-flow.ts';

export type Key = Extract<CounterInput, { kind: 'key' }>;
type Action = (turn: Turn, key: Key) => void;

/** What a key does at a counter, by its meaning in this hall. */
const ACTIONS: Readonly<Record<KeyMeaning, Action>> = {
  call: (turn, key) => press(turn, key.digits === '' ? 'call' : 'call-number', key),
  recall,
  evaluate,
  start,
  'no-show': withService((turn, key, { ticket }) => {
    emit(turn, { type: 'ticket.no-show', ...head(turn, key), ticket });
    turn.service = null;
  }),
  suspend: withService((turn, key, { ticket }) => {
    emit(turn, { type: 'ticket.suspended', ...head(turn, key), ticket });
    turn.state = { ...turn.state, suspended: [...turn.state.suspended, ticket] };
    turn.service = null;
  }),
  'resume-ticket': (turn, key) => press(turn, 'resume', key),
  transfer: withService(transfer),
  cancel: withService((turn, key, { ticket }) => {
    emit(turn, { type: 'ticket.cancelled', at: key.at, src: key.src, ticket });
    turn.service = null;
  }),
  prepare: (turn, key) => emit(turn, { type: 'ticket.prepared', ...head(turn, key) }),
  pause: (turn, key) => emit(turn, { type: 'counter.paused', ...head(turn, key) }),
  open: (turn, key) => emit(turn, { type: 'counter.open', ...head(turn, key) }),
  login,
  logout,
  'assist-security': (turn, key) => assist(turn, key, 'security'),
  'assist-manager': (turn, key) => assist(turn, key, 'manager'),
  'assist-adviser': (turn, key) => assist(turn, key, 'adviser'),
  ignore: () => undefined,
};

/** Keys that leave the customer at the counter alone, and so need not know which ticket was called. */
const ASIDE: ReadonlySet<KeyMeaning> = new Set([
  'prepare',
  'pause',
  'open',
  'login',
  'assist-security',
  'assist-manager',
  'assist-adviser',
  'ignore',
]);

export function actOnKey(turn: Turn, key: Key): void {
  // The teller already works with the ticket shown; from here on it must stand at the counter.
  if (!ASIDE.has(key.meaning)) settle(turn);
  ACTIONS[key.meaning](turn, key);
}

/** With nobody at the counter the key may call one who had not come; the host's display says which. */
function recall(turn: Turn, key: Key): void {
  const service = openService(turn);
  if (service === null) press(turn, 'recall', key);
  else emit(turn, { type: 'ticket.recalled', ...head(turn, key), ticket: service.ticket });
}

/** The service is over and the customer is asked. A second press while the question stands asks nothing new. */
function evaluate(turn: Turn, key: Key): void {
  const wasOpen = openService(turn) !== null;
  finish(turn, key, 'evaluate');
  if (turn.state.invitation === null) invite(turn, key);
  else if (!wasOpen) note(turn, 'repeated-key', key, 'evaluate while an invitation is open');
}

function start(turn: Turn, key: Key): void {
  const service = openService(turn);
  if (service === null) return note(turn, 'key-without-service', key, 'start');
  if (service.state === 'serving') return note(turn, 'repeated-key', key, 'start of a service that has begun');
  emit(turn, { type: 'ticket.started', ...head(turn, key), ticket: service.ticket });
  turn.service = { ...service, state: 'serving' };
}

function transfer(turn: Turn, key: Key, { ticket }: CounterService): void {
  const target = turn.scene.counterByDigits(key.digits);
  if (target === null) note(turn, 'unknown-transfer-target', key, `ticket transferred to "${key.digits}"`);
  const event: EventOf<'ticket.transferred'> = { type: 'ticket.transferred', ...head(turn, key), ticket };
  emit(turn, target === null ? event : { ...event, toCounter: target });
  turn.service = null;
}

function login(turn: Turn, key: Key): void {
  if (key.digits === '') return note(turn, 'login-without-number', key, 'log-in');
  const teller = turn.scene.pseudonym(key.digits);
  emit(turn, { type: 'counter.login', ...head(turn, key), teller });
  turn.state = { ...turn.state, teller };
}

function logout(turn: Turn, key: Key): void {
  finish(turn, key, 'logout');
  emit(turn, { type: 'counter.logout', ...head(turn, key) });
  turn.state = { ...turn.state, teller: null };
}

function assist(turn: Turn, key: Key, kind: EventOf<'assistance.requested'>['kind']): void {
  emit(turn, { type: 'assistance.requested', ...head(turn, key), kind });
}

function withService(act: (turn: Turn, key: Key, service: CounterService) => void): Action {
  return (turn, key) => {
    const service = openService(turn);
    if (service === null) note(turn, 'key-without-service', key, key.meaning);
    else act(turn, key, service);
  };
}

function head(turn: Turn, key: Key) {
  return { at: key.at, src: key.src, counter: turn.scene.counter };
}
