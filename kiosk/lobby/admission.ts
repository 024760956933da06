import { isTurnedAway } from '../shared/admission.ts';

/** Why the agent gives this page nothing. */
export type Obstacle = 'unreachable' | 'starting' | 'too-many-screens' | 'not-paired' | 'fault';

/** Reads the answer to GET /api/lobby; null = the agent answers well. */
export function obstacleOf(answer: { readonly status: number; readonly code: string } | null): Obstacle | null {
  if (answer === null) return 'unreachable';
  const { status, code } = answer;
  if (status >= 200 && status < 300) return null;
  if (isTurnedAway(answer)) return 'not-paired';
  if (code === 'not-ready') return 'starting';
  return code === 'too-many-screens' ? 'too-many-screens' : 'fault';
}
