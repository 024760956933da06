import type { FastifyError, FastifyReply } from 'fastify';
import type { ErrorReply } from '#contract/local-api.ts';
import type { Problem } from '#contract/problems.ts';

/** Every answer that is not a success has the contract's error body. */

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly Problem[];
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(refusal.status).type('application/json; charset=utf-8').send(errorBody(refusal));
}

export function errorBody(refusal: Refusal): ErrorReply {
  const { code, message, problems } = refusal;
  return { error: { code, message, ...(problems === undefined ? {} : { problems: [...problems] }) } };
}

/** What the HTTP framework found wrong with a request; null when the fault is ours. */
export function requestFault(error: FastifyError): Refusal | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { status: 413, code: 'body-too-large', message: 'The body is larger than anything a page has to say.' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { status: 415, code: 'not-json', message: 'Send the body as application/json.' };
    default:
      break;
  }
  const status = error.statusCode ?? 500;
  if (status < 400 || status > 499) return null;
  return { status, code: status === 400 ? 'malformed' : 'request-refused', message: error.message };
}
