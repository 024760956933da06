import type { FastifyInstance } from 'fastify';
import { ticketNumberSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import type { LocalApiPorts } from './local-api-ports.ts';
import { refuse } from './errors.ts';

/** GET /api/tickets/:ticket. Written as people do: spaces and small letters do not matter. */
export function addTickets(app: FastifyInstance, ports: Pick<LocalApiPorts, 'ticket'>): void {
  app.get<{ Params: { readonly ticket: string } }>('/api/tickets/:ticket', (request, reply) => {
    const parsed = ticketNumberSchema.safeParse(request.params.ticket.replaceAll(/\s/g, '').toUpperCase());
    if (parsed.success) return reply.send(ports.ticket(parsed.data));
    const problems = problemsOf(parsed.error).map(({ expected }) => ({ path: 'ticket', expected }));
    return refuse(reply, { status: 400, code: 'malformed', message: 'This is not a ticket number.', problems });
  });
}
