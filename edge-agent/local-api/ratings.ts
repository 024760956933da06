import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ratingIdSchema } from '#contract/ids.ts';
import { ratingDetailRequestSchema, ratingRequestSchema, surveyRequestSchema } from '#contract/local-api.ts';
import { problemsOf, type Problem } from '#contract/problems.ts';
import type { LocalApiPorts } from './local-api-ports.ts';
import { refuse, type Refusal } from './errors.ts';
import type { ApiLogger } from './log-events.ts';
import { answer, PAGE_BODY_BYTES, withoutWrongTicket } from './page-requests.ts';

/**
 * What customers' pages store. An answer comes after the event is durable; every request may be repeated.
 *
 * | route                              | 4xx beside 400 malformed and 413 body-too-large    |
 * | ---------------------------------- | -------------------------------------------------- |
 * | POST /api/ratings                  | 422 unknown-counter                                |
 * | PUT /api/ratings/:rating/detail    | 404 unknown-rating             |
 * | PUT /api/ratings/:rating/withdrawn | 404 unknown-rating, 409 too-late                   |
 * | PUT /api/surveys/:response         | 409 survey-changed, 413 too-long, 422 does-not-fit |
 *
 * 201 stored now, 200 stored before, 503 not-stored (the disk refuses) or not-ready, both with Retry-After.
 */
export function addRatings(app: FastifyInstance, ports: LocalApiPorts, log: ApiLogger): void {
  const options = { bodyLimit: PAGE_BODY_BYTES };
  app.post('/api/ratings', options, (request, reply) => {
    const parsed = ratingRequestSchema.safeParse(withoutWrongTicket(request.body));
    if (!parsed.success) return refuse(reply, malformed('a rating', problemsOf(parsed.error)));
    return answer(reply, { id: parsed.data.rating, log }, () => ports.rate(parsed.data));
  });
  app.put<OfRating>('/api/ratings/:rating/detail', options, (request, reply) => {
    const { rating } = request.params;
    const parsed = ratingDetailRequestSchema.safeParse(request.body);
    const problems = [...idProblems('rating', rating), ...(parsed.success ? [] : problemsOf(parsed.error))];
    if (!parsed.success || problems.length > 0) return refuse(reply, malformed('a detail of a rating', problems));
    return answer(reply, { id: rating, log }, () => ports.detailRating(rating, parsed.data));
  });
  app.put<OfRating>('/api/ratings/:rating/withdrawn', { ...options, onRequest: forgetEmptyBody }, (request, reply) => {
    const { rating } = request.params;
    const problems = [...idProblems('rating', rating), ...bodyProblems(request.body)];
    if (problems.length > 0) return refuse(reply, malformed('a withdrawal', problems));
    return answer(reply, { id: rating, log }, () => ports.withdrawRating(rating));
  });
  app.put<OfResponse>('/api/surveys/:response', options, (request, reply) => {
    const { response } = request.params;
    const parsed = surveyRequestSchema.safeParse(withoutWrongTicket(request.body));
    const problems = [...idProblems('response', response), ...(parsed.success ? [] : problemsOf(parsed.error))];
    if (!parsed.success || problems.length > 0) return refuse(reply, malformed('a questionnaire', problems));
    return answer(reply, { id: response, log }, () => ports.answerSurvey(response, parsed.data));
  });
}

interface OfRating {
  readonly Params: { readonly rating: string };
}

interface OfResponse {
  readonly Params: { readonly response: string };
}

function malformed(what: string, problems: readonly Problem[]): Refusal {
  return { status: 400, code: 'malformed', message: `This is not ${what}.`, problems };
}

function idProblems(path: string, id: string): readonly Problem[] {
  const parsed = ratingIdSchema.safeParse(id);
  return parsed.success ? [] : problemsOf(parsed.error).map(({ expected }) => ({ path, expected }));
}

function bodyProblems(body: unknown): readonly Problem[] {
  const isEmpty = body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
  return isEmpty ? [] : [{ path: '(root)', expected: 'no body' }];
}

/** A page that sends everything as JSON also says so of nothing. */
function forgetEmptyBody(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  if (request.headers['content-length'] === '0') delete request.headers['content-type'];
  done();
}
