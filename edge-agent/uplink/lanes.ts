/**
 * What to send next, and what is believed to be on its way. Head office applies events of an epoch in contiguous
 * order and keeps rows that arrive ahead of a gap. So a small backlog simply goes in order; with a big one the newest
 * events go first ("ahead"), then the backlog from the first unacknowledged event, until it meets the part sent ahead.
 *
 * A batch sent in order is in flight until head office's own acknowledgement covers it: PUBACK only says that a
 * broker has it, and a broker may drop it. A batch sent ahead cannot be acknowledged before the backlog is, so it is
 * in flight until PUBACK; once the backlog has met it, it counts as sent in order.
 */

export const LIVE_EVENTS = 50;
export const LIVE_DELAY_MS = 250;
export const CATCH_UP_EVENTS = 500;
export const MAX_FLIGHTS = 8;
/** One flight of the window stays free for live events while a backlog is being sent. */
const CATCH_UP_FLIGHTS = MAX_FLIGHTS - 1;
export const ACK_TIMEOUT_MS = 30_000;
export const ACK_TIMEOUT_MAX_MS = 120_000;
/** A `want` for events that were sent this recently asks for what is already under way. */
export const WANT_GRACE_MS = 5_000;

export interface Flight {
  readonly id: number;
  readonly first: number;
  readonly last: number;
  readonly ahead: boolean;
  readonly at: number;
}

export interface Lanes {
  /** Head office holds everything up to here. */
  readonly acked: number;
  /** Last seq in the journal. */
  readonly last: number;
  /** Next seq to send in order. */
  readonly cursor: number;
  /** Sent before its turn: [first, next). */
  readonly ahead: { readonly first: number; readonly next: number } | null;
  readonly flights: readonly Flight[];
  readonly nextId: number;
  /** Flights allowed in order: 1 after a connect, a rewind or a time-out, doubled by every acknowledgement. */
  readonly window: number;
  readonly timeoutMs: number;
  /** Last sign that head office takes what is sent; the acknowledgement time-out runs from here. */
  readonly progressAt: number;
  readonly pausedUntil: number;
  /** When the oldest unsent live event must go; null when none waits. */
  readonly liveDueAt: number | null;
}

export interface Send {
  readonly lane: 'live' | 'ahead' | 'catch-up';
  readonly from: number;
  readonly limit: number;
}

export function freshLanes(acked: number, last: number): Lanes {
  return {
    acked,
    last,
    cursor: acked + 1,
    ahead: null,
    flights: [],
    nextId: 1,
    window: 1,
    timeoutMs: ACK_TIMEOUT_MS,
    progressAt: 0,
    pausedUntil: 0,
    liveDueAt: null,
  };
}

export function pending(lanes: Lanes): number {
  return lanes.last - lanes.acked;
}

/** Nothing is believed to be on its way any more; sending starts again after the last acknowledgement. */
export function rewound(lanes: Lanes, now: number): Lanes {
  return {
    ...lanes,
    cursor: lanes.acked + 1,
    ahead: null,
    flights: [],
    // A batch that is just being sent was chosen before this: its number no longer fits, so it is not counted.
    nextId: lanes.nextId + 1,
    window: 1,
    progressAt: now,
    liveDueAt: lanes.last > lanes.acked ? now : null,
  };
}

export function timedOut(lanes: Lanes, now: number): Lanes {
  return { ...rewound(lanes, now), timeoutMs: Math.min(lanes.timeoutMs * 2, ACK_TIMEOUT_MAX_MS) };
}

export function appended(lanes: Lanes, last: number, now: number): Lanes {
  if (last <= lanes.last) return lanes;
  return { ...lanes, last, liveDueAt: lanes.liveDueAt ?? now + LIVE_DELAY_MS };
}

export interface SentRows {
  readonly id: number;
  readonly first: number;
  readonly last: number;
}

/** Events [first, last] went out for `send`. They may start later than asked: older ones are no longer kept. */
export function sent(lanes: Lanes, send: Send, { id, first, last }: SentRows, now: number): Lanes {
  if (id !== lanes.nextId) return lanes;
  const ahead = send.lane === 'ahead';
  const flight = { id, first, last, ahead, at: now };
  const after: Lanes = {
    ...lanes,
    nextId: id + 1,
    flights: [...lanes.flights, flight],
    progressAt: lanes.flights.length === 0 ? now : lanes.progressAt,
    liveDueAt: last < lanes.last ? lanes.liveDueAt : null,
  };
  if (ahead) return { ...after, ahead: { first: lanes.ahead?.first ?? first, next: last + 1 } };
  const acked = first > send.from ? first - 1 : lanes.acked;
  return met({ ...after, acked: Math.max(acked, lanes.acked), cursor: Math.max(lanes.cursor, last + 1) }, now);
}

