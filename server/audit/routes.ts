import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, type Answer, type Asked, type Route } from '../api/route.ts';
import { bankDay, startOfBankDay } from '../bank-day.ts';
import type { OfficeParts } from '../office-routes.ts';
import { findAudit, findAuditKeys, type AuditLine } from '../store/people/find-audit.ts';
import { isWholeBank } from '../store/people/units-within.ts';
import { verifyAudit } from './audit.ts';

/** GET /api/audit: a page of the log, the newest first, and what can be looked for. */
export interface AuditPage {
  readonly rows: readonly (Omit<AuditLine, 'detail'> & { readonly detail: unknown; readonly day: string })[];
  /** Ask for rows `before` this one; null = there are none. */
  readonly next: number | null;
  readonly actions: readonly string[];
  readonly accounts: readonly { readonly account: string; readonly name: string | null }[];
}

const ROWS = 50;

const questionSchema = z.strictObject({
  action: z.string().max(100).optional(),
  account: z.string().max(100).optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});

export function auditRoutes(parts: Pick<OfficeParts, 'database' | 'config'>): readonly Route[] {
  return [
    { method: 'GET', path: '/api/audit', answer: (asked) => answerPage(parts, asked) },
    {
      method: 'GET',
      path: '/api/audit/proof',
      answer: async ({ scope }) => (isWholeBank(scope) ? json(await verifyAudit(parts.database.read)) : NOT_WHOLE_BANK),
    },
  ];
}

const NOT_WHOLE_BANK = refuse(
  403,
  'not-allowed',
  'The audit log is of the whole bank and needs the right at head office.',
);
const DAY_MS = 86_400_000;

async function answerPage(
  { database, config }: Pick<OfficeParts, 'database' | 'config'>,
  { scope, query }: Asked,
): Promise<Answer> {
  if (!isWholeBank(scope)) return NOT_WHOLE_BANK;
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const parsed = questionSchema.safeParse(given);
  if (!parsed.success) return refuse(400, 'malformed', 'Please check what you look for.', problemsOf(parsed.error));
  const { action = null, account = null, from, to, before = null } = parsed.data;
  const found = await findAudit(database.read, {
    action,
    account,
    from: from === undefined ? null : startOfBankDay(from, config),
    to: to === undefined ? null : startOfBankDay(to, config) + DAY_MS,
    before,
    limit: ROWS + 1,
  });
  const rows = found.slice(0, ROWS).map((row) => ({
    ...row,
    detail: JSON.parse(row.detail) as unknown,
    day: bankDay(row.at, config),
  }));
  const next = found.length > ROWS ? rows.at(-1)!.seq : null;
  return json({ rows, next, ...(await findAuditKeys(database.read)) } satisfies AuditPage);
}
