import type { Writing } from '../database.ts';
import type { Account } from './find-account.ts';

export type NewAccount = Pick<Account, 'id' | 'login' | 'name' | 'password' | 'binds' | 'created_at'>;

/** An account that may do nothing yet. */
export async function addAccount(writing: Writing, account: NewAccount): Promise<void> {
  await writing
    .insertInto('account')
    .values({ ...account, subject: null, failures: 0, locked_until: null, disabled_at: null })
    .execute();
}
