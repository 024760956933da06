import { appendAudit } from '../audit/audit.ts';
import { findAccountByLogin, findAccountBySubject, type Account } from '../store/people/find-account.ts';
import type { Writing } from '../store/database.ts';
import type { Identity } from './provider.ts';
import { openSession, type AuthParts } from './sessions.ts';

/**
 * The token of a session of whom the bank's provider has identified; null when IT has made no account for them. An
 * account is found by issuer and subject. Only the first time, and only where IT has marked it for that, by its login:
 * nobody gets an account by being known to the provider.
 */
export async function signInByProvider(parts: AuthParts, identity: Identity): Promise<string | null> {
  const { database, clock, deskClock } = parts;
  return database.write(async (writing) => {
    const at = clock.now();
    const bound = await findAccountBySubject(writing, identity.subject);
    const account = bound ?? (await bind(writing, identity, at));
    if (account === null || account.disabled_at !== null) return null;
    const subject = `account/${account.id}`;
    const detail = { by: 'provider' };
    await appendAudit(writing, { at, account: account.id, action: 'session.opened', subject, detail });
    return openSession(writing, account.id, deskClock.now());
  });
}

async function bind(writing: Writing, { subject, login }: Identity, at: number): Promise<Account | null> {
  const account = login === null ? undefined : await findAccountByLogin(writing, login);
  if (account === undefined || account.binds === 0 || account.disabled_at !== null) return null;
  await writing.updateTable('account').set({ subject, binds: 0 }).where('id', '=', account.id).execute();
  const entry = { at, account: account.id, subject: `account/${account.id}` };
  await appendAudit(writing, { ...entry, action: 'account.bound', detail: { login, subject } });
  return account;
}
