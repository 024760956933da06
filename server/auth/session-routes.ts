import { z } from 'zod';
import { problemsOf } from '#contract/problems.ts';
import { appendAudit } from '../audit/audit.ts';
import { DONE, json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { AddressLimit } from './address-limit.ts';
import { codeSchema, typedPasswordSchema } from './bodies.ts';
import { changePassword, choosePassword, type CodeUse, type PasswordChange } from './own-password.ts';
import { hashOfToken } from './secrets.ts';
import { cookieFor, noCookie, tokenIn } from './session-cookie.ts';
import { SESSION_MS, type AuthParts } from './sessions.ts';
import { signIn } from './sign-in.ts';

/** Wrong tries of one address, over all accounts, within a quarter of an hour. */
const TRIES_MOST = 20;

export const TOO_MANY_TRIES = refuse(429, 'too-many-tries', 'Too many tries from here. Wait a quarter of an hour.');

const signInSchema = z.strictObject({ login: z.string().max(200), password: typedPasswordSchema });
const changeSchema = z.strictObject({ current: typedPasswordSchema, next: typedPasswordSchema });
const choiceSchema = z.strictObject({ code: codeSchema, password: typedPasswordSchema });

/** Signing in and out, and one's own password. */
export function sessionRoutes(parts: AuthParts): readonly Route[] {
  const limit = new AddressLimit(TRIES_MOST);
  const limited = async (asked: Asked, attempt: () => Promise<Attempt>): Promise<Answer> => {
    if (!limit.take(asked.address, parts.deskClock.now())) return TOO_MANY_TRIES;
    const { isGuess, answer } = await attempt();
    if (!isGuess) limit.forgive(asked.address);
    return answer;
  };
  return [
    { method: 'POST', path: '/api/session', answer: (asked) => limited(asked, () => answerSignIn(parts, asked)) },
    { method: 'DELETE', path: '/api/session', answer: (asked) => answerSignOut(parts, asked) },
    {
      method: 'POST',
      path: '/api/session/password',
      answer: (asked) => limited(asked, () => answerChange(parts, asked)),
    },
    {
      method: 'POST',
      path: '/api/session/code',
      answer: (asked) => limited(asked, () => answerChoice(parts, asked)),
    },
  ];
}

interface Attempt {
  /** Wrong: somebody may be trying out. */
  readonly isGuess: boolean;
  readonly answer: Answer;
}

function malformed(error: z.ZodError): Attempt {
  const answer = refuse(400, 'malformed', 'Please check what you typed.', problemsOf(error));
  return { isGuess: false, answer };
}

async function answerSignIn(parts: AuthParts, { body, request }: Asked): Promise<Attempt> {
  const parsed = signInSchema.safeParse(body);
  if (!parsed.success) return malformed(parsed.error);
  const token = await signIn(parts, parsed.data.login.trim(), parsed.data.password);
  if (token !== null) return { isGuess: false, answer: signedIn(request, token) };
  const message = 'Login and password do not fit, or the account is locked: after five wrong tries wait 15 minutes.';
  return { isGuess: true, answer: refuse(401, 'not-signed-in', message) };
}

/** With the cookie of a new session. */
export function signedIn(request: Asked['request'], token: string): Answer {
  return { kind: 'empty', status: 204, headers: { 'set-cookie': cookieFor(request, token, SESSION_MS) } };
}

async function answerSignOut({ database, clock }: AuthParts, asked: Asked): Promise<Answer> {
  const token = tokenIn(asked.request);
  const { account } = viewerOf(asked);
  if (token !== null)
    await database.write(async (writing) => {
      await writing.deleteFrom('session').where('token_hash', '=', hashOfToken(token)).execute();
      const entry = { at: clock.now(), account, subject: `account/${account}`, detail: {} };
      await appendAudit(writing, { ...entry, action: 'session.ended' });
    });
  return { kind: 'empty', status: 204, headers: { 'set-cookie': noCookie(asked.request) } };
}

async function answerChange(parts: AuthParts, asked: Asked): Promise<Attempt> {
  const parsed = changeSchema.safeParse(asked.body);
  if (!parsed.success) return malformed(parsed.error);
  const owner = { account: viewerOf(asked).account, token: tokenIn(asked.request) };
  const change = await changePassword(parts, owner, parsed.data);
  if (change.kind === 'changed') return { isGuess: false, answer: DONE };
  return refusedChange(change, 'next', { path: 'current', expected: 'your password of now' });
}

async function answerChoice(parts: AuthParts, { body }: Asked): Promise<Attempt> {
  const parsed = choiceSchema.safeParse(body);
  if (!parsed.success) return malformed(parsed.error);
  const use: CodeUse = await choosePassword(parts, parsed.data.code, parsed.data.password);
  if (use.kind === 'chosen') return { isGuess: false, answer: json({ login: use.login }) };
  return refusedChange(use, 'password', { path: 'code', expected: 'a code that is new and was not used' });
}

type Refused = Exclude<PasswordChange, { kind: 'changed' }>;

function refusedChange(
  change: Refused,
  path: string,
  wrong: { readonly path: string; readonly expected: string },
): Attempt {
  switch (change.kind) {
    case 'wrong':
      return { isGuess: true, answer: refuse(403, 'wrong', `Expected ${wrong.expected}.`, [wrong]) };
    case 'no-password':
      return {
        isGuess: false,
        answer: refuse(409, 'no-password', 'This account signs in through the bank’s own sign-in.'),
      };
    default:
      return {
        isGuess: false,
        answer: refuse(400, 'unfit-password', `Expected ${change.expected}.`, [{ path, expected: change.expected }]),
      };
  }
}
