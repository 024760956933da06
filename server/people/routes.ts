import { z } from 'zod';
import { problemsOf } from '#contract/problems.ts';
import { DONE, json, refuse, viewerOf, type Answer, type Asked, type Route } from '../api/route.ts';
import { loginSchema, nameSchema } from '../auth/bodies.ts';
import type { OfficeParts } from '../office-routes.ts';
import type { Writing } from '../store/database.ts';
import { isRole } from '../store/people/find-grants.ts';
import { findPeople } from '../store/people/find-people.ts';
import {
  addPerson,
  disablePerson,
  enablePerson,
  grantRole,
  renamePerson,
  resetPassword,
  revokeRole,
  unlockPerson,
  type GrantChange,
  type Officer,
  type PersonChanged,
  type PersonRefusal,
} from './change-people.ts';

const addSchema = z.strictObject({ login: loginSchema, name: nameSchema, byProvider: z.boolean() });
const renameSchema = z.strictObject({ name: nameSchema });

type Parts = Pick<OfficeParts, 'database' | 'clock' | 'deskClock'>;
type Change<T> = (writing: Writing, officer: Officer, input: T) => Promise<PersonChanged>;

/** Accounts and what they may do. No answer ever holds a password or its hash. */
export function peopleRoutes(parts: Parts): readonly Route[] {
  const { database, clock, deskClock } = parts;
  const inTransaction = async <T>(asked: Asked, change: Change<T>, input: T): Promise<Answer> => {
    const { account } = viewerOf(asked);
    const officer = { account, scope: asked.scope, at: clock.now(), deskNow: deskClock.now() };
    const changed = await database.write((writing) => change(writing, officer, input));
    if (!changed.ok) return REFUSALS[changed.refusal];
    return changed.value === null ? DONE : json(changed.value);
  };
  const withAccount =
    (change: Change<string>) =>
    (asked: Asked): Promise<Answer> =>
      inTransaction(asked, change, asked.params['account'] ?? '');
  const withGrant =
    (change: Change<GrantChange>) =>
    async (asked: Asked): Promise<Answer> => {
      const { account = '', role = '', unit = '' } = asked.params;
      return isRole(role) ? inTransaction(asked, change, { account, role, unit }) : NO_SUCH_ROLE;
    };
  return [
    {
      method: 'GET',
      path: '/api/people',
      answer: async (asked) => json(await findPeople(database.read, asked.scope, viewerOf(asked).account)),
    },
    {
      method: 'POST',
      path: '/api/people',
      async answer(asked) {
        const parsed = addSchema.safeParse(asked.body);
        return parsed.success ? inTransaction(asked, addPerson, parsed.data) : malformed(parsed.error);
      },
    },
    {
      method: 'PUT',
      path: '/api/people/:account',
      async answer(asked) {
        const parsed = renameSchema.safeParse(asked.body);
        const account = asked.params['account'] ?? '';
        return parsed.success
          ? inTransaction(asked, renamePerson, { ...parsed.data, account })
          : malformed(parsed.error);
      },
    },
    { method: 'POST', path: '/api/people/:account/code', answer: withAccount(resetPassword) },
    { method: 'POST', path: '/api/people/:account/disable', answer: withAccount(disablePerson) },
    { method: 'POST', path: '/api/people/:account/enable', answer: withAccount(enablePerson) },
    { method: 'POST', path: '/api/people/:account/unlock', answer: withAccount(unlockPerson) },
    { method: 'PUT', path: '/api/people/:account/grants/:role/:unit', answer: withGrant(grantRole) },
    { method: 'DELETE', path: '/api/people/:account/grants/:role/:unit', answer: withGrant(revokeRole) },
  ];
}

const NO_SUCH_ROLE = refuse(404, 'no-such-role', 'There is no such role.');

function malformed(error: z.ZodError): Answer {
  return refuse(400, 'malformed', 'Please check what you entered.', problemsOf(error));
}

const REFUSALS: Readonly<Record<PersonRefusal, Answer>> = {
  'no-such-account': refuse(404, 'no-such-account', 'There is no such account within your reach.'),
  'no-such-unit': refuse(404, 'no-such-unit', 'There is no such unit within your reach.'),
  'known-login': refuse(409, 'known-login', 'Somebody has this login already.', [
    { path: 'login', expected: 'a login that nobody has' },
  ]),
  'last-it': refuse(409, 'last-it', 'This is the last IT account of head office; give somebody else that role first.'),
  'signs-in-by-provider': refuse(409, 'signs-in-by-provider', 'This account signs in at the bank’s provider.'),
};
