import type { Reader } from '../database.ts';

export interface AuditQuestion {
  readonly action: string | null;
  readonly account: string | null;
  /** At or after, ms. */
  readonly from: number | null;
  /** Before, ms. */
  readonly to: number | null;
  /** Rows before this one, for the next page. */
  readonly before: number | null;
  readonly limit: number;
}

export interface AuditLine {
  readonly seq: number;
  readonly at: number;
  readonly account: string;
  /** Null for head office itself. */
  readonly name: string | null;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly detail: string;
}

/** The newest first. */
export async function findAudit(
  reader: Reader,
  { action, account, from, to, before, limit }: AuditQuestion,
): Promise<readonly AuditLine[]> {
  return reader
    .selectFrom('audit')
    .leftJoin('account', 'account.id', 'audit.account')
    .select(['seq', 'at', 'audit.account', 'account.name', 'action', 'audit.subject', 'detail'])
    .$if(action !== null, (query) => query.where('action', '=', action!))
    .$if(account !== null, (query) => query.where('audit.account', '=', account!))
    .$if(from !== null, (query) => query.where('at', '>=', from!))
    .$if(to !== null, (query) => query.where('at', '<', to!))
    .$if(before !== null, (query) => query.where('seq', '<', before!))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

/** What can be looked for. */
export async function findAuditKeys(reader: Reader): Promise<{
  readonly actions: readonly string[];
  readonly accounts: readonly { readonly account: string; readonly name: string | null }[];
}> {
  const actions = await reader.selectFrom('audit').select('action').distinct().orderBy('action').execute();
  const accounts = await reader
    .selectFrom('audit')
    .leftJoin('account', 'account.id', 'audit.account')
    .select(['audit.account', 'account.name'])
    .distinct()
    .orderBy('audit.account')
    .execute();
  return { actions: actions.map(({ action }) => action), accounts };
}
