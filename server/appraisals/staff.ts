import { z } from 'zod';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, viewerOf, type Answer, type Asked } from '../api/route.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Scope } from '../auth/viewer.ts';
import { findAccountsAt } from '../store/appraisals/find-accounts-at.ts';
import { findStaff } from '../store/appraisals/find-staff.ts';
import { putStaff } from '../store/appraisals/put-staff.ts';
import type { Reader } from '../store/database.ts';
import type { AppraisalParts } from './parts.ts';
import type { StaffView } from './wire.ts';

/** As on scorecards: letters, digits and a few signs, so that it is no name with a birthday. */
const pseudonymSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,31}$/u, '1 to 32 letters or digits, also - and _');
const memberSchema = z.strictObject({ account: z.string().min(1).max(64).nullable(), hasLeft: z.boolean() });

/** Who works at the branch, for its manager: only here stand pseudonyms beside accounts. */
export async function readStaff({ database }: AppraisalParts, { scope, params }: Asked): Promise<Answer> {
  return json(await staffView(database.read, scope, params['branch']!));
}

async function staffView(reader: Reader, scope: Scope, branch: string): Promise<StaffView> {
  const staff = await findStaff(reader, scope, branch);
  return {
    staff: staff.map(({ pseudonym, account, has_left }) => ({ pseudonym, account, hasLeft: has_left === 1 })),
    accounts: await findAccountsAt(reader, scope, branch),
  };
}

export async function changeStaff({ database, clock }: AppraisalParts, asked: Asked): Promise<Answer> {
  const { scope } = asked;
  const branch = asked.params['branch']!;
  const parsed = z
    .strictObject({ pseudonym: pseudonymSchema, member: memberSchema })
    .safeParse({ pseudonym: asked.params['pseudonym'], member: asked.body });
  if (!parsed.success) return refuse(400, 'malformed', 'The member of staff does not fit.', problemsOf(parsed.error));
  const { pseudonym, member } = parsed.data;
  return database.write(async (writing) => {
    const { staff, accounts } = await staffView(writing, scope, branch);
    const before = staff.find((each) => each.pseudonym === pseudonym);
    const { account } = member;
    // Whoever has lost the role since keeps the pseudonym.
    const isKnown =
      account === null || account === before?.account || accounts.some((each) => each.account === account);
    if (!isKnown)
      return refuse(400, 'malformed', 'The member of staff does not fit.', [
        { path: 'member.account', expected: 'somebody with a role at this branch' },
      ]);
    if (account !== null && staff.some((each) => each.account === account && each.pseudonym !== pseudonym))
      return refuse(409, 'known-account', 'This account has another pseudonym at this branch already.');
    await putStaff(writing, { branch, pseudonym, account, has_left: member.hasLeft ? 1 : 0 });
    await appendAudit(writing, {
      at: clock.now(),
      account: viewerOf(asked).account,
      action: 'staff.changed',
      subject: `branch/${branch}`,
      // Not which account: the audit log is read by more people than the staff list.
      detail: { pseudonym, hasAccount: account !== null, hasLeft: member.hasLeft },
    });
    return json(await staffView(writing, scope, branch));
  });
}
