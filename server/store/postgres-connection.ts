import type { ClientConfig } from 'pg';
import { StoreError } from './store-error.ts';

const CONNECT_LIMIT_MS = 10_000;

/** How head office connects; `synchronous_commit` may be stronger on the server, but not off. */
export function connectionOptions(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'hallmeter',
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    types: { getTypeParser },
  };
}

/** Types of PostgreSQL by number: whole and floating numbers; `numeric` is what it sums whole numbers to. */
const NUMBERS: readonly number[] = [20, 21, 23, 700, 701, 1_700];
const BYTEA = 17;
const BOOL = 16;

/** Numbers as numbers (all of ours are below 2^53), bytes as buffers, everything else as text. */
function getTypeParser(type: number): (text: string) => unknown {
  if (NUMBERS.includes(type)) return Number;
  if (type === BYTEA) return (text) => Buffer.from(text.slice(2), 'hex');
  if (type === BOOL) return (text) => text === 't';
  return (text) => text;
}

const WRONG_ACCESS = /^(28...|3D000|42501)$/;
/** Of Node's network errors, and of a server that starts, stops or has no connection left. */
const NOT_THERE = /^(E[A-Z]+|57P0[1-3]|53300|08...)$/;

/** A failed start as an error that says what to do; never the password, which stands in the URL. */
export function connectionRefusal(error: unknown, url: string): unknown {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  const where = placeOf(url);
  if (WRONG_ACCESS.test(code)) {
    const advice = 'Correct the URL of the store, or what the server allows this user.';
    return new StoreError('no-access', `${where} refuses: ${message}. ${advice}`, error);
  }
  // The driver's own time limit and a server that hangs up have no code.
  if (NOT_THERE.test(code) || /timeout|terminated/i.test(message)) {
    const advice = 'Start the PostgreSQL server or correct the URL of the store.';
    return new StoreError('unreachable', `${where} does not answer (${code || message}). ${advice}`, error);
  }
  return error;
}

/** Where a database is, without user and password. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `PostgreSQL database ${pathname.slice(1)} at ${host}`;
}
