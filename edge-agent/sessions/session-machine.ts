import type { LinkProblem } from '../links/link.ts';

/** The life of one device connection, as values. The runner carries out the effects. */

export type SessionState =
  | { readonly name: 'closed' }
  /** `failures` = attempts in a row that did not last. `reported` = its absence is already an event. */
  | { readonly name: 'opening'; readonly failures: number; readonly reported: boolean }
  | { readonly name: 'running'; readonly since: number; readonly failures: number }
  | {
      readonly name: 'backing-off';
      readonly failures: number;
      readonly problem: LinkProblem;
      readonly reported: boolean;
    }
  /** Waiting does not help: something has to be installed or repaired first. */
  | { readonly name: 'disabled'; readonly problem: LinkProblem };

export type SessionEvent =
  | { readonly type: 'start' }
  | { readonly type: 'opened' }
  | { readonly type: 'lost'; readonly problem: LinkProblem }
  | { readonly type: 'retry-due' }
  | { readonly type: 'stop' };

export type SessionEffect =
  /** Open the link, and take silence for `OPENING_LIMIT_MS` as a loss. */
  | { readonly type: 'open' }
  | { readonly type: 'close' }
  /** Wait before the attempt after this many failures. */
  | { readonly type: 'wait'; readonly failures: number }
  | { readonly type: 'report-online' }
  | { readonly type: 'report-offline'; readonly problem: LinkProblem };

export interface Transition {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

export const OPENING_LIMIT_MS = 10_000;
/** A connection that lasted this long counts as good: the next loss starts again with a short wait. */
export const STABLE_MS = 10_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export function transition(state: SessionState, event: SessionEvent, now: number): Transition {
  switch (event.type) {
    case 'start':
      return state.name === 'closed' ? open(0, false) : same(state);
    case 'opened':
      return state.name === 'opening' ? opened(state, now) : same(state);
    case 'lost':
      return lost(state, event.problem, now);
    case 'retry-due':
      return state.name === 'backing-off' ? open(state.failures, state.reported) : same(state);
    default:
      return state.name === 'closed' ? same(state) : { state: { name: 'closed' }, effects: [{ type: 'close' }] };
  }
}

/** Full jitter between half and all of an exponential wait: many branches' switches must not be hit in step. */
export function backOffMs(failures: number, random: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(wait * (0.5 + random / 2));
}

function open(failures: number, reported: boolean): Transition {
  return { state: { name: 'opening', failures, reported }, effects: [{ type: 'open' }] };
}

function opened(state: SessionState & { name: 'opening' }, now: number): Transition {
  return { state: { name: 'running', since: now, failures: state.failures }, effects: [{ type: 'report-online' }] };
}

function lost(state: SessionState, problem: LinkProblem, now: number): Transition {
  if (state.name !== 'opening' && state.name !== 'running') return same(state);
  const reported = state.name === 'opening' && state.reported;
  const report: readonly SessionEffect[] = reported ? [] : [{ type: 'report-offline', problem }];
  if (problem.code === 'library-missing' || problem.code === 'replay-only') {
    return { state: { name: 'disabled', problem }, effects: [{ type: 'close' }, ...report] };
  }
  const lasted = state.name === 'running' && now - state.since >= STABLE_MS;
  const failures = lasted ? 1 : state.failures + 1;
  return {
    state: { name: 'backing-off', failures, problem, reported: true },
    effects: [{ type: 'close' }, ...report, { type: 'wait', failures }],
  };
}

function same(state: SessionState): Transition {
  return { state, effects: [] };
}
