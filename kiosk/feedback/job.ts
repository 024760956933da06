import type { RatingDetailRequest, RatingRequest, SurveyRequest } from '#contract/local-api.ts';

/** Something that has to reach the agent. `id` is the rating or the response; with `kind` it names the job. */
export type Job =
  | { readonly kind: 'rating'; readonly id: string; readonly body: RatingRequest }
  | { readonly kind: 'detail'; readonly id: string; readonly body: RatingDetailRequest }
  | { readonly kind: 'withdrawn'; readonly id: string }
  | { readonly kind: 'survey'; readonly id: string; readonly body: SurveyRequest };

/** A job as it lies on the device. `at` = wall time of the act, epoch ms. */
export interface KeptJob {
  readonly job: Job;
  readonly at: number;
}

export interface JobRequest {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
}

/** A later job of the same name replaces an earlier one. */
export function jobName({ kind, id }: Job): string {
  return `${kind}.${id}`;
}

/** Shorter is the way of the message, not a delay. */
const LEAST_DELAY_MS = 1_000;

/** What goes over the wire after the job was kept for `heldMs`. */
export function requestOf(job: Job, heldMs: number): JobRequest {
  const delay = heldMs < LEAST_DELAY_MS ? {} : { delayedMs: Math.round(heldMs) };
  switch (job.kind) {
    case 'rating':
      return { method: 'POST', path: '/api/ratings', body: { ...job.body, ...delay } };
    case 'detail':
      return { method: 'PUT', path: `/api/ratings/${job.id}/detail`, body: job.body };
    case 'withdrawn':
      return { method: 'PUT', path: `/api/ratings/${job.id}/withdrawn`, body: undefined };
    default:
      return { method: 'PUT', path: `/api/surveys/${job.id}`, body: { ...job.body, ...delay } };
  }
}

/**
 * What is left to try after the agent said that it does not know something the job names (422): the hall's
 * configuration may have changed since the page read it, and the opinion still counts without that name. Null = nothing.
 */
export function withoutUnknown(job: Job): Job | null {
  if (job.kind === 'detail' || job.kind === 'withdrawn') return null;
  const { counter, ticket, ...body } = job.body as RatingRequest;
  if (counter === undefined && ticket === undefined) return null;
  // First the counter: the ticket says more.
  const rest = counter === undefined || ticket === undefined ? body : { ...body, ticket };
  return { ...job, body: rest } as Job;
}

/** The job without what somebody wrote; what was chosen stays. */
export function withoutWords(job: Job): Job {
  switch (job.kind) {
    case 'rating': {
      const { comment: _, ...body } = job.body;
      return { ...job, body };
    }
    case 'detail':
      return { ...job, body: { ...job.body, comment: '' } };
    case 'survey':
      return { ...job, body: { ...job.body, answers: job.body.answers.filter((answer) => !('text' in answer)) } };
    default:
      return job;
  }
}
