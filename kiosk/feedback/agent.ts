import type { Clock } from '#contract/clock.ts';
import type { HeartbeatRequest, UnlockRequest } from '#contract/screens.ts';
import { isTurnedAway } from '../shared/admission.ts';
import type { Send } from './delivery.ts';
import { timedFetch } from './timed-fetch.ts';
import type { BeatAnswer } from './upkeep.ts';

/** What the page asks of the agent. */

export function httpSend(clock: Clock): Send {
  return async ({ path, ...message }) => (await timedFetch(clock, path, message))?.status ?? 'unreachable';
}

/** Tells the watchdog that this screen lives. Null when nobody answers, or the agent does not know heartbeats. */
export async function sendHeartbeat(clock: Clock, body: HeartbeatRequest): Promise<BeatAnswer | null> {
  const response = await timedFetch(clock, '/api/screens/heartbeat', { method: 'POST', body });
  if (response !== null && isTurnedAway(response)) return 'turned-away';
  if (response === null || !response.ok) return null;
  try {
    const { build } = (await response.json()) as { build?: unknown };
    return { build: typeof build === 'string' ? build : null };
  } catch {
    return { build: null };
  }
}

export type Unlock = 'open' | 'wrong' | 'locked' | 'no-pin' | 'unreachable';

const REFUSALS: Readonly<Record<number, Unlock>> = { 400: 'wrong', 403: 'wrong', 409: 'no-pin', 429: 'locked' };

export async function unlock(clock: Clock, body: UnlockRequest): Promise<Unlock> {
  const response = await timedFetch(clock, '/api/kiosk/unlock', { method: 'POST', body });
  if (response === null) return 'unreachable';
  return response.ok ? 'open' : (REFUSALS[response.status] ?? 'unreachable');
}
