import type { FastifyInstance, FastifyReply } from 'fastify';
import { ratingRequestSchema } from '#contract/local-api.ts';
import type { RatingReply, RatingRequest } from '#contract/local-api.ts';
import { problemsOf } from '#contract/problems.ts';
import { maskLongNumbers } from '../hall/screening.ts';
import type { LocalApiPorts } from '../ports.ts';

import { refuse } from './errors.ts';
import type { Refusal } from './errors.ts';
import type { ApiLogger } from './log-events.ts';

export function addRatings(app: FastifyInstance, ports: LocalApiPorts, log: ApiLogger): void {
  app.post('/api/ratings', (request, reply) => {
    const checked = checkRating(request.body, ports);
    if (!checked.ok) return refuse(reply, checked.refusal);
    return store(reply, ports, { log, request: checked.request });
  });
}

type Checked = { ok: true; request: RatingRequest } | { ok: false; refusal: Refusal };

function checkRating(body: unknown, ports: LocalApiPorts): Checked {
  const parsed = ratingRequestSchema.safeParse(body);
  if (!parsed.success) return malformed(problemsOf(parsed.error));
  const request = parsed.data;
  if (request.level > request.scale) {
    return malformed([{ path: 'level', expected: `at most the scale, ${request.scale}` }]);
  }
  if (request.counter !== undefined && !ports.config.counters.some(({ id }) => id === request.counter)) {
    const message = `This hall has no counter "${request.counter}".`;
    return { ok: false, refusal: { status: 422, code: 'unknown-counter', message } };
  }
  const comment = request.comment === undefined ? {} : { comment: maskLongNumbers(request.comment) };
  return { ok: true, request: { ...request, ...comment } };
}

function malformed(problems: ReturnType<typeof problemsOf>): Checked {
  return { ok: false, refusal: { status: 400, code: 'malformed', message: 'This is not a rating.', problems } };
}

function store(
  reply: FastifyReply,
  ports: LocalApiPorts,
  { log, request }: { log: ApiLogger; request: RatingRequest },
): FastifyReply {
  let stored: RatingReply;
  try {
    stored = ports.rate(request);
  } catch (error) {
    log.write('api.rating-not-stored', { rating: request.rating, reason: String(error) });
    const message = 'The rating is not stored: the disk refuses. Send it again later, under the same id.';
    return refuse(reply.header('retry-after', '5'), { status: 503, code: 'not-stored', message });
  }
  return reply.code(stored.stored === 'now' ? 201 : 200).send(stored);
}
