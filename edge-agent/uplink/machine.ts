import {
  CATCH_UP_EVENTS,
  appended,
  isTimedOut,
  lanesWakeAt,
  nextSend,
  pending,
  pubacked,
  rewound,
  sent,
  timedOut,
} from './lanes.ts';
import { heard, malformed } from './heard.ts';
import { logEffect, stay, type Transition, type UplinkEvent, type UplinkState } from './state.ts';

/** The uplink's decisions: pure. The runner (`uplink.ts`) performs the effects and reports what happened. */

export const BACK_OFF_MS = 1_000;
export const BACK_OFF_MAX_MS = 60_000;
/** A connection that lived this long was a good one: the next loss starts with short delays again. */
export const STEADY_MS = 60_000;
/** From starting to connect to being subscribed. */
export const CONNECT_TIMEOUT_MS = 60_000;

export function transition(state: UplinkState, event: UplinkEvent, now: number): Transition {
  const reaction = REACTIONS[event.type] as Reaction<UplinkEvent['type']>;
  return pump(reaction(state, event, now), now);
}

/** When a `tick` is due if nothing else happens. */
export function wakeAt(state: UplinkState, now: number): number | null {
  if (state.phase === 'waiting') return state.retryAt;
  if (state.phase === 'connecting') return state.since + CONNECT_TIMEOUT_MS;
  return state.phase === 'connected' ? lanesWakeAt(state.lanes, now) : null;
}

/** Full jitter: anything between nothing and the doubled delay, so that a storm of branches spreads out. */
export function backOffMs(failures: number, random: number): number {
  return Math.floor(random * Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 2 ** Math.min(failures, 16)));
}

type Reaction<T extends UplinkEvent['type']> = (
  state: UplinkState,
  event: Extract<UplinkEvent, { type: T }>,
  now: number,
) => Transition;

const REACTIONS: { readonly [T in UplinkEvent['type']]: Reaction<T> } = {
  start: (state, _event, now) =>
    state.phase === 'stopped' ? connecting({ ...state, reason: 'connecting' }, now) : stay(state),
  stop: (state, _event, now) => stopping(state, now),
  opened: (state, _event, now) => opened(state, now),
  closed,
  appended: (state, event, now) => stay({ ...state, lanes: appended(state.lanes, event.last, now) }),
  sent: batchSent,
  puback: (state, event) => stay({ ...state, lanes: pubacked(state.lanes, event.id) }),
  down: (state, event, now) => (state.phase === 'connected' ? heard(state, event, now) : stay(state)),
  malformed: (state, event) => malformed(state, event.detail),
  tick: (state, _event, now) => tick(state, now),
};

/** Starts the next batch if one may go. */
function pump({ state, effects }: Transition, now: number): Transition {
  if (state.phase !== 'connected' || state.sending !== null) return { state, effects };
  const send = nextSend(state.lanes, now);
  if (send === null) return { state, effects };
  const behind = state.behind || send.lane === 'ahead';
  return {
    state: { ...state, sending: send, behind },
    effects: [...effects, { type: 'send', id: state.lanes.nextId, send }],
  };
}

function connecting(state: UplinkState, now: number): Transition {
  return { state: { ...state, phase: 'connecting', since: now }, effects: [{ type: 'connect' }] };
}

function stopping(state: UplinkState, now: number): Transition {
  const ended = { ...state, since: now, reason: 'stopped' };
  if (state.phase === 'connected') return { state: { ...ended, phase: 'closing' }, effects: [{ type: 'goodbye' }] };
  if (state.phase === 'connecting') return { state: { ...ended, phase: 'closing' }, effects: [{ type: 'abort' }] };
  return state.phase === 'waiting' ? stay({ ...ended, phase: 'stopped' }) : stay(state);
}

function opened(state: UplinkState, now: number): Transition {
  if (state.phase !== 'connecting') return stay(state);
  const lanes = rewound(state.lanes, now);
  return {
    state: {
      ...state,
      phase: 'connected',
      since: now,
      reason: '',
      lanes,
      sending: null,
      behind: state.behind || pending(lanes) > CATCH_UP_EVENTS,
      counts: { ...state.counts, connects: state.counts.connects + 1 },
    },
    effects: [logEffect('uplink.connected', { pending: pending(lanes) })],
  };
}

function closed(state: UplinkState, event: UplinkEvent & { type: 'closed' }, now: number): Transition {
  if (state.phase === 'stopped' || state.phase === 'waiting') return stay(state);
  if (state.phase === 'closing') return stay({ ...state, phase: 'stopped', since: now, sending: null });
  const wasConnected = state.phase === 'connected';
  const failures = wasConnected && now - state.since >= STEADY_MS ? 0 : state.failures;
  const retryAt = now + backOffMs(failures, event.random);
  // During a long outage one line per reason, not one per attempt.
  const isNews = wasConnected || event.reason !== state.reason;
  const entry = logEffect(event.refused ? 'uplink.refused' : 'uplink.lost', { reason: event.reason });
  return {
    state: {
      ...state,
      phase: 'waiting',
      since: now,
      retryAt,
      reason: event.reason,
      failures: failures + 1,
      sending: null,
      lanes: rewound(state.lanes, now),
    },
    effects: isNews ? [entry] : [],
  };
}

function batchSent(state: UplinkState, event: UplinkEvent & { type: 'sent' }, now: number): Transition {
  const send = state.sending;
  if (send === null) return stay(state);
  const counts = {
    ...state.counts,
    batches: state.counts.batches + 1,
    events: state.counts.events + event.last - event.first + 1,
  };
  const gone = event.first > send.from ? [logEffect('uplink.gone', { asked: send.from, oldest: event.first })] : [];
  return { state: { ...state, sending: null, counts, lanes: sent(state.lanes, send, event, now) }, effects: gone };
}

function tick(state: UplinkState, now: number): Transition {
  if (state.phase === 'waiting' && now >= state.retryAt) return connecting(state, now);
  if (state.phase === 'connecting' && now >= state.since + CONNECT_TIMEOUT_MS) {
    return { state: { ...state, since: now }, effects: [{ type: 'abort' }] };
  }
  if (state.phase !== 'connected' || !isTimedOut(state.lanes, now)) return stay(state);
  const counts = { ...state.counts, timeouts: state.counts.timeouts + 1 };
  const detail = { acked: state.lanes.acked, waitedMs: state.lanes.timeoutMs };
  return {
    state: { ...state, counts, lanes: timedOut(state.lanes, now) },
    effects: [logEffect('uplink.resent', detail)],
  };
}
