import { appendAudit } from '../audit/audit.ts';
import type { Writing } from '../store/database.ts';
import { findAccount, findAccountByLogin, type Account } from '../store/people/find-account.ts';
import { isPassword } from './password.ts';
import { openSession, type AuthParts } from './sessions.ts';

/** Wrong passwords in a row until an account is locked, and for how long. */
export const WRONG_MOST = 5;
export const LOCKED_MS = 15 * 60_000;

/**
 * The token of a new session, null when login and password do not fit, the account is locked or disabled: which of
 * them is not told, so that nobody learns who has an account. A try counts before it is looked at, so that many at once
 * are not more than the allowed number.
 */
export async function signIn(parts: AuthParts, login: string, password: string): Promise<string | null> {
  const account = await parts.database.write((writing) => countTry(writing, login, parts.deskClock.now()));
  const isRight = await isPassword(password, account?.password ?? null);
  if (account === null) return null;
  return parts.database.write(async (writing) => {
    const at = parts.clock.now();
    const entry = { at, account: account.id, subject: `account/${account.id}` };
    const now = await findAccount(writing, account.id);
    // Disabled or changed while the password was looked at.
    if (!isRight || now === undefined || now.disabled_at !== null || now.password !== account.password) {
      const detail = { wrongInARow: account.failures + 1, locked: account.failures + 1 >= WRONG_MOST };
      await appendAudit(writing, { ...entry, action: 'session.refused', detail });
      return null;
    }
    await clearFailures(writing, account.id);
    await appendAudit(writing, { ...entry, action: 'session.opened', detail: { by: 'password' } });
    return openSession(writing, account.id, parts.deskClock.now());
  });
}

/** Null when this account may not try now. */
async function countTry(writing: Writing, login: string, now: number): Promise<Account | null> {
  const account = await findAccountByLogin(writing, login.toLowerCase());
  if (account === undefined || account.disabled_at !== null) return null;
  if (account.locked_until !== null && now < account.locked_until) return null;
  const before = account.locked_until === null ? account.failures : 0;
  const failures = before + 1;
  await writing
    .updateTable('account')
    .set({ failures, locked_until: failures >= WRONG_MOST ? now + LOCKED_MS : null })
    .where('id', '=', account.id)
    .execute();
  return { ...account, failures: before };
}

export async function clearFailures(writing: Writing, account: string): Promise<void> {
  await writing.updateTable('account').set({ failures: 0, locked_until: null }).where('id', '=', account).execute();
}
