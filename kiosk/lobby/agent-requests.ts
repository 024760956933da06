import type { Clock } from '#contract/clock.ts';
import type { ErrorReply } from '#contract/local-api.ts';
import type { AcknowledgeRequest, TicketHistory } from '#contract/lobby-view.ts';
import { isTurnedAway, leaveForPairing } from '../shared/admission.ts';
import type { PostOutcome } from './acknowledgements.ts';
import { obstacleOf } from './admission.ts';
import type { Obstacle } from './admission.ts';
import { readAnswer } from './ticket-search.ts';
import type { LookUp } from './ticket-search.ts';

/** What the board asks of the agent besides the stream. Every request gives up after a while and never rejects. */

const GIVE_UP_MS = 8_000;

export async function findObstacle(clock: Clock): Promise<Obstacle | null> {
  const response = await ask('/api/lobby', {}, clock);
  return obstacleOf(response === null ? null : { status: response.status, code: await codeOf(response) });
}

export async function postAcknowledgement(alert: string, comment: string, clock: Clock): Promise<PostOutcome> {
  const body: AcknowledgeRequest = { comment };
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await ask(`/api/alerts/${encodeURIComponent(alert)}/acknowledge`, init, clock);
  return response?.status ?? 'unreachable';
}

export async function lookUpTicket(ticket: string, clock: Clock): Promise<LookUp> {
  const response = await ask(`/api/tickets/${encodeURIComponent(ticket)}`, {}, clock);
  if (response?.status === 404) return { kind: 'unknown', ticket };
  if (response === null || !response.ok) return { kind: 'failed', ticket };
  try {
    return readAnswer(ticket, (await response.json()) as TicketHistory);
  } catch {
    // Cut off on the way.
    return { kind: 'failed', ticket };
  }
}

/** Null when nobody answers in time. A screen that is not, or no longer, paired goes to where it can be. */
async function ask(path: string, init: RequestInit, clock: Clock): Promise<Response | null> {
  const giveUp = new AbortController();
  const cancel = clock.after(GIVE_UP_MS, () => giveUp.abort());
  try {
    const response = await fetch(path, { ...init, signal: giveUp.signal });
    if (isTurnedAway(response)) leaveForPairing();
    return response;
  } catch {
    return null;
  } finally {
    cancel();
  }
}

async function codeOf(response: Response): Promise<string> {
  if (response.ok) return '';
  try {
    return ((await response.json()) as ErrorReply).error.code;
  } catch {
    return '';
  }
}
