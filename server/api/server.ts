import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '#contract/clock.ts';
import { accessOf, type Access } from '../auth/access.ts';
import { scopeOf, type Scope, type Viewer } from '../auth/viewer.ts';
import type { Logger } from '../log.ts';
import { urlHost } from '../url-host.ts';
import { refuse, type Answer, type Asked, type Route } from './route.ts';
import { sendAnswer } from './send-answer.ts';
import { unfitness } from './unfit.ts';

export interface ApiOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** How browsers address a proxy in front of us, as `https://service.bank.example`. */
  readonly publicOrigin?: string | undefined;
  /** Built head-office pages. */
  readonly pagesDir: string;
  readonly routes: readonly Route[];
  /** Who sends this request; null = nobody who has signed in. */
  readonly viewerOf: (request: IncomingMessage) => Promise<Viewer | null>;
  /** The branch exists and lies within the scope. */
  readonly isWithin: (scope: Scope, branch: string) => Promise<boolean>;
}

export interface Api {
  readonly url: string;
  close(): Promise<void>;
}

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;
const BODY_LIMIT = 65_536;
/** Of a whole request: a phone may need a while to send a photograph. */
const REQUEST_LIMIT_MS = 120_000;

/** The HTTP API and pages of head office. Throws on a route that nobody has decided about; rejects when it cannot listen. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_LIMIT_MS,
    forceCloseConnections: true,
    // A proxy on this machine says who asks.
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
  });
  addErrors(app, options.log);
  addHostCheck(app, options);
  addOriginCheck(app, options.publicOrigin);
  for (const route of options.routes) if (route.takes !== 'stream') addRoute(app, route, options);
  await app.register((streams, _, done) => {
    streams.removeAllContentTypeParsers();
    streams.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));
    for (const route of options.routes) if (route.takes === 'stream') addRoute(streams, route, options);
    done();
  });
  await addPages(app, options.pagesDir);
  await app.listen({ host: options.host, port: options.port });
  return {
    url: `http://${urlHost(options.host)}:${(app.server.address() as AddressInfo).port}`,
    close: () => app.close(),
  };
}

function addRoute(app: FastifyInstance, route: Route, options: ApiOptions): void {
  const access = accessOf(route.method, route.path);
  if (access === null) throw new Error(`${route.method} ${route.path} has no entry in auth/access.ts`);
  app.route({
    method: route.method,
    url: route.path,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    handler: async (request, reply) => {
      const judged = await judge(request, access, options);
      const answer = judged.kind === 'refused' ? judged.answer : await route.answer(asked(request, judged));
      return sendAnswer(reply, answer, SECURITY_HEADERS);
    },
  });
}

type Judged =
  | { readonly kind: 'allowed'; readonly viewer: Viewer | null; readonly scope: Scope }
  | { readonly kind: 'refused'; readonly answer: Answer };

const NOWHERE: Scope = { kind: 'units', units: [] };

async function judge(request: FastifyRequest, access: Access, options: ApiOptions): Promise<Judged> {
  const unfit = refusalOfUnfit(request);
  if (unfit !== null) return { kind: 'refused', answer: unfit };
  const viewer = await options.viewerOf(request.raw);
  if (access === 'everyone') return { kind: 'allowed', viewer, scope: NOWHERE };
  const refused = (answer: Answer): Judged => ({ kind: 'refused', answer });
  if (viewer === null) return refused(refuse(401, 'signed-out', 'Please sign in.'));
  if (access === 'signed-in') return { kind: 'allowed', viewer, scope: NOWHERE };
  const scope = scopeOf(viewer, access);
  if (scope === null) return refused(refuse(403, 'not-allowed', `Your roles do not include "${access}".`));
  const { branch } = request.params as { readonly branch?: string };
  // Another region's branch is answered like one that does not exist, so that ids cannot be tried out.
  if (branch !== undefined && !(await options.isWithin(scope, branch)))
    return refused(refuse(404, 'no-such-branch', `There is no branch "${branch.slice(0, 40)}".`));
  return { kind: 'allowed', viewer, scope };
}

/** What no page of ours sends, refused before any route looks at it. */
function refusalOfUnfit({ params, query, body }: FastifyRequest): Answer | null {
  const problem = unfitness(params) ?? unfitness(query) ?? unfitness(body);
  if (problem !== null) return refuse(400, 'malformed', `Expected ${problem.expected}.`, [problem]);
  const twice = Object.entries(query as Readonly<Record<string, unknown>>).find(([, value]) => Array.isArray(value));
  if (twice === undefined) return null;
  return refuse(400, 'malformed', `Expected "${twice[0].slice(0, 40)}" once.`);
}

function asked(request: FastifyRequest, { viewer, scope }: Judged & { kind: 'allowed' }): Asked {
  return {
    viewer,
    scope,
    params: request.params as Asked['params'],
    query: request.query as Asked['query'],
    body: request.body,
    request: request.raw,
    address: request.ip,
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
    if (status < 500) return send(reply, refuse(status, 'malformed', error.message));
    log.write('api.failed', { reason: error.stack ?? String(error) });
    return send(reply, refuse(500, 'fault', 'Head office failed on this request; its log says why.'));
  });
  app.setNotFoundHandler((request, reply) =>
    send(reply, refuse(404, 'not-found', `There is no ${request.method} ${request.url.slice(0, 200)} here.`)),
  );
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  return sendAnswer(reply, answer, SECURITY_HEADERS);
}

const LOOPBACK_NAME = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Bound to loopback, only pages opened on this machine may ask: a foreign name that points here is DNS rebinding. */
function addHostCheck(app: FastifyInstance, { host: bound, publicOrigin }: ApiOptions): void {
  if (bound !== 'localhost' && bound !== '127.0.0.1' && bound !== '::1') return;
  const publicHost = publicOrigin === undefined ? null : new URL(publicOrigin).host;
  app.addHook('onRequest', (request, reply, done) => {
    const { host = '' } = request.headers;
    if (LOOPBACK_NAME.test(host) || host === publicHost) done();
    else send(reply, refuse(403, 'foreign-host', 'Head office answers on this machine only; open it as 127.0.0.1.'));
  });
}

/** A page of another origin must not act in the name of whoever is signed in here. */
function addOriginCheck(app: FastifyInstance, publicOrigin: string | undefined): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin, host = '' } = request.headers;
    const isOwn = origin === undefined || [`http://${host}`, `https://${host}`, publicOrigin].includes(origin);
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isReading || (isOwn && request.headers['sec-fetch-site'] !== 'cross-site')) done();
    else send(reply, refuse(403, 'foreign-origin', 'This was asked by a page of another origin.'));
  });
}

async function addPages(app: FastifyInstance, pagesDir: string): Promise<void> {
  if (accessOf('GET', '/*') !== 'everyone') throw new Error('the pages have no entry in auth/access.ts');
  if (existsSync(pagesDir)) await app.register(fastifyStatic, { root: pagesDir, cacheControl: false });
  else
    app.get('/', (_request, reply) =>
      send(reply, refuse(503, 'not-built', 'The page is not built: run npm run build.')),
    );
}
