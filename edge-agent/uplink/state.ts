import type { ConfigMessage, DownMessage } from '#contract/down.ts';
import type { EpochId } from '#contract/ids.ts';
import type { LogDetail, LogEvent } from '../log.ts';
import { freshLanes, type Lanes, type Send } from './lanes.ts';

export type Phase = 'stopped' | 'waiting' | 'connecting' | 'connected' | 'closing';

/** What went past, since the start of the process. */
export interface UplinkCounts {
  readonly connects: number;
  readonly batches: number;
  readonly events: number;
  readonly timeouts: number;
  readonly rewinds: number;
  readonly pauses: number;
  readonly malformed: number;
  readonly foreignEpoch: number;
  readonly beyondJournal: number;
}

export interface UplinkState {
  readonly phase: Phase;
  readonly epoch: EpochId;
  /** Failed attempts since the connection last proved itself. */
  readonly failures: number;
  /** When the phase began. */
  readonly since: number;
  /** In phase `waiting`: when to try again. */
  readonly retryAt: number;
  /** Why there is no connection, for people; empty while there is one. */
  readonly reason: string;
  readonly lanes: Lanes;
  /** The runner is busy with a `send`. */
  readonly sending: Send | null;
  /** A backlog was seen and has not been worked off yet. */
  readonly behind: boolean;
  readonly counts: UplinkCounts;
}

export type UplinkEvent =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  /** Connected, subscribed, birth status sent. */
  | { readonly type: 'opened' }
  /** `random` in [0, 1). */
  | { readonly type: 'closed'; readonly reason: string; readonly refused: boolean; readonly random: number }
  | { readonly type: 'appended'; readonly last: number }
  /** The answer to a `send` effect. */
  | { readonly type: 'sent'; readonly id: number; readonly first: number; readonly last: number }
  | { readonly type: 'puback'; readonly id: number }
  | { readonly type: 'down'; readonly message: DownMessage; readonly random: number }
  | { readonly type: 'malformed'; readonly detail: string }
  | { readonly type: 'tick' };

export type UplinkEffect =
  | { readonly type: 'connect' }
  /** Drop the connection now. */
  | { readonly type: 'abort' }
  /** Say that the branch goes offline, then close. */
  | { readonly type: 'goodbye' }
  /** Publish journal rows as the flight `id` and answer with `sent`. */
  | { readonly type: 'send'; readonly id: number; readonly send: Send }
  | { readonly type: 'set-acked'; readonly seq: number }
  | { readonly type: 'republish'; readonly kind: 'status' | 'score' | 'live' }
  /** Head office sent a configuration; whether it fits is for others to say. */
  | { readonly type: 'configure'; readonly message: ConfigMessage }
  | { readonly type: 'log'; readonly event: LogEvent; readonly detail: LogDetail };

export interface Transition {
  readonly state: UplinkState;
  readonly effects: readonly UplinkEffect[];
}

export function initialUplink(epoch: EpochId, acked: number, last: number): UplinkState {
  return {
    phase: 'stopped',
    epoch,
    failures: 0,
    since: 0,
    retryAt: 0,
    reason: 'not started',
    lanes: freshLanes(acked, last),
    sending: null,
    behind: false,
    counts: {
      connects: 0,
      batches: 0,
      events: 0,
      timeouts: 0,
      rewinds: 0,
      pauses: 0,
      malformed: 0,
      foreignEpoch: 0,
      beyondJournal: 0,
    },
  };
}

export function stay(state: UplinkState): Transition {
  return { state, effects: [] };
}

export function logEffect(event: LogEvent, detail: LogDetail): UplinkEffect {
  return { type: 'log', event, detail };
}
