import type { FastifyInstance } from 'fastify';
import { acknowledgeRequestSchema } from '#contract/lobby-view.ts';
import { problemsOf } from '#contract/problems.ts';
import type { LocalApiPorts } from './local-api-ports.ts';
import { refuse } from './errors.ts';
import type { ApiLogger } from './log-events.ts';

/** POST /api/alerts/:alert/acknowledge. Repeating it is no error. */
export function addAlerts(app: FastifyInstance, ports: Pick<LocalApiPorts, 'acknowledge'>, log: ApiLogger): void {
  app.post<{ Params: { readonly alert: string } }>('/api/alerts/:alert/acknowledge', (request, reply) => {
    const { alert } = request.params;
    const parsed = acknowledgeRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const problems = problemsOf(parsed.error);
      return refuse(reply, { status: 400, code: 'malformed', message: 'This is not an acknowledgement.', problems });
    }
    let isKnown: boolean;
    try {
      isKnown = ports.acknowledge(alert, { ...parsed.data, by: request.screen?.name });
    } catch (error) {
      log.write('api.acknowledgement-not-stored', { alert, reason: String(error) });
      const message = 'The acknowledgement is not stored: the disk refuses. Send it again later.';
      return refuse(reply.header('retry-after', '5'), { status: 503, code: 'not-stored', message });
    }
    if (isKnown) return reply.send({ alert });
    return refuse(reply, { status: 404, code: 'unknown-alert', message: 'There is no such alert, or not any more.' });
  });
}
