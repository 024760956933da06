import type { Writing } from '../database.ts';
import type { Account } from './find-account.ts';

export type NewAccount = Pick<Account, 'id' | 'login' | 'name' | 'password' | 'binds' | 'created_at'>;

/** An account that may do nothing yet. */
export async function addAccount(writing: Writing, account: NewAccount, addedBy: string | null = null): Promise<void> {
  await writing
    .insertInto('account')
    .values({ ...account, subject: null, failures: 0, locked_until: null, disabled_at: null, added_by: addedBy })
    .execute();
}
