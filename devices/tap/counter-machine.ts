import { announce, callTimeOut, display, refuse, settle } from './call-flow.ts';
import type { CounterInput, CounterState, Effect, Scene, Turn } from './counter-state.ts';
import type { CounterService } from './hall-view.ts';
import { actOnKey } from './key-actions.ts';
import { expireInvitation, invite, rate } from './rating-flow.ts';

export interface Transition {
  readonly state: CounterState;
  /** The counter's service after the effects. */
  readonly service: CounterService | null;
  readonly effects: readonly Effect[];
}

/** One step of one counter. Pure but for the ids and pseudonyms that the scene hands out. */
export function transition(
  state: CounterState,
  service: CounterService | null,
  input: CounterInput,
  scene: Scene,
): Transition {
  const turn: Turn = { scene, effects: [], state, service };
  act(turn, input);
  return { state: turn.state, service: turn.service, effects: turn.effects };
}

/** When `time` has something to do at this counter, epoch ms; null when nothing is pending. */
export function dueAt({ call, invitation }: CounterState): number | null {
  const times = [call.phase === 'idle' ? null : call.until, invitation?.until ?? null].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

function act(turn: Turn, input: CounterInput): void {
  switch (input.kind) {
    case 'key':
      return actOnKey(turn, input);
    case 'display':
      return display(turn, input);
    case 'announcement':
      return announce(turn, input);
    case 'refusal':
      return refuse(turn, input);
    case 'invitation':
      settle(turn);
      return turn.state.invitation === null ? invite(turn, input) : undefined;
    case 'rating':
      return rate(turn, input);
    case 'time':
      return passTime(turn, input.at);
  }
}

/** An invitation ends before a call that settles later at its key's time can cut it off: each at its own deadline. */
function passTime(turn: Turn, now: number): void {
  const { invitation, call } = turn.state;
  const callDue = call.phase === 'idle' ? Infinity : call.until;
  if (callDue < (invitation?.until ?? Infinity)) callTimeOut(turn, now);
  const open = turn.state.invitation;
  if (open !== null && open.until <= now) expireInvitation(turn, open.until);
  callTimeOut(turn, now);
}
