import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PairedScreen } from '../screens/paired-screens.ts';
import { accessOf, judge, type Verdict, type Visitor } from './access.ts';
import { screenToken } from './cookie.ts';
import { refuse } from './errors.ts';
import type { ApiLogger } from './log-events.ts';
import { isLoopbackAddress, isLoopbackHost } from './origin-check.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The paired screen that asks; null on the branch PC and for whoever is not paired. */
    screen: PairedScreen | null;
  }
}

export interface AccessGuard {
  /** Throws when a route was registered that access.ts does not know. */
  checkRoutes(): void;
  /** As access.ts names them. */
  readonly routes: ReadonlySet<string>;
  /** Ends what a screen is still being sent, streams above all. */
  hangUp(id: string): void;
}

export interface AccessGuardOptions {
  readonly identify: (token: string) => PairedScreen | null;
  readonly log: ApiLogger;
}

/** Lets each request through or not, as access.ts says. Must be added before any route. */
export function addAccessGuard(app: FastifyInstance, { identify, log }: AccessGuardOptions): AccessGuard {
  const answers = new OpenAnswers();
  const news = new News();
  const routes = new Set<string>();
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.add(`${each} ${url}`);
  });
  app.decorateRequest('screen', null);
  app.addHook('onRequest', (request, reply, done) => {
    const token = isBranchPc(request) ? null : screenToken(request.headers.cookie);
    request.screen = token === null ? null : identify(token);
    const verdict = judge(visitorOf(request), accessOf(request.method, request.routeOptions.url));
    if (verdict !== 'allowed') {
      if (news.isNew(`${request.ip} ${verdict}`)) {
        log.write('api.not-allowed', { route: request.routeOptions.url ?? '', verdict, from: request.ip });
      }
      turnAway(request, reply, verdict);
      return;
    }
    if (request.screen !== null) answers.add(request.screen.id, reply.raw);
    done();
  });
  return {
    routes,
    checkRoutes() {
      const unknown = [...routes].filter((route) => accessOf(...split(route)) === null);
      if (unknown.length > 0) throw new Error(`No entry in local-api/access.ts for: ${unknown.join(', ')}`);
    },
    hangUp: (id) => answers.end(id),
  };
}

/**
 * The socket says so, never a header alone: headers can only take the right away. What a proxy on this PC passes on
 * arrives from loopback too; it gives itself away by what it adds, or by the name that the browser asked for.
 */
export function isBranchPc({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  const isPassedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  return isLoopbackAddress(socket.remoteAddress) && isLoopbackHost(headers.host) && !isPassedOn;
}

function visitorOf(request: FastifyRequest): Visitor {
  if (isBranchPc(request)) return { kind: 'branch-pc' };
  return request.screen === null ? { kind: 'stranger' } : { kind: 'screen', role: request.screen.role };
}

const PAGES: ReadonlySet<string> = new Set(['/', '/kiosk', '/lobby', '/display']);

function turnAway(request: FastifyRequest, reply: FastifyReply, verdict: Exclude<Verdict, 'allowed'>): void {
  if (request.method === 'GET' && PAGES.has(request.routeOptions.url ?? '')) {
    void reply.redirect(`/pair-screen?to=${encodeURIComponent(request.url)}`, 302);
  } else if (verdict === 'not-paired') {
    const message = 'This screen is not paired. Open /pair-screen on it and enter a code from the branch PC.';
    refuse(reply, { status: 401, code: 'not-paired', message });
  } else {
    const message = `A screen paired as ${request.screen!.role} may not do this.`;
    refuse(reply, { status: 403, code: 'other-role', message });
  }
}

function split(route: string): [method: string, url: string] {
  const at = route.indexOf(' ');
  return [route.slice(0, at), route.slice(at + 1)];
}

/** What is being sent to which screen. */
class OpenAnswers {
  readonly #open = new Map<string, Set<ServerResponse>>();

  add(id: string, response: ServerResponse): void {
    const own = this.#open.get(id) ?? new Set();
    this.#open.set(id, own.add(response));
    response.once('close', () => {
      own.delete(response);
      if (own.size === 0 && this.#open.get(id) === own) this.#open.delete(id);
    });
  }

  end(id: string): void {
    for (const response of this.#open.get(id) ?? []) response.destroy();
  }
}

/** A screen that was shut out keeps asking, and must not fill the log. */
class News {
  static readonly #MOST = 1_000;
  readonly #known = new Set<string>();

  isNew(text: string): boolean {
    if (this.#known.has(text)) return false;
    if (this.#known.size >= News.#MOST) this.#known.clear();
    this.#known.add(text);
    return true;
  }
}
