import type { FastifyReply } from 'fastify';
import type { Answer, Headers } from './route.ts';

export function sendAnswer(reply: FastifyReply, answer: Answer, securityHeaders: Headers): FastifyReply {
  switch (answer.kind) {
    case 'json':
      return reply
        .headers(answer.headers ?? {})
        .code(answer.status)
        .send(answer.body);
    case 'empty':
      return reply
        .headers(answer.headers ?? {})
        .code(answer.status)
        .send();
    case 'redirect':
      return reply.headers(answer.headers ?? {}).redirect(answer.to, 303);
    case 'file':
      if (answer.saveAs !== undefined)
        reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.saveAs)}`);
      return reply
        .headers(answer.headers ?? {})
        .type(answer.mediaType)
        .send(answer.bytes);
    default:
      if (answer.open(reply.raw, securityHeaders)) return reply.hijack();
      return reply.code(503).send({ error: { code: 'too-many-clients', message: 'Too many pages are open.' } });
  }
}
