import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import { createApi } from '../api/server.ts';
import { json } from '../api/route.ts';
import { ACCESS, accessOf } from '../auth/access.ts';
import { ACTIONS, ROLES, type Action, type Role } from '../auth/roles.ts';
import { openSession } from '../auth/sessions.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import { openSqlite, type Database } from '../store/database.ts';
import { addAccount } from '../store/people/add-account.ts';
import { addGrant } from '../store/people/change-grants.ts';
import { placeUnit } from '../store/people/place-unit.ts';
import { BRANCH, OTHER } from './branch-journal.ts';
import { recordingLog } from './office.ts';
import { runOffice, type RunningOffice } from './running-office.ts';

/**
 * Who may ask what, as the bank requires it: written out here and not taken from the program. Whoever adds an action
 * says here who may do it.
 */
const REQUIRED: Readonly<Record<Action, readonly Role[]>> = {
  'live.read': ['quality', 'region', 'branch-manager', 'lobby-manager', 'auditor', 'it'],
  'scores.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'tickets.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'ranking.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'ranking.names': ['quality', 'region', 'auditor'],
  'scores.compute': ['quality'],
  'policies.read': ['quality', 'region', 'branch-manager', 'inspector', 'auditor'],
  'policies.drafts': ['quality', 'auditor'],
  'policies.write': ['quality'],
  'policies.approve': ['quality'],
  'plans.read': ['quality', 'region', 'auditor'],
  'plans.write': ['quality', 'region'],
  'inspections.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'inspections.fill': ['inspector'],
  'inspections.enter': ['quality', 'region', 'inspector'],
  'inspections.review': ['quality', 'region'],
  'agreement.read': ['quality', 'auditor'],
  'evidence.read': ['quality', 'region', 'auditor'],
  'recordings.hear': ['quality', 'auditor'],
  'appraisals.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'appraisals.write': ['quality', 'region', 'branch-manager', 'lobby-manager'],
  'staff.write': ['branch-manager'],
  'cases.read': ['quality', 'region', 'branch-manager', 'auditor'],
  'cases.write': ['quality', 'region'],
  'organisation.read': ['quality', 'region', 'branch-manager', 'lobby-manager', 'inspector', 'auditor', 'it'],
  'organisation.write': ['quality', 'it'],
  'people.read': ['quality', 'auditor', 'it'],
  'people.write': ['it'],
  'audit.read': ['auditor', 'it'],
  'subjects.export': ['it', 'auditor'],
  'retention.read': ['quality', 'auditor', 'it'],
  'retention.write': ['it'],
};

/** The only addresses that need no session, and those that need one but no role. */
const EVERYONE = [
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /api/setup',
  'POST /api/setup',
  'POST /api/session',
  'POST /api/session/code',
  'GET /api/session/provider',
  'GET /api/session/provider/return',
];
const SIGNED_IN = ['GET /api/me', 'DELETE /api/session', 'POST /api/session/password'];

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Asker = Role | 'signed-out' | 'no-role';
const ASKERS: readonly Asker[] = ['signed-out', 'no-role', ...ROLES];

/** What central access control said; what the route itself says about an empty request does not matter here. */
type Verdict = 'let through' | 'signed out' | 'not allowed' | 'no such branch';
const VERDICTS: Readonly<Record<string, Verdict>> = {
  'signed-out': 'signed out',
  'not-allowed': 'not allowed',
  'no-such-branch': 'no such branch',
};

function requiredOf(asker: Asker, route: string): Verdict {
  if (EVERYONE.includes(route)) return 'let through';
  if (asker === 'signed-out') return 'signed out';
  if (SIGNED_IN.includes(route)) return 'let through';
  const [method, path] = route.split(' ');
  const allowed = REQUIRED[accessOf(method!, path!) as Action];
  if (allowed === undefined) throw new Error(`nobody has said who may ask ${route}`);
  return asker !== 'no-role' && allowed.includes(asker) ? 'let through' : 'not allowed';
}

let office: RunningOffice;
let database: Database;
const accountOf = (asker: Asker, unit: string): string => `${asker}@${unit}`;

beforeAll(async () => {
  office = await runOffice();
  database = openSqlite(office.file);
  await database.write(async (writing) => {
    for (const id of ['north', 'south'])
      await writing
        .insertInto('unit')
        .values({
          id,
          kind: 'region',
          name_zh: id,
          name_en: id,
          branch_type: null,
          created_at: 0,
          closed_on: null,
        })
        .execute();
    for (const unit of ['north', 'south']) await placeUnit(writing, { unit, parent: HEAD_OFFICE, on: '2026-01-01' });
    await placeUnit(writing, { unit: BRANCH, parent: 'north', on: '2027-01-01' });
    await placeUnit(writing, { unit: OTHER, parent: 'south', on: '2027-01-01' });
    for (const unit of [HEAD_OFFICE, 'north'])
      for (const asker of ASKERS) {
        const id = accountOf(asker, unit);
        await addAccount(writing, { id, login: id, name: id, password: null, binds: 0, created_at: 0 });
        if (asker !== 'signed-out' && asker !== 'no-role')
          await addGrant(writing, { account: id, role: asker, unit, granted_by: 'test', granted_at: 0 });
      }
  });
});

