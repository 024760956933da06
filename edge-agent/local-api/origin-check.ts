import { isIP } from 'node:net';

/**
 * What may talk to the local API at all; who may ask what stands in access.ts. The branch PC has no log-in, so a page
 * of another site in its browser must not reach it. DNS rebinding gives itself away by a foreign Host header, a
 * cross-site request by a foreign Origin.
 */

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `bound` is the configured bind address or name, `names` what else this PC is called. */
export function hostAllowed(header: string | undefined, bound: string, names: readonly string[] = []): boolean {
  const name = hostName(header);
  if (name === null) return false;
  if (LOOPBACK_NAMES.has(name) || name === bracketed(bound.toLowerCase())) return true;
  if (names.some((known) => known.toLowerCase() === name)) return true;
  // Bound to every interface, the address in use is not known here. An address literal cannot be rebound, a name can.
  return isWildcard(bound) && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

/**
 * Browsers send Origin on every POST and on cross-origin GETs; tools on this machine may send none. This agent speaks
 * no TLS: https with its own host and port is a proxy in front of it.
 */
export function originAllowed(origin: string | undefined, host: string | undefined): boolean {
  const own = host?.toLowerCase();
  return origin === undefined || [`http://${own}`, `https://${own}`].includes(origin.toLowerCase());
}

/** The browser says that it looks at this very machine. */
export function isLoopbackHost(header: string | undefined): boolean {
  const name = hostName(header);
  return name !== null && (LOOPBACK_NAMES.has(name) || isLoopbackAddress(name));
}

/** Of a socket: the other end is this machine. IPv4 may come dressed as IPv6. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.toLowerCase().replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** What people in the branch may call a PC that listens on its network: nobody outside can point these names at it. */
export function namesOfPc(hostname: string, bound: string): readonly string[] {
  if (bound === 'localhost' || isLoopbackAddress(bound)) return [];
  const short = hostname.split('.')[0]!;
  return [...new Set([hostname, short, `${short}.local`])];
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
