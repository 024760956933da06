import type { Cancel, Clock } from '#contract/clock.ts';
import { retryDelayMs } from '../shared/retry.ts';
import { INITIAL_STREAM, isStale, streamTransition } from './stream-state.ts';
import type { StreamEvent, StreamState } from './stream-state.ts';

/** The part of EventSource that is used. */
export interface Source {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  readonly readyState: number;
  close(): void;
}

/** What one of the agent's streams sends: the name of its event, and the agent's time in it. */
export interface Channel<View> {
  readonly event: string;
  readonly atOf: (view: View) => number;
}

export interface Following<View> {
  readonly channel: Channel<View>;
  readonly open: () => Source;
  readonly clock: Clock;
  /** Tells when the device may have slept. */
  readonly onWake?: (listener: () => void) => Cancel;
}

const CLOSED = 2;
/** A connection that says nothing for so long is dead, whatever the browser thinks. */
const SILENT_MS = 12_000;
/** Several signs of waking come together; the connection opened at the first gets this long to speak. */
const WAKE_GRACE_MS = 3_000;

/**
 * Keeps one event stream open and turns what it says into stream states. The browser reconnects by itself after a
 * broken connection (with Last-Event-ID), but gives up on an answer like 503; then a new one is opened here.
 * A connection that died while the device slept is replaced as soon as it wakes.
 */
export function followStream<View>(following: Following<View>, onState: (state: StreamState<View>) => void): Cancel {
  const { channel, open, clock, onWake = () => () => undefined } = following;
  let state: StreamState<View> = INITIAL_STREAM;
  let source: Source;
  let openedAt: number;
  let cancelRetry: Cancel = () => undefined;
  let cancelWatch: Cancel = () => undefined;

  function apply(event: StreamEvent<View>): void {
    state = streamTransition(state, event, clock.now());
    onState(state);
  }

  function heard(event: StreamEvent<View> | null): void {
    if (event === null) return;
    apply(event);
    watch();
  }

  function watch(): void {
    cancelWatch();
    cancelWatch = clock.after(SILENT_MS, replace);
  }

  function replace(): void {
    cancelRetry();
    source.close();
    apply({ type: 'silent' });
    connect();
  }

  function connect(): void {
    const mine = open();
    source = mine;
    openedAt = clock.now();
    mine.addEventListener(channel.event, ({ data }) => heard(viewEvent(data, channel)));
    mine.addEventListener('heartbeat', ({ data }) => heard(heartbeatEvent(data)));
    mine.addEventListener('error', () => {
      if (mine !== source) return;
      apply({ type: 'failed' });
      if (mine.readyState !== CLOSED) return;
      cancelWatch();
      cancelRetry = clock.after(retryDelayMs(state.failures, Math.random()), connect);
    });
    watch();
  }

  connect();
  const cancelWake = onWake(() => {
    const now = clock.now();
    if (isStale(state, now) && now - openedAt > WAKE_GRACE_MS) replace();
  });
  return () => {
    cancelWake();
    cancelRetry();
    cancelWatch();
    source.close();
  };
}

/** The agent checked what it sends; only a cut-off message is expected here. */
function viewEvent<View>(data: unknown, { atOf }: Channel<View>): StreamEvent<View> | null {
  const view = parsed(data) as View | null;
  return view === null ? null : { type: 'view', view, at: atOf(view) };
}

function heartbeatEvent(data: unknown): StreamEvent<never> | null {
  const beat = parsed(data) as { at: number } | null;
  return beat === null ? null : { type: 'heartbeat', at: beat.at };
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
