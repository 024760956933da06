import type { Selectable } from 'kysely';
import type { Reader } from '../database.ts';
import type { PeopleTables } from './tables.ts';

export type Account = Selectable<PeopleTables['account']>;

export function findAccount(reader: Reader, id: string): Promise<Account | undefined> {
  return reader.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
}

/** `login` in lower case. */
export function findAccountByLogin(reader: Reader, login: string): Promise<Account | undefined> {
  return reader.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
}

/** `subject`: issuer and subject at the bank's provider. */
export function findAccountBySubject(reader: Reader, subject: string): Promise<Account | undefined> {
  return reader.selectFrom('account').selectAll().where('subject', '=', subject).executeTakeFirst();
}

export async function hasAnyAccount(reader: Reader): Promise<boolean> {
  return (await reader.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;
}
