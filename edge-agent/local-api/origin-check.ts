import { isIP } from 'node:net';

/**
 * Who may talk to the local API. It has no log-in, because it binds loopback; a page of another site in the same
 * browser must still not reach it. DNS rebinding gives itself away by a foreign Host header, a cross-site request by a
 * foreign Origin.
 */

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `bound` is the configured bind address or name. */
export function hostAllowed(header: string | undefined, bound: string): boolean {
  const name = hostName(header);
  if (name === null) return false;
  if (LOOPBACK_NAMES.has(name) || name === bracketed(bound.toLowerCase())) return true;
  // Bound to every interface, the address in use is not known here. An address literal cannot be rebound, a name can.
  return isWildcard(bound) && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

/** Browsers send Origin on every POST and on cross-origin GETs; tools on this machine may send none. */
export function originAllowed(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`;
}

/** An address people on this machine can open, also when bound to every interface. */
export function reachableHost(bound: string): string {
  if (bound === '0.0.0.0') return '127.0.0.1';
  return bound === '::' ? '[::1]' : bracketed(bound);
}

function hostName(header: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/.exec(header?.toLowerCase() ?? '');
  return match?.[1] ?? null;
}

function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
