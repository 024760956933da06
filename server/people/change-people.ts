import { randomUUID } from 'node:crypto';
import { appendAudit } from '../audit/audit.ts';
import { issuePasswordCode, type PasswordCode } from '../auth/own-password.ts';
import { endSessions } from '../auth/sessions.ts';
import { clearFailures } from '../auth/sign-in.ts';
import type { Grant, Scope } from '../auth/viewer.ts';
import { tieAfterWork } from '../inspections/planning/ties.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import type { Writing } from '../store/database.ts';
import { addAccount } from '../store/people/add-account.ts';
import { addGrant, removeGrant } from '../store/people/change-grants.ts';
import { findAccount, findAccountByLogin, type Account } from '../store/people/find-account.ts';
import { isWholeBank, unitsWithin } from '../store/people/units-within.ts';

/**
 * What IT does with accounts. An account whose rights reach beyond the scope of who asks is out of their reach, so that
 * a region's IT cannot take over head office. Every change is audited, also what somebody grants to themselves.
 */

export interface Officer {
  readonly account: string;
  readonly scope: Scope;
  readonly at: number;
  /** Of people at their desks. */
  readonly deskNow: number;
}

export type PersonRefusal =
  | 'no-such-account'
  | 'no-such-unit'
  | 'known-login'
  /** Nobody could let anybody in any more. */
  | 'last-it'
  | 'signs-in-by-provider';

export type PersonChanged<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: PersonRefusal };

const no = (refusal: PersonRefusal): PersonChanged<never> => ({ ok: false, refusal });
const DONE: PersonChanged<null> = { ok: true, value: null };

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  /** Signs in at the bank's provider, as this login the first time; never with a password. */
  readonly byProvider: boolean;
}

export interface AddedPerson {
  readonly account: string;
  /** For the person, to choose a password; null for who signs in by the provider. */
  readonly code: PasswordCode | null;
}

export async function addPerson(
  writing: Writing,
  officer: Officer,
  { login, name, byProvider }: NewPerson,
): Promise<PersonChanged<AddedPerson>> {
  if ((await findAccountByLogin(writing, login)) !== undefined) return no('known-login');
  const account = randomUUID();
  const binds = byProvider ? 1 : 0;
  const added = { id: account, login, name, password: null, binds, created_at: officer.at } as const;
  await addAccount(writing, added, officer.account);
  const code = byProvider ? null : await issuePasswordCode(writing, account, officer.deskNow);
  await audit(writing, officer, { account, action: 'account.added', detail: { login, name, byProvider } });
  return { ok: true, value: { account, code } };
}

export async function renamePerson(
  writing: Writing,
  officer: Officer,
  { account, name }: { readonly account: string; readonly name: string },
): Promise<PersonChanged> {
  const found = await findInReach(writing, officer, account);
  if (found === null) return no('no-such-account');
  await writing.updateTable('account').set({ name }).where('id', '=', account).execute();
  await audit(writing, officer, { account, action: 'account.renamed', detail: { before: found.name, after: name } });
  return DONE;
}

/** A code for the person; the password of before, and every session, end at once. */
export async function resetPassword(
  writing: Writing,
  officer: Officer,
  account: string,
): Promise<PersonChanged<PasswordCode>> {
  const found = await findInReach(writing, officer, account);
  if (found === null || found.disabled_at !== null) return no('no-such-account');
  if (found.binds === 1 || found.subject !== null) return no('signs-in-by-provider');
  await writing.updateTable('account').set({ password: null }).where('id', '=', account).execute();
  await endSessions(writing, account, null);
  const code = await issuePasswordCode(writing, account, officer.deskNow);
  await audit(writing, officer, { account, action: 'password.reset', detail: {} });
  return { ok: true, value: code };
}

export async function disablePerson(writing: Writing, officer: Officer, account: string): Promise<PersonChanged> {
  const found = await findInReach(writing, officer, account);
  if (found === null) return no('no-such-account');
  if (found.disabled_at !== null) return DONE;
  if (await isLastIt(writing, account)) return no('last-it');
  await writing.updateTable('account').set({ disabled_at: officer.at }).where('id', '=', account).execute();
  await endSessions(writing, account, null);
  await writing.deleteFrom('password_code').where('account', '=', account).execute();
  await audit(writing, officer, { account, action: 'account.disabled', detail: {} });
  return DONE;
}