afterAll(async () => {
  await database.close();
  await office.stop();
});

interface Asking {
  readonly asker: Asker;
  readonly unit: string;
  readonly branch?: string;
}

/** Asks with an empty body, so that nothing is changed, in a session of its own, so that it may be ended. */
async function verdictOf(route: string, { asker, unit, branch = BRANCH }: Asking): Promise<Verdict> {
  const [method, pattern] = route.split(' ') as [Method, string];
  const path = pattern.replace(':branch', branch).replaceAll(/:\w+/g, 'none');
  const headers: Record<string, string> = {};
  if (asker !== 'signed-out') {
    const account = accountOf(asker, unit);
    const token = await database.write((writing) => openSession(writing, account, realClock().now()));
    headers['cookie'] = `hallmeter=${token}`;
  }
  const abort = new AbortController();
  const reply = await fetch(`${office.server.httpUrl}${path}`, {
    method,
    headers,
    redirect: 'manual',
    signal: abort.signal,
  });
  // A stream would go on.
  const isJson = reply.headers.get('content-type')?.includes('json') ?? false;
  const body = isJson ? ((await reply.json()) as { error?: { code: string } }) : {};
  abort.abort();
  expect(reply.status, `${route} failed`).not.toBe(500);
  return VERDICTS[body.error?.code ?? ''] ?? 'let through';
}

async function differences(routes: readonly string[], required = requiredOf): Promise<readonly string[]> {
  const found: string[] = [];
  for (const route of routes)
    for (const asker of ASKERS) {
      const [is, mustBe] = [await verdictOf(route, { asker, unit: HEAD_OFFICE }), required(asker, route)];
      if (is !== mustBe) found.push(`${route} as ${asker}: ${is}, must be ${mustBe}`);
    }
  return found;
}

const routes = (): readonly string[] => office.server.routes.map(({ method, path }) => `${method} ${path}`);

describe('every route', () => {
  test('answers each role as required', async () => {
    expect(routes().length).toBeGreaterThan(12);
    expect(await differences(routes())).toEqual([]);
  }, 120_000);

  test('has one entry, and every entry has its route', () => {
    const pages = 'GET /*';
    expect([...routes(), pages].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      Object.keys(ACCESS).toSorted((a, b) => (a < b ? -1 : 1)),
    );
  });

  test('that changes something needs more than the right to read', () => {
    const changing = routes().filter((route) => !route.startsWith('GET ') && !EVERYONE.includes(route));
    const readers = changing.filter((route) => /\.(?:read|export)$/.test(ACCESS[route]!));
    expect(readers).toEqual([]);
  });

  test('is within the matrix: each action of the program stands in it, and the program agrees', () => {
    expect(ACTIONS).toEqual(REQUIRED);
  });
});

describe('every route about a branch', () => {
  const about = (): readonly string[] => routes().filter((route) => route.includes('/:branch'));

  test('serves those of the own region, and answers another’s like one that does not exist', async () => {
    expect(about().length).toBeGreaterThan(2);
    for (const route of about())
      for (const asker of REQUIRED[ACCESS[route] as Action]) {
        const verdicts = [BRANCH, OTHER, 'nowhere', 'north', HEAD_OFFICE].map((branch) =>
          verdictOf(route, { asker, unit: 'north', branch }),
        );
        const hidden = 'no such branch';
        expect(await Promise.all(verdicts), `${route} as ${asker}`).toEqual([
          'let through',
          hidden,
          hidden,
          hidden,
          hidden,
        ]);
      }
  }, 120_000);

  test('is named so that the server checks its scope', () => {
    expect(routes().filter((route) => /\/branches\/:(?!branch\b)/.test(route))).toEqual([]);
  });
});

describe('the matrix goes red', () => {
  const [route] = ['GET /api/branches/:branch/events'];

  test('when a role may do more, or less, than required', async () => {
    const stricter = (asker: Asker, of: string): Verdict =>
      asker === 'auditor' ? 'not allowed' : requiredOf(asker, of);
    expect(await differences([route], stricter)).toEqual([`${route} as auditor: let through, must be not allowed`]);
    const looser = (asker: Asker, of: string): Verdict => (asker === 'it' ? 'let through' : requiredOf(asker, of));
    expect(await differences([route], looser)).toEqual([`${route} as it: not allowed, must be let through`]);
  });

  test('when nobody has said who may ask', () => {
    expect(() => requiredOf('quality', 'GET /api/salaries')).toThrow('nobody has said who may ask GET /api/salaries');
  });

  test('and head office does not even start with a route that has no entry', async () => {
    const answer = (): ReturnType<typeof json> => json({});
    const starting = createApi({
      clock: realClock(),
      log: recordingLog(),
      host: '127.0.0.1',
      port: 0,
      pagesDir: '/nonexistent',
      viewerOf: () => Promise.resolve(null),
      isWithin: () => Promise.resolve(true),
      routes: [{ method: 'GET', path: '/api/salaries', answer }],
    });
    await expect(starting).rejects.toThrow('GET /api/salaries has no entry');
  });
});
