import type { LobbyView } from '#contract/lobby-view.ts';

/** What a board knows of the hall, and how far it may trust it. Times named `…At` are page time unless said. */
export interface StreamState<View = LobbyView> {
  readonly view: View | null;
  /** Last sign of life of the agent. */
  readonly heardAt: number | null;
  /** The agent's clock at that moment: waits are counted on it, tablets may be minutes off. */
  readonly agentAt: number | null;
  readonly connected: boolean;
  /** Failed attempts since the last sign of life. */
  readonly failures: number;
}

export type StreamEvent<View = LobbyView> =
  /** `at`: the agent's time. */
  | { readonly type: 'view'; readonly view: View; readonly at: number }
  | { readonly type: 'heartbeat'; readonly at: number }
  | { readonly type: 'failed' }
  /** Nothing was heard for longer than STALE_AFTER_MS, whatever the clock of the page says: it may have been set. */
  | { readonly type: 'silent' };

/** The agent sends a heartbeat every two seconds; two may be lost. */
const STALE_AFTER_MS = 5_000;

export const INITIAL_STREAM: StreamState<never> = {
  view: null,
  heardAt: null,
  agentAt: null,
  connected: false,
  failures: 0,
};

export function streamTransition<View>(
  state: StreamState<View>,
  event: StreamEvent<View>,
  now: number,
): StreamState<View> {
  switch (event.type) {
    case 'view':
      return { view: event.view, heardAt: now, agentAt: event.at, connected: true, failures: 0 };
    case 'heartbeat':
      return { ...state, heardAt: now, agentAt: event.at, connected: true, failures: 0 };
    case 'silent': {
      const heardAt = state.heardAt === null ? null : Math.min(state.heardAt, now - STALE_AFTER_MS - 1);
      return { ...failed(state), heardAt };
    }
    default:
      return failed(state);
  }
}

function failed<View>(state: StreamState<View>): StreamState<View> {
  return { ...state, connected: false, failures: state.failures + 1 };
}

/** Figures on screen may be out of date. A page that never had any is not stale but empty. */
export function isStale(state: StreamState<unknown>, now: number): boolean {
  return state.heardAt !== null && now - state.heardAt > STALE_AFTER_MS;
}

/** Time at the agent; stands still while stale, because a wait that keeps growing would be invented. */
export function agentNow(state: StreamState<unknown>, now: number): number {
  if (state.agentAt === null || state.heardAt === null) return now;
  return isStale(state, now) ? state.agentAt : state.agentAt + (now - state.heardAt);
}
