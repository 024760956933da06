import { z } from 'zod';
import { problemsOf } from '#contract/problems.ts';
import { json, refuse, type Answer, type Asked, type Route } from '../api/route.ts';
import { hasAnyAccount } from '../store/people/find-account.ts';
import { AddressLimit } from './address-limit.ts';
import { codeSchema, loginSchema, nameSchema, typedPasswordSchema } from './bodies.ts';
import { passwordProblem } from './password-rules.ts';
import { signedIn, TOO_MANY_TRIES } from './session-routes.ts';
import { makeFirstAccount, type SetupParts } from './setup.ts';

/** GET /api/setup: what a page shows to somebody who is not signed in. */
export interface SignInWays {
  /** There is no account yet. */
  readonly setUp: boolean;
  /** The bank's own sign-in can be used. */
  readonly provider: boolean;
}

const TRIES_MOST = 10;

const setupSchema = z
  .strictObject({ code: codeSchema, login: loginSchema, name: nameSchema, password: typedPasswordSchema })
  .superRefine(({ login, password }, context) => {
    const message = passwordProblem(password, login);
    if (message !== null) context.addIssue({ code: 'custom', path: ['password'], message });
  });

export function setupRoutes(parts: SetupParts, ways: Pick<SignInWays, 'provider'>): readonly Route[] {
  const limit = new AddressLimit(TRIES_MOST);
  return [
    {
      method: 'GET',
      path: '/api/setup',
      answer: async () => json({ ...ways, setUp: !(await hasAnyAccount(parts.database.read)) } satisfies SignInWays),
    },
    { method: 'POST', path: '/api/setup', answer: (asked) => answerSetup(parts, limit, asked) },
  ];
}

async function answerSetup(parts: SetupParts, limit: AddressLimit, asked: Asked): Promise<Answer> {
  if (await hasAnyAccount(parts.database.read))
    return refuse(409, 'set-up', 'Head office is set up already. Ask IT for an account.');
  const parsed = setupSchema.safeParse(asked.body);
  if (!parsed.success) return refuse(400, 'malformed', 'Please check what you typed.', problemsOf(parsed.error));
  if (!limit.take(asked.address, parts.deskClock.now())) return TOO_MANY_TRIES;
  const token = await makeFirstAccount(parts, parsed.data.code, parsed.data);
  if (token !== null) return signedIn(asked.request, token);
  const problem = { path: 'code', expected: 'the code that stands in the file setup-code of the data folder' };
  return refuse(403, 'wrong-code', `Expected ${problem.expected}.`, [problem]);
}
