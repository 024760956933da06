import type { IncomingMessage } from 'node:http';
import { refuse, type Answer, type Asked, type Route } from '../api/route.ts';
import type { Logger } from '../log.ts';
import { createProvider, FLOW_MS, type Identity, type Provider, type ProviderConfig } from './provider.ts';
import { signInByProvider } from './provider-sign-in.ts';
import { cookieFor, cookieIn, isOverHttps } from './session-cookie.ts';
import { SESSION_MS, type AuthParts } from './sessions.ts';

const RETURN_PATH = '/api/session/provider/return';
const FLOW_COOKIE = 'hallmeter-flow';

export interface ProviderParts extends AuthParts {
  readonly config: {
    readonly oidc?: ProviderConfig | undefined;
    readonly http: { readonly publicOrigin?: string | undefined };
  };
  readonly log: Logger;
}

/** To the bank's own sign-in and back. The browser comes back from another site, so its cookie here is a lax one. */
export function providerRoutes(parts: ProviderParts): readonly Route[] {
  const { config, log, deskClock } = parts;
  const { oidc } = config;
  const provider = oidc === undefined ? null : createProvider(oidc, deskClock);
  const returnTo = (request: IncomingMessage): string =>
    oidc?.redirectUri ?? `${config.http.publicOrigin ?? originOf(request)}${RETURN_PATH}`;
  const refused = (reason: string): Answer => {
    log.write('provider.failed', { reason });
    return { kind: 'redirect', to: '/#/?refused=1' };
  };
  return [
    {
      method: 'GET',
      path: '/api/session/provider',
      async answer({ request }) {
        if (provider === null) return NO_PROVIDER;
        try {
          const { url, flow } = await provider.begin(returnTo(request));
          return { kind: 'redirect', to: url, headers: { 'set-cookie': flowCookie(request, flow) } };
        } catch (error) {
          return refused(String(error));
        }
      },
    },
    {
      method: 'GET',
      path: RETURN_PATH,
      async answer(asked) {
        if (provider === null) return NO_PROVIDER;
        try {
          const identity = await identityOf(provider, asked, returnTo(asked.request));
          const token = identity === null ? null : await signInByProvider(parts, identity);
          if (token === null) return refused('no account, or this browser did not begin');
          return {
            kind: 'redirect',
            to: '/#/',
            headers: { 'set-cookie': cookieFor(asked.request, token, SESSION_MS) },
          };
        } catch (error) {
          return refused(String(error));
        }
      },
    },
  ];
}

const NO_PROVIDER = refuse(404, 'no-provider', 'Head office has no provider of the bank to sign in with.');

/** Null when this browser did not begin, or too long ago. */
async function identityOf(provider: Provider, { request }: Asked, returnTo: string): Promise<Identity | null> {
  const flow = cookieIn(request, FLOW_COOKIE);
  if (flow === null) return null;
  const returned = new URL(returnTo);
  returned.search = new URL(request.url ?? '/', returnTo).search;
  return provider.finish(returned, flow);
}

function flowCookie(request: IncomingMessage, flow: string): string {
  const life = `Path=/api/session/provider; HttpOnly; SameSite=Lax; Max-Age=${FLOW_MS / 1_000}`;
  return `${FLOW_COOKIE}=${flow}; ${life}${isOverHttps(request) ? '; Secure' : ''}`;
}

function originOf(request: IncomingMessage): string {
  return `${isOverHttps(request) ? 'https' : 'http'}://${request.headers.host ?? ''}`;
}
