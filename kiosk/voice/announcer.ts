import type { DisplayCall } from '#contract/display-view.ts';

/** Decides which call is spoken next, so that none is cut off and none is spoken when it has long been answered. */

export interface AnnouncerState {
  /** Calls of the last view: these have been queued or let go. */
  readonly known: ReadonlySet<string>;
  /** Oldest first; a ticket stands here once. */
  readonly queue: readonly DisplayCall[];
  readonly speaking: DisplayCall | null;
}

export type AnnouncerEvent =
  | { readonly type: 'view'; readonly calls: readonly DisplayCall[] }
  /** The call being spoken has been spoken to its end. */
  | { readonly type: 'said' };

export interface AnnouncerStep {
  readonly state: AnnouncerState;
  /** To be spoken now; null: nothing new. */
  readonly announce: DisplayCall | null;
}

export const SILENT: AnnouncerState = { known: new Set(), queue: [], speaking: null };

/** Older calls have been seen by those who wait: after a reload or a lost connection they are only shown. */
const NEWS_MS = 30_000;
/** A longer queue drops what is older than `DROP_MS` from speech; it stays on the screen. */
const LONG_QUEUE = 6;
const DROP_MS = 60_000;

/** `now` is the agent's time, which the calls are stamped with. */
export function announcerTransition(state: AnnouncerState, event: AnnouncerEvent, now: number): AnnouncerStep {
  if (event.type === 'said') return speakNext({ ...state, speaking: null }, now);
  const news = event.calls
    .filter((call) => !state.known.has(keyOf(call)) && now - call.at <= NEWS_MS)
    .toSorted((a, b) => a.at - b.at);
  const known = new Set(event.calls.map(keyOf));
  return speakNext({ ...state, known, queue: news.reduce(enqueue, state.queue) }, now);
}

/** A ticket called again while it waits keeps its place, with its newest counter. */
function enqueue(queue: readonly DisplayCall[], call: DisplayCall): readonly DisplayCall[] {
  const place = queue.findIndex(({ ticket }) => ticket === call.ticket);
  return place < 0 ? [...queue, call] : queue.map((waiting, index) => (index === place ? call : waiting));
}

function speakNext(state: AnnouncerState, now: number): AnnouncerStep {
  const queue = dropOld(state.queue, now);
  const [first = null, ...rest] = queue;
  if (state.speaking !== null || first === null) return { state: { ...state, queue }, announce: null };
  return { state: { ...state, queue: rest, speaking: first }, announce: first };
}

function dropOld(queue: readonly DisplayCall[], now: number): readonly DisplayCall[] {
  let surplus = queue.length - LONG_QUEUE;
  return queue.filter(({ at }) => {
    const isDropped = surplus > 0 && now - at > DROP_MS;
    if (isDropped) surplus -= 1;
    return !isDropped;
  });
}

function keyOf({ ticket, counter, at, times }: DisplayCall): string {
  return `${ticket} ${counter} ${at} ${times}`;
}
