import type { FastifyReply } from 'fastify';
import { ticketNumberSchema } from '#contract/ids.ts';
import type { PageAnswer, PageRefusal } from '../hall/page-answer.ts';
import { refuse } from './errors.ts';
import type { ApiLogger } from './log-events.ts';

/** What the routes of the customers' pages have in common. */

/** Room for what a page may send by mistake: the answer to a 10,000-character comment names it. */
export const PAGE_BODY_BYTES = 64 * 1024;

const STATUS: Readonly<Record<PageRefusal['code'], number>> = {
  'unknown-rating': 404,
  'too-late': 409,
  'survey-changed': 409,
  'too-long': 413,
  'unknown-counter': 422,
  'does-not-fit': 422,
};

/** Answers 201 for what is stored now, 200 for what was before, 503 when the disk refuses. */
export function answer(
  reply: FastifyReply,
  { id, log }: { readonly id: string; readonly log: ApiLogger },
  store: () => PageAnswer,
): FastifyReply {
  let result: PageAnswer;
  try {
    result = store();
  } catch (error) {
    log.write('api.rating-not-stored', { rating: id, reason: String(error) });
    const message = 'This is not stored: the disk refuses. Send it again later, under the same id.';
    return refuse(reply.header('retry-after', '5'), { status: 503, code: 'not-stored', message });
  }
  if (result.kind === 'refused') return refuse(reply, { ...result.refusal, status: STATUS[result.refusal.code] });
  return reply.code(result.reply.stored === 'now' ? 201 : 200).send(result.reply);
}

/** A scanner reads all sorts of codes: one that is no ticket number costs the binding, never the rating. */
export function withoutWrongTicket(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('ticket' in body)) return body;
  const { ticket, ...rest } = body;
  if (typeof ticket !== 'string') return body;
  const plain = ticket.trim();
  return ticketNumberSchema.safeParse(plain).success ? { ...rest, ticket: plain } : rest;
}