export async function enablePerson(writing: Writing, officer: Officer, account: string): Promise<PersonChanged> {
  const found = await findInReach(writing, officer, account);
  if (found === null) return no('no-such-account');
  if (found.disabled_at === null) return DONE;
  await writing.updateTable('account').set({ disabled_at: null }).where('id', '=', account).execute();
  await audit(writing, officer, { account, action: 'account.enabled', detail: {} });
  return DONE;
}

export async function unlockPerson(writing: Writing, officer: Officer, account: string): Promise<PersonChanged> {
  const found = await findInReach(writing, officer, account);
  if (found === null) return no('no-such-account');
  await clearFailures(writing, account);
  await audit(writing, officer, { account, action: 'account.unlocked', detail: { failures: found.failures } });
  return DONE;
}

export interface GrantChange extends Grant {
  readonly account: string;
}

export async function grantRole(
  writing: Writing,
  officer: Officer,
  { account, role, unit }: GrantChange,
): Promise<PersonChanged> {
  const refusal = await grantRefusal(writing, officer, { account, unit });
  if (refusal !== null) return no(refusal);
  const { at, account: by } = officer;
  const isNew = await addGrant(writing, { account, role, unit, granted_by: by, granted_at: at });
  if (isNew) await audit(writing, officer, { account, action: 'role.granted', detail: { role, unit } });
  return DONE;
}

export async function revokeRole(
  writing: Writing,
  officer: Officer,
  { account, role, unit }: GrantChange,
): Promise<PersonChanged> {
  const refusal = await grantRefusal(writing, officer, { account, unit });
  if (refusal !== null) return no(refusal);
  if (role === 'it' && unit === HEAD_OFFICE && (await isLastIt(writing, account))) return no('last-it');
  const wasThere = await removeGrant(writing, account, { role, unit });
  if (!wasThere) return DONE;
  await tieAfterWork(writing, { role, unit }, { account, now: officer.deskNow });
  await audit(writing, officer, { account, action: 'role.revoked', detail: { role, unit } });
  return DONE;
}

async function grantRefusal(
  writing: Writing,
  officer: Officer,
  { account, unit }: { readonly account: string; readonly unit: string },
): Promise<PersonRefusal | null> {
  if ((await findInReach(writing, officer, account)) === null) return 'no-such-account';
  return (await unitsWithin(writing, officer.scope)).has(unit) ? null : 'no-such-unit';
}

/**
 * Null when it is not there, or when it may do something somewhere that is not within the officer's scope. One that may
 * do nothing yet is within reach of whoever added it and of the whole bank's IT: it may be meant for anything.
 */
async function findInReach(writing: Writing, { account: by, scope }: Officer, id: string): Promise<Account | null> {
  const account = await findAccount(writing, id);
  if (account === undefined) return null;
  const grants = await writing.selectFrom('role_grant').select('unit').where('account', '=', id).execute();
  if (grants.length === 0) return isWholeBank(scope) || account.added_by === by ? account : null;
  const units = await unitsWithin(writing, scope);
  return grants.every(({ unit }) => units.has(unit)) ? account : null;
}

async function isLastIt(writing: Writing, account: string): Promise<boolean> {
  const officers = await writing
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account')
    .select('account.id')
    .where('role', '=', 'it')
    .where('unit', '=', HEAD_OFFICE)
    .where('disabled_at', 'is', null)
    .execute();
  return officers.length === 1 && officers[0]!.id === account;
}

async function audit(
  writing: Writing,
  { at, account: by }: Officer,
  {
    account,
    action,
    detail,
  }: { readonly account: string; readonly action: string; readonly detail: Record<string, unknown> },
): Promise<void> {
  await appendAudit(writing, { at, account: by, action, subject: `account/${account}`, detail });
}
