import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import type { Clock } from '#contract/clock.ts';
import { newToken } from './secrets.ts';

/** The bank's own sign-in: OpenID Connect, authorization code with PKCE, state and nonce. */

export interface ProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends browsers back to, as registered there. */
  readonly redirectUri?: string | undefined;
}

/** Who the provider says somebody is. */
export interface Identity {
  /** Issuer and subject: never given to somebody else. */
  readonly subject: string;
  /** May be given to somebody else one day. */
  readonly login: string | null;
}

export interface Provider {
  /** Where to send the browser, and what its cookie must hold when it comes back. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly flow: string }>;
  /** Null when this browser did not begin, or too long ago. Throws what the provider or the check of its answer said. */
  finish(returned: URL, flow: string): Promise<Identity | null>;
}

interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly begunAt: number;
}

export const FLOW_MS = 10 * 60_000;
const FLOWS_MOST = 1_000;
const TIMEOUT_S = 10;

export function createProvider(config: ProviderConfig, clock: Clock): Provider {
  const flows = new Map<string, Flow>();
  let known: Promise<Configuration> | null = null;
  /** Asked for once it is needed: head office starts without the provider too. */
  const configuration = (): Promise<Configuration> => {
    known ??= discover(config).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  return {
    async begin(redirectUri) {
      const flow = newToken();
      const begun = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        begunAt: clock.now(),
      };
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      });
      flows.set(flow, begun);
      if (flows.size > FLOWS_MOST) flows.delete(flows.keys().next().value!);
      return { url: url.href, flow };
    },
    async finish(returned, flow) {
      const begun = flows.get(flow);
      flows.delete(flow);
      if (begun === undefined || clock.now() - begun.begunAt > FLOW_MS) return null;
      return identityOf(await configuration(), returned, begun);
    },
  };
}

function discover({ issuer, clientId, clientSecret }: ProviderConfig): Promise<Configuration> {
  const execute = isLoopback(issuer) ? [allowInsecureRequests] : [];
  const options = { execute, timeout: TIMEOUT_S };
  // oxlint-disable-next-line max-params -- as the library has it
  return discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(clientSecret), options);
}

async function identityOf(configuration: Configuration, returned: URL, begun: Flow): Promise<Identity> {
  const tokens = await authorizationCodeGrant(configuration, returned, {
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('the provider sent no id token');
  const subject = `${claims.iss} ${claims.sub}`;
  const known = claims['preferred_username'];
  if (typeof known === 'string') return { subject, login: known.toLowerCase() };
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return { subject, login: null };
  const { preferred_username: login } = await fetchUserInfo(configuration, tokens.access_token, claims.sub);
  return { subject, login: login?.toLowerCase() ?? null };
}

const LOOPBACK_URL = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/;

/** Plain http never leaves this machine. */
export function isLoopback(url: string): boolean {
  return LOOPBACK_URL.test(url);
}
