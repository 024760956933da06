import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '#contract/clock.ts';
import type { LocalApiPorts } from '../ports.ts';
import { errorBody, refuse, requestFault } from './errors.ts';
import { LiveStream } from './live-stream.ts';
import { addAlerts } from './alerts.ts';
import type { ApiLogger } from './log-events.ts';
import { hostAllowed, originAllowed, reachableHost } from './origin-check.ts';
import { addPages, SECURITY_HEADERS } from './pages.ts';
import { addRatings } from './ratings.ts';
import { addTickets } from './tickets.ts';

/** A rating with six reasons and the longest comment is about 2 KB. */
const MAX_BODY_BYTES = 8 * 1024;

/** Until the hall is rebuilt its state would be wrong, and a rating could not be tied to a ticket. */
const NEEDS_HALL: ReadonlySet<string> = new Set([
  '/api/lobby',
  '/api/stream',
  '/api/ratings',
  '/api/tickets/:ticket',
  '/api/alerts/:alert/acknowledge',
]);

export interface LocalApiOptions {
  readonly ports: LocalApiPorts;
  /** Address to bind; loopback unless the branch configured otherwise. */
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Directory of the built pages. */
  readonly pagesDir: string;
  readonly log: ApiLogger;
  readonly clock: Clock;
  /** In the clock's time: multiply by the factor of a scaled clock, screens live in real time. */
  readonly heartbeatMs?: number;
  readonly maxClients?: number;
}

export interface LocalApi {
  /** Where people on this machine open the pages, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the pages of the hall and what they ask of the agent. Rejects when the port cannot be bound. */
export async function createLocalApi(options: LocalApiOptions): Promise<LocalApi> {
  const { ports, clock, log, host, heartbeatMs = 2_000, maxClients = 32 } = options;
  const stream = new LiveStream({
    lobby: () => ports.lobby(),
    clock,
    log,
    maxClients,
    heartbeatMs,
    stallMs: 5 * heartbeatMs,
  });
  const app = createApp(log);
  addGuards(app, host, log);
  addState(app, ports, stream);
  addRatings(app, ports, log);
  addTickets(app, ports);
  addAlerts(app, ports, log);
  addProbes(app, ports);
  await addPages(app, options.pagesDir, log);
  const cancelChanges = ports.onChange(() => stream.changed());
  try {
    await app.listen({ host, port: options.port });
  } catch (error) {
    cancelChanges();
    await app.close();
    throw error;
  }
  const url = `http://${reachableHost(host)}:${(app.server.address() as AddressInfo).port}`;
  log.write('api.listening', { url });
  return {
    url,
    async close() {
      cancelChanges();
      stream.close();
      await app.close();
    },
  };
}

function createApp(log: ApiLogger): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 10_000,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: (error, _request, reply) => {
      refuse(reply, requestFault(error) ?? fault(log, error));
    },
  });
  // JSON is the only body there is: text/plain is what another site's form could send unasked.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError, _request, reply) =>
    refuse(reply, requestFault(error) ?? fault(log, error)),
  );
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, { status: 404, code: 'not-found', message: `There is no ${request.method} ${request.url} here.` }),
  );
  return app;
}

function fault(log: ApiLogger, error: Error): { status: number; code: string; message: string } {
  log.write('api.failed', { reason: error.stack ?? String(error) });
  return { status: 500, code: 'fault', message: 'The agent failed on this request; its log says why.' };
}

function addGuards(app: FastifyInstance, host: string, log: ApiLogger): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
    const refusal = foreign(request, host);
    if (refusal === null) {
      done();
      return;
    }
    log.write('api.foreign-request', { code: refusal.code, from: request.ip });
    refuse(reply, { status: 403, ...refusal });
  });
}

function foreign({ headers }: FastifyRequest, bound: string): { code: string; message: string } | null {
  if (!hostAllowed(headers.host, bound)) {
    return { code: 'foreign-host', message: `This agent is not "${headers.host ?? ''}"; open it as 127.0.0.1.` };
  }
  if (!originAllowed(headers.origin, headers.host)) {
    return { code: 'foreign-origin', message: `Pages of "${headers.origin ?? ''}" may not use this agent.` };
  }
  return null;
}

function addState(app: FastifyInstance, ports: LocalApiPorts, stream: LiveStream): void {
  app.get('/api/hall', () => ports.config);
  app.addHook('preHandler', (request, reply, done) => {
    const { ready, reason } = ports.ready();
    if (ready || !NEEDS_HALL.has(request.routeOptions.url ?? '')) done();
    else refuse(reply.header('retry-after', '2'), { status: 503, code: 'not-ready', message: reason });
  });
  app.get('/api/lobby', () => ports.lobby());
  app.get('/api/stream', (_request, reply) => {
    if (!stream.open(reply.raw)) {
      return refuse(reply, { status: 503, code: 'too-many-screens', message: 'Close another screen first.' });
    }
    reply.hijack();
    return reply;
  });
}

function addProbes(app: FastifyInstance, ports: LocalApiPorts): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', (_request, reply) => {
    const { ready, reason } = ports.ready();
    if (ready) return reply.send({ status: 'ready' });
    return reply.code(503).send(errorBody({ status: 503, code: 'not-ready', message: reason }));
  });
  app.get('/metrics', (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(ports.metrics()),
  );
}
