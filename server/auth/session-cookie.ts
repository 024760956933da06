import type { IncomingMessage } from 'node:http';

/**
 * The cookie that holds a session's token. Over https its name binds it to this host and to https; plain http is for
 * this machine only, where browsers refuse that name.
 */

const OVER_HTTPS = '__Host-hallmeter';
const PLAIN = 'hallmeter';

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** A proxy on this machine says how it was asked; nobody else is believed. */
export function isOverHttps(request: IncomingMessage): boolean {
  const isFromProxy = LOOPBACK.test(request.socket.remoteAddress ?? '');
  return isFromProxy && request.headers['x-forwarded-proto'] === 'https';
}

export function tokenIn(request: IncomingMessage): string | null {
  return cookieIn(request, isOverHttps(request) ? OVER_HTTPS : PLAIN);
}

export function cookieIn(request: IncomingMessage, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined && value !== '') return value;
  }
  return null;
}

/** Value of a `set-cookie` header. */
export function cookieFor(request: IncomingMessage, token: string, lifeMs: number): string {
  const isSecure = isOverHttps(request);
  const life = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${Math.floor(lifeMs / 1_000)}`;
  return `${isSecure ? OVER_HTTPS : PLAIN}=${token}; ${life}${isSecure ? '; Secure' : ''}`;
}

export function noCookie(request: IncomingMessage): string {
  return cookieFor(request, '', 0);
}