/** Only what went ahead of its turn is released by a PUBACK. */
export function pubacked(lanes: Lanes, id: number): Lanes {
  const flights = lanes.flights.filter((flight) => flight.id !== id || !flight.ahead);
  return flights.length === lanes.flights.length ? lanes : { ...lanes, flights };
}

/** Head office holds everything up to `upto`; an old acknowledgement changes nothing. */
export function acknowledged(lanes: Lanes, upto: number, now: number): Lanes {
  if (upto <= lanes.acked) return lanes;
  return met(
    {
      ...lanes,
      acked: upto,
      cursor: Math.max(lanes.cursor, upto + 1),
      flights: lanes.flights.filter((flight) => flight.last > upto),
      window: Math.min(lanes.window * 2, MAX_FLIGHTS),
      timeoutMs: ACK_TIMEOUT_MS,
      progressAt: now,
      liveDueAt: upto >= lanes.last ? null : lanes.liveDueAt,
    },
    now,
  );
}

/** Is what head office asks for on its way already, or next in turn anyway? */
export function isUnderWay(lanes: Lanes, from: number, now: number): boolean {
  if (from <= lanes.acked) return false;
  if (from >= lanes.cursor) return true;
  return lanes.flights.some(
    (flight) => !flight.ahead && flight.first <= from && from <= flight.last && now - flight.at < WANT_GRACE_MS,
  );
}

/** The next batch, null when nothing may or needs to be sent now. */
export function nextSend(lanes: Lanes, now: number): Send | null {
  if (now < lanes.pausedUntil || lanes.flights.length >= MAX_FLIGHTS) return null;
  return lanes.ahead === null ? nextInOrder(lanes, now) : (nextAhead(lanes, lanes.ahead, now) ?? backlog(lanes));
}

/** When `nextSend` or the time-out must be looked at again if nothing else happens; null = only when something does. */
export function lanesWakeAt(lanes: Lanes, now: number): number | null {
  const times: number[] = [];
  if (lanes.flights.length > 0) times.push(lanes.progressAt + lanes.timeoutMs);
  if (lanes.pausedUntil > now) times.push(lanes.pausedUntil);
  else if (lanes.liveDueAt !== null && lanes.liveDueAt > now) times.push(lanes.liveDueAt);
  return times.length === 0 ? null : Math.min(...times);
}

export function isTimedOut(lanes: Lanes, now: number): boolean {
  return lanes.flights.length > 0 && now >= lanes.progressAt + lanes.timeoutMs;
}

function nextInOrder(lanes: Lanes, now: number): Send | null {
  const unsent = lanes.last - lanes.cursor + 1;
  if (unsent <= 0) return null;
  if (unsent > CATCH_UP_EVENTS) return { lane: 'ahead', from: lanes.last - LIVE_EVENTS + 1, limit: LIVE_EVENTS };
  if (unsent > LIVE_EVENTS) return backlog(lanes);
  if (!isLiveDue(lanes, unsent, now) || inOrder(lanes) >= lanes.window) return null;
  return { lane: 'live', from: lanes.cursor, limit: LIVE_EVENTS };
}

function nextAhead(lanes: Lanes, ahead: { readonly next: number }, now: number): Send | null {
  const unsent = lanes.last - ahead.next + 1;
  if (unsent <= 0 || !isLiveDue(lanes, unsent, now)) return null;
  return { lane: 'ahead', from: ahead.next, limit: LIVE_EVENTS };
}

function backlog(lanes: Lanes): Send | null {
  if (inOrder(lanes) >= Math.min(lanes.window, CATCH_UP_FLIGHTS)) return null;
  const end = lanes.ahead?.first ?? lanes.last + 1;
  return { lane: 'catch-up', from: lanes.cursor, limit: Math.min(CATCH_UP_EVENTS, end - lanes.cursor) };
}

function isLiveDue(lanes: Lanes, unsent: number, now: number): boolean {
  return unsent >= LIVE_EVENTS || lanes.liveDueAt === null || now >= lanes.liveDueAt;
}

function inOrder(lanes: Lanes): number {
  return lanes.flights.filter((flight) => !flight.ahead).length;
}

/** Where the backlog has met what was sent ahead, that becomes one flight in order, watched like any other. */
function met(lanes: Lanes, now: number): Lanes {
  const { ahead } = lanes;
  if (ahead === null || lanes.cursor < ahead.first) return lanes;
  const flights = lanes.flights.filter((flight) => !flight.ahead);
  const last = ahead.next - 1;
  const joined = { id: lanes.nextId, first: ahead.first, last, ahead: false, at: now };
  return {
    ...lanes,
    ahead: null,
    cursor: Math.max(lanes.cursor, ahead.next),
    nextId: lanes.nextId + 1,
    flights: last > lanes.acked ? [...flights, joined] : flights,
  };
}
