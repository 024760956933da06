import type { DownMessage } from '#contract/down.ts';
import { CATCH_UP_EVENTS, acknowledged, isUnderWay, pending, rewound } from './lanes.ts';
import { logEffect, stay, type Transition, type UplinkEvent, type UplinkState } from './state.ts';

/** A pause is lengthened by up to a fifth, so that branches that were paused together do not return together. */
const SPREAD = 5;

export function malformed(state: UplinkState, detail: string): Transition {
  const count = state.counts.malformed + 1;
  return {
    state: { ...state, counts: { ...state.counts, malformed: count } },
    effects: isNotable(count) ? [logEffect('uplink.malformed-down', { detail, count })] : [],
  };
}

/** What head office said, while connected. */
export function heard(state: UplinkState, event: UplinkEvent & { type: 'down' }, now: number): Transition {
  const { message } = event;
  if (message.type === 'retry') return paused(state, message.afterMs * (1 + event.random / SPREAD), now);
  if (message.type === 'config') {
    return {
      state,
      effects: [logEffect('uplink.config', { version: message.version }), { type: 'configure', message }],
    };
  }
  if (message.type === 'command') {
    const entry = logEffect('uplink.command', { id: message.id, name: message.name });
    return { state, effects: [entry, { type: 'republish', kind: COMMAND_KINDS[message.name] }] };
  }
  if (!isOwn(state, message)) return notOwn(state, message);
  return message.type === 'ack' ? acknowledge(state, message.upto, now) : want(state, message.from, now);
}

/** Head office may not have stored what is in flight: after the pause it starts again from the last acknowledgement. */
function paused(state: UplinkState, afterMs: number, now: number): Transition {
  const pauseMs = Math.round(afterMs);
  const lanes = { ...rewound(state.lanes, now), pausedUntil: now + pauseMs };
  const counts = { ...state.counts, pauses: state.counts.pauses + 1 };
  return { state: { ...state, counts, lanes }, effects: [logEffect('uplink.paused', { pauseMs })] };
}

const COMMAND_KINDS = {
  'publish-status': 'status',
  'publish-score': 'score',
  'publish-live': 'live',
} as const;

type AckOrWant = DownMessage & { type: 'ack' | 'want' };

/** About this journal, and about events that it has. */
function isOwn(state: UplinkState, message: AckOrWant): boolean {
  const reach = message.type === 'ack' ? message.upto : message.from - 1;
  return message.epoch === state.epoch && reach <= state.lanes.last;
}

function notOwn(state: UplinkState, message: AckOrWant): Transition {
  const { counts, lanes } = state;
  if (message.epoch !== state.epoch) {
    const foreignEpoch = counts.foreignEpoch + 1;
    const detail = { epoch: message.epoch, own: state.epoch, count: foreignEpoch };
    return {
      state: { ...state, counts: { ...counts, foreignEpoch } },
      effects: isNotable(foreignEpoch) ? [logEffect('uplink.foreign-epoch', detail)] : [],
    };
  }
  const beyondJournal = counts.beyondJournal + 1;
  const seq = message.type === 'ack' ? message.upto : message.from;
  return {
    state: { ...state, counts: { ...counts, beyondJournal } },
    effects: isNotable(beyondJournal)
      ? [logEffect('uplink.beyond-journal', { seq, last: lanes.last, count: beyondJournal })]
      : [],
  };
}

function acknowledge(state: UplinkState, upto: number, now: number): Transition {
  if (upto <= state.lanes.acked) return stay(state);
  const lanes = acknowledged(state.lanes, upto, now);
  const caughtUp = state.behind && pending(lanes) === 0;
  return {
    state: { ...state, lanes, failures: 0, behind: state.behind && !caughtUp },
    effects: [{ type: 'set-acked', seq: upto }, ...(caughtUp ? [logEffect('uplink.caught-up', { upto })] : [])],
  };
}

/** Asking for events that head office had acknowledged means that it lost them (restored from a backup). */
function want(state: UplinkState, from: number, now: number): Transition {
  if (isUnderWay(state.lanes, from, now)) return stay(state);
  const lost = from <= state.lanes.acked;
  const acked = lost ? from - 1 : state.lanes.acked;
  const lanes = { ...rewound({ ...state.lanes, acked }, now), cursor: from };
  const counts = { ...state.counts, rewinds: state.counts.rewinds + 1 };
  const entry = logEffect('uplink.rewound', { from, acked: state.lanes.acked, last: state.lanes.last });
  return {
    state: { ...state, counts, lanes, behind: state.behind || pending(lanes) > CATCH_UP_EVENTS },
    effects: lost ? [{ type: 'set-acked', seq: acked }, entry] : [entry],
  };
}

/** The 1st, 10th, 100th … time: what is repeated without end must not fill the log. */
function isNotable(count: number): boolean {
  return Number.isInteger(Math.log10(count));
}
