import type { Viewer } from '../auth/viewer.ts';
import type { Reader } from '../store/database.ts';
import { accountNames } from '../store/policies/account-names.ts';
import type { ListedPolicy } from '../store/policies/list-policies.ts';
import type { PolicyRow } from '../store/policies/tables.ts';
import { damageOf } from './in-force.ts';
import { dayProblems, editorsOf } from './policies.ts';
import { lintPolicy, parsedBody } from './policy-json.ts';
import type { PolicySummary, PolicyView } from './wire.ts';

/** Rows as the API tells of them. */

export async function summariesOf(reader: Reader, rows: readonly ListedPolicy[]): Promise<readonly PolicySummary[]> {
  const accounts = rows.flatMap(({ author, approver }) => (approver === null ? [author] : [author, approver]));
  const names = await accountNames(reader, [...new Set(accounts)]);
  const person = (account: string) => ({ account, name: names.get(account) ?? account });
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    version: row.version,
    state: row.state,
    title: { zh: row.title_zh, en: row.title_en },
    from: row.from_on,
    to: row.to_on,
    author: person(row.author),
    submittedAt: row.submitted_at,
    approver: row.approver === null ? null : person(row.approver),
    approvedAt: row.approved_at,
    updatedAt: row.updated_at,
    digest: row.digest,
  }));
}

interface Viewing {
  readonly reader: Reader;
  readonly now: number;
  readonly viewer: Viewer;
}

export async function viewOf({ reader, now, viewer }: Viewing, row: PolicyRow): Promise<PolicyView> {
  const [summary] = await summariesOf(reader, [row]);
  const body = parsedBody(row);
  const damage = damageOf(row);
  const { errors, warnings } = lintPolicy(row.kind, body);
  return {
    ...summary!,
    body,
    damage,
    problems: [...errors, ...(await dayProblems(reader, row, now))],
    warnings,
    isOwnWork: editorsOf(row).includes(viewer.account),
  };
}
