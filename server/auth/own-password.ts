import { appendAudit } from '../audit/audit.ts';
import type { Writing } from '../store/database.ts';
import { findAccount } from '../store/people/find-account.ts';
import { hashPassword, isPassword } from './password.ts';
import { passwordProblem } from './password-rules.ts';
import { hashOfToken, newToken } from './secrets.ts';
import { endSessions, type AuthParts } from './sessions.ts';
import { clearFailures } from './sign-in.ts';

/** Nobody but its owner ever knows a password: IT hands out a code with which the owner chooses one. */

const CODE_MS = 72 * 3_600_000;

export type PasswordChange =
  | { readonly kind: 'changed' }
  | { readonly kind: 'wrong' }
  /** Signs in through the bank's provider only. */
  | { readonly kind: 'no-password' }
  | { readonly kind: 'unfit'; readonly expected: string };

/** By its owner, who is signed in with `token`; every other session of the account ends. */
export async function changePassword(
  parts: AuthParts,
  owner: { readonly account: string; readonly token: string | null },
  { current, next }: { readonly current: string; readonly next: string },
): Promise<PasswordChange> {
  const { database, clock } = parts;
  const account = await findAccount(database.read, owner.account);
  if (account?.password === undefined || account.password === null) return { kind: 'no-password' };
  if (!(await isPassword(current, account.password))) return { kind: 'wrong' };
  const expected = passwordProblem(next, account.login);
  if (expected !== null) return { kind: 'unfit', expected };
  const password = await hashPassword(next);
  await database.write(async (writing) => {
    await storePassword(writing, account.id, password);
    await endSessions(writing, account.id, owner.token);
    const entry = { at: clock.now(), account: account.id, subject: `account/${account.id}`, detail: {} };
    await appendAudit(writing, { ...entry, action: 'password.changed' });
  });
  return { kind: 'changed' };
}

export interface PasswordCode {
  readonly code: string;
  readonly expiresAt: number;
}

/** A code with which the owner may choose a password, once; an earlier one is void. */
export async function issuePasswordCode(writing: Writing, account: string, now: number): Promise<PasswordCode> {
  const code = newToken();
  const expiresAt = now + CODE_MS;
  await writing.deleteFrom('password_code').where('account', '=', account).execute();
  await writing
    .insertInto('password_code')
    .values({ account, code_hash: hashOfToken(code), expires_at: expiresAt })
    .execute();
  return { code, expiresAt };
}

export type CodeUse =
  | { readonly kind: 'chosen'; readonly login: string }
  | Exclude<PasswordChange, { kind: 'changed' }>;

/** Chooses the password with a code; all sessions of the account end. */
export async function choosePassword(parts: AuthParts, code: string, next: string): Promise<CodeUse> {
  const { database, clock } = parts;
  const hash = hashOfToken(code);
  const owner = await database.read
    .selectFrom('password_code')
    .innerJoin('account', 'account.id', 'password_code.account')
    .select(['account.id', 'account.login'])
    .where('code_hash', '=', hash)
    .where('expires_at', '>', parts.deskClock.now())
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (owner === undefined) return { kind: 'wrong' };
  const expected = passwordProblem(next, owner.login);
  if (expected !== null) return { kind: 'unfit', expected };
  const password = await hashPassword(next);
  return database.write(async (writing) => {
    // Used by somebody else meanwhile: the first one counts.
    const { numDeletedRows } = await writing
      .deleteFrom('password_code')
      .where('code_hash', '=', hash)
      .executeTakeFirst();
    if (numDeletedRows !== 1n) return { kind: 'wrong' };
    await storePassword(writing, owner.id, password);
    await clearFailures(writing, owner.id);
    await endSessions(writing, owner.id, null);
    const entry = { at: clock.now(), account: owner.id, subject: `account/${owner.id}`, detail: {} };
    await appendAudit(writing, { ...entry, action: 'password.chosen' });
    return { kind: 'chosen', login: owner.login };
  });
}

async function storePassword(writing: Writing, account: string, password: string): Promise<void> {
  await writing.updateTable('account').set({ password }).where('id', '=', account).execute();
}
