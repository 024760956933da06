import { z } from 'zod';
import { dateSchema } from '#contract/ids.ts';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, viewerOf, type Answer, type Asked, type Route } from '../../api/route.ts';
import { appendAudit } from '../../audit/audit.ts';
import { bankDay } from '../../bank-day.ts';
import { findAccount } from '../../store/people/find-account.ts';
import { findStaffTies } from '../../store/inspections/find-staff-ties.ts';
import { putStaffTie } from '../../store/inspections/put-staff-tie.ts';
import type { InspectionParts } from '../inspection-routes.ts';
import type { TieView } from '../wire.ts';
import { dateAfter } from './quarter.ts';

const DECLARED_DAYS_AT_MOST = 5 * 366;

const tieSchema = z.strictObject({
  account: z.string().min(1).max(64),
  until: dateSchema,
  /** Goes into the audit log only: the interest itself is nobody else's business. */
  reason: z.string().trim().min(4).max(400),
});

/** Interests that inspectors have declared (回避), beside what follows from their roles. */
export function tieRoutes(parts: InspectionParts): readonly Route[] {
  const { database } = parts;
  const path = '/api/branches/:branch/ties';
  return [
    {
      method: 'GET',
      path,
      answer: async ({ scope, params }) => json(viewsOf(await findStaffTies(database.read, scope, params['branch']!))),
    },
    { method: 'POST', path, answer: (asked) => declare(parts, asked) },
  ];
}

function viewsOf(rows: Awaited<ReturnType<typeof findStaffTies>>): readonly TieView[] {
  return rows.map(({ account, name, why, until_on: until }) => ({ account, name, why, until }));
}

async function declare({ database, clock }: InspectionParts, asked: Asked): Promise<Answer> {
  const parsed = tieSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'The interest does not fit.', problemsOf(parsed.error));
  const { account, until, reason } = parsed.data;
  const branch = asked.params['branch']!;
  const at = clock.now();
  const today = bankDay(at, {});
  const last = dateAfter(today, DECLARED_DAYS_AT_MOST);
  if (until < today || until > last)
    return refuse(400, 'malformed', 'The interest does not fit.', [
      { path: 'until', expected: `a day from ${today} to ${last}` },
    ]);
  return database.write(async (writing) => {
    if ((await findAccount(writing, account)) === undefined)
      return refuse(400, 'malformed', 'The interest does not fit.', [
        { path: 'account', expected: 'somebody who has an account' },
      ]);
    const before = (await findStaffTies(writing, asked.scope, branch)).find(
      (tie) => tie.account === account && tie.why === 'declared',
    );
    await putStaffTie(writing, { branch, account, why: 'declared', until_on: until });
    await appendAudit(writing, {
      at,
      account: viewerOf(asked).account,
      action: 'tie.declared',
      subject: `branch/${branch}`,
      detail: { account, before: before?.until_on ?? null, until, reason },
    });
    return json(viewsOf(await findStaffTies(writing, asked.scope, branch)), 201);
  });
}
