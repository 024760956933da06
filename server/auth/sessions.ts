import type { IncomingMessage } from 'node:http';
import type { Clock } from '#contract/clock.ts';
import type { Database, Writing } from '../store/database.ts';
import { findGrants } from '../store/people/find-grants.ts';
import { findSession } from '../store/people/find-session.ts';
import { hashOfToken, newToken } from './secrets.ts';
import { tokenIn } from './session-cookie.ts';
import type { Viewer } from './viewer.ts';

/** What signing in gives: a token in a cookie, of which the table holds only the hash. */

/** Ends after this long without a request. */
export const IDLE_MS = 30 * 60_000;
/** Ends after this long in any case. */
export const SESSION_MS = 12 * 3_600_000;
/** That somebody is still there is written down at most this often. */
const SEEN_EVERY_MS = 60_000;

export interface AuthParts {
  readonly database: Database;
  /** Of the bank's business: times of what is recorded. */
  readonly clock: Clock;
  /** Of people at their desks, which is real time even where a demo's halls live faster: sessions, locks, codes. */
  readonly deskClock: Clock;
}

/** The token of a new session, for its cookie. */
export async function openSession(writing: Writing, account: string, now: number): Promise<string> {
  const token = newToken();
  const row = { account, created_at: now, seen_at: now, expires_at: now + SESSION_MS };
  await writing
    .insertInto('session')
    .values({ ...row, token_hash: hashOfToken(token) })
    .execute();
  return token;
}

/** All of an account but the one with this token; null = all. */
export async function endSessions(writing: Writing, account: string, except: string | null): Promise<void> {
  const ended = writing.deleteFrom('session').where('account', '=', account);
  await (except === null ? ended : ended.where('token_hash', '!=', hashOfToken(except))).execute();
}

/** Who sends this request; null when nobody who is signed in. */
export async function viewerOfRequest(
  { database, deskClock }: Pick<AuthParts, 'database' | 'deskClock'>,
  request: IncomingMessage,
): Promise<Viewer | null> {
  const token = tokenIn(request);
  if (token === null) return null;
  const hash = hashOfToken(token);
  const session = await findSession(database.read, hash);
  const now = deskClock.now();
  if (session === undefined || now >= session.expiresAt || now >= session.seenAt + IDLE_MS) return null;
  if (now - session.seenAt >= SEEN_EVERY_MS && !isByItself(request))
    await database.write((writing) =>
      writing.updateTable('session').set({ seen_at: now }).where('token_hash', '=', hash).execute(),
    );
  return { account: session.account, name: session.name, grants: await findGrants(database.read, session.account) };
}

/** What an open page asks without anybody at it is no sign of life. */
function isByItself({ url = '', headers }: IncomingMessage): boolean {
  return headers['x-asked-by'] === 'page' || url.split('?')[0] === '/api/stream';
}
