import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import fastifyStatic from '@fastify/static';
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Clock } from '#contract/clock.ts';
import { branchIdSchema, dateSchema, epochIdSchema, type BranchId } from '#contract/ids.ts';
import type { ErrorReply } from '#contract/local-api.ts';
import type { Branches } from '../branches.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import { urlHost } from '../url-host.ts';
import { dayReport } from './day-report.ts';
import { LiveStream } from './live-stream.ts';

export interface ApiOptions {
  readonly store: Store;
  readonly branches: Branches;
  readonly clock: Clock;
  readonly log: Logger;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Built head-office page. */
  readonly pagesDir: string;
  readonly ready: () => boolean;
  readonly metrics: () => string;
}

export interface Api {
  readonly url: string;
  changed(branch: BranchId): void;
  close(): Promise<void>;
}

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;
const EVENTS_AT_MOST = 1_000;

/** The JSON API and page of head office. Rejects when it cannot listen. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const stream = new LiveStream(options.branches, options.clock);
  const app = fastify({
    logger: false,
    bodyLimit: 1_024,
    requestTimeout: 10_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
  });
  addErrors(app, options.log);
  addHostCheck(app, options.host);
  addBranches(app, options);
  addEvidence(app, options);
  addProbes(app, options);
  app.get('/api/stream', (_request, reply) => {
    if (!stream.open(reply.raw, SECURITY_HEADERS))
      return refuse(reply, 503, 'too-many-clients', 'Too many pages are open.');
    reply.hijack();
    return reply;
  });
  if (existsSync(options.pagesDir)) await app.register(fastifyStatic, { root: options.pagesDir, cacheControl: false });
  else app.get('/', (_request, reply) => refuse(reply, 503, 'not-built', 'The page is not built: run npm run build.'));
  await app.listen({ host: options.host, port: options.port });
  return {
    url: `http://${urlHost(options.host)}:${(app.server.address() as AddressInfo).port}`,
    changed: (branch) => stream.changed(branch),
    async close() {
      stream.close();
      await app.close();
    },
  };
}

function addErrors(app: FastifyInstance, log: Logger): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    reply.header('cache-control', 'no-store');
    done();
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, 'malformed', error.message);
    log.write('api.failed', { reason: error.stack ?? String(error) });
    return refuse(reply, 500, 'fault', 'Head office failed on this request; its log says why.');
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, 404, 'not-found', `There is no ${request.method} ${request.url.slice(0, 200)} here.`),
  );
}

const LOOPBACK_NAME = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Bound to loopback, only pages opened on this machine may ask: a foreign name that points here is DNS rebinding. */
function addHostCheck(app: FastifyInstance, bound: string): void {
  if (bound !== 'localhost' && bound !== '127.0.0.1' && bound !== '::1') return;
  app.addHook('onRequest', (request, reply, done) => {
    if (LOOPBACK_NAME.test(request.headers.host ?? '')) done();
    else refuse(reply, 403, 'foreign-host', 'Head office answers on this machine only; open it as 127.0.0.1.');
  });
}

// oxlint-disable-next-line max-params -- status, code and text of one refusal
function refuse(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  const body: ErrorReply = { error: { code, message } };
  return reply.code(status).send(body);
}

function addBranches(app: FastifyInstance, { store, branches, clock }: ApiOptions): void {
  app.get('/api/branches', () => branches.ids().map((branch) => branches.summary(branch)));
  app.get<{ Params: { id: string } }>('/api/branches/:id/live', (request, reply) => {
    const branch = knownBranch(branches, request.params.id);
    return branch === null ? noBranch(reply, request.params.id) : reply.send(branches.live(branch));
  });
  app.get<{ Params: { id: string; date: string } }>('/api/branches/:id/days/:date', (request, reply) => {
    const { id, date } = request.params;
    const branch = knownBranch(branches, id);
    if (branch === null) return noBranch(reply, id);
    if (!dateSchema.safeParse(date).success)
      return refuse(reply, 400, 'malformed', `"${date}" is no date; expected YYYY-MM-DD.`);
    const report = dayReport(store, branch, date, clock.now());
    return report === null
      ? refuse(reply, 404, 'no-such-day', `Nothing is known of ${id} on ${date}.`)
      : reply.send(report);
  });
}

/** The exact journal lines behind every figure, with their chain hashes. */
function addEvidence(app: FastifyInstance, { store, branches }: ApiOptions): void {
  app.get<{ Params: { id: string }; Querystring: { epoch?: string; from?: string; limit?: string } }>(
    '/api/branches/:id/events',
    (request, reply) => {
      const branch = knownBranch(branches, request.params.id);
      if (branch === null) return noBranch(reply, request.params.id);
      const epoch = epochIdSchema.safeParse(request.query.epoch);
      const from = Number(request.query.from ?? 1);
      const limit = Number(request.query.limit ?? EVENTS_AT_MOST);
      if (!epoch.success || !isCount(from) || !isCount(limit) || limit > EVENTS_AT_MOST) {
        return refuse(
          reply,
          400,
          'malformed',
          `expected ?epoch=<16 hex digits>&from=<seq>&limit=<1–${EVENTS_AT_MOST}>`,
        );
      }
      return reply.send(store.events({ branch, epoch: epoch.data }, from, limit));
    },
  );
}

function addProbes(app: FastifyInstance, { ready, metrics }: ApiOptions): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', (_request, reply) =>
    ready() ? reply.send({ status: 'ready' }) : refuse(reply, 503, 'not-ready', 'No connection to the broker yet.'),
  );
  app.get('/metrics', (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics()));
}

function knownBranch(branches: Branches, id: string): BranchId | null {
  const parsed = branchIdSchema.safeParse(id);
  return parsed.success && branches.has(parsed.data) ? parsed.data : null;
}

function noBranch(reply: FastifyReply, id: string): FastifyReply {
  return refuse(reply, 404, 'no-such-branch', `There is no branch "${id.slice(0, 40)}".`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
