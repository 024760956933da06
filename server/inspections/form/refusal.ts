import type { Problem } from '#contract/problems.ts';
import { refuse, type Answer } from '../../api/route.ts';

/** Why a sheet or a file is not taken. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly Problem[];
}

// oxlint-disable-next-line max-params -- as `refuse`
export function refusal(status: number, code: string, message: string, problems?: readonly Problem[]): Refusal {
  return { ok: false, status, code, message, ...(problems === undefined ? {} : { problems }) };
}

export function answerOf({ status, code, message, problems }: Refusal): Answer {
  return refuse(status, code, message, problems);
}

export const NO_ASSIGNMENT = refusal(404, 'no-such-assignment', 'You have no such inspection to fill in.');

export const CHANGED_ELSEWHERE = refusal(
  409,
  'changed-elsewhere',
  'Head office has another state of this sheet; look at it and choose.',
);
