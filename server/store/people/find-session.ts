import type { Reader } from '../database.ts';

export interface FoundSession {
  readonly account: string;
  readonly name: string;
  readonly seenAt: number;
  readonly expiresAt: number;
}

/** A session of an account that is not disabled. */
export async function findSession(reader: Reader, tokenHash: Buffer): Promise<FoundSession | undefined> {
  return reader
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account')
    .select(['account.id as account', 'account.name', 'session.seen_at as seenAt', 'session.expires_at as expiresAt'])
    .where('session.token_hash', '=', tokenHash)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
}
