import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { fastify } from 'fastify';
import type { FastifyError, FastifyInstance, FastifyRequest, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Clock } from '#contract/clock.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { LocalApiPorts } from './local-api-ports.ts';
import { addAccessGuard } from './access-guard.ts';
import { lanAddresses } from './addresses.ts';
import { addDisplay, displayEvent } from './display.ts';
import { errorBody, refuse, requestFault } from './errors.ts';
import { addAlerts } from './alerts.ts';
import { addStream, LiveStream } from './live-stream.ts';
import type { StreamEvent } from './live-stream.ts';
import type { ApiLogger } from './log-events.ts';
import { hostAllowed, namesOfPc, originAllowed, reachableHost } from './origin-check.ts';
import { addPages, SECURITY_HEADERS } from './pages.ts';
import { addPairing } from './pairing.ts';
import { addRatings } from './ratings.ts';
import { addScreens } from './screens.ts';
import { addTickets } from './tickets.ts';

/** Ample for all but the routes that set their own. */
const MAX_BODY_BYTES = 8 * 1024;

/** Until the hall is rebuilt its state would be wrong, and a rating could not be tied to a ticket. */
const NEEDS_HALL: ReadonlySet<string> = new Set([
  '/api/lobby',
  '/api/stream',
  '/api/ratings',
  '/api/ratings/:rating/detail',
  '/api/ratings/:rating/withdrawn',
  '/api/surveys/:response',
  '/api/display',
  '/api/display/stream',
  '/api/tickets/:ticket',
  '/api/alerts/:alert/acknowledge',
]);

export interface LocalApiOptions {
  readonly ports: LocalApiPorts;
  /** Address to bind; loopback unless the branch configured otherwise. */
  readonly host: string;
  /** What this PC is called beside its own name, e.g. by a TLS proxy in front. */
  readonly names?: readonly string[];
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
  /** Every route, as access.ts names them. */
  readonly routes: ReadonlySet<string>;
  /** A request without a socket, for tests. */
  inject(request: InjectOptions): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

/** Serves the pages of the hall and what they ask of the agent. Rejects when the port cannot be bound. */
export async function createLocalApi(options: LocalApiOptions): Promise<LocalApi> {
  const { ports, clock, log, host, heartbeatMs = 2_000, maxClients = 32 } = options;
  const pacing = { clock, log, maxClients, heartbeatMs, stallMs: 5 * heartbeatMs };
  const stream = new LiveStream({ ...pacing, state: () => lobbyEvent(ports.lobby()) });
  const displayStream = new LiveStream({ ...pacing, state: () => displayEvent(ports.display()) });
  const app = createApp(log);
  const { names = [] } = options;
  addGuards(app, { host, names: [...names, ...namesOfPc(hostname(), host)] }, log);
  const guard = addAccessGuard(app, { identify: (token) => ports.screens.identify(token), log });
  addState(app, ports, stream);
  addDisplay(app, ports, displayStream);
  addRatings(app, ports, log);
  addTickets(app, ports);
  addAlerts(app, ports, log);
  addProbes(app, ports);
  addScreens(app, ports.screens, options.pagesDir);
  const addresses = (): readonly string[] => lanAddresses({ host, port: portOf(app), names });
  addPairing(app, { screens: ports.screens, guard, addresses, log });
  await addPages(app, options.pagesDir, log);
  guard.checkRoutes();
  const cancelChanges = ports.onChange(() => {
    stream.changed();
    displayStream.changed();
  });
  try {
    await app.listen({ host, port: options.port });
  } catch (error) {
    cancelChanges();
    await app.close();
    throw error;
  }
  const url = `http://${reachableHost(host)}:${portOf(app)}`;
  log.write('api.listening', { url });
  return {
    url,
    routes: guard.routes,
    inject: (request) => app.inject(request),
    async close() {
      cancelChanges();
      stream.close();
      displayStream.close();
      await app.close();
    },
  };
}

function portOf(app: FastifyInstance): number {
  return (app.server.address() as AddressInfo).port;
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

interface Self {
  /** Address that is bound. */
  readonly host: string;
  readonly names: readonly string[];
}

function addGuards(app: FastifyInstance, self: Self, log: ApiLogger): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
    const refusal = foreign(request, self);
    if (refusal === null) {
      done();
      return;
    }
    log.write('api.foreign-request', { code: refusal.code, from: request.ip });
    refuse(reply, { status: 403, ...refusal });
  });
}

function foreign({ headers }: FastifyRequest, self: Self): { code: string; message: string } | null {
  if (!hostAllowed(headers.host, self.host, self.names)) {
    const message = `This agent is not "${headers.host ?? ''}"; open it by its address, or name it in http.names.`;
    return { code: 'foreign-host', message };
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
  addStream(app, '/api/stream', stream);
}

function lobbyEvent(view: LobbyView): StreamEvent {
  return { id: view.live.upto, event: 'lobby', data: view };
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
