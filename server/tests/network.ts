import type { Asked, Answer, Route } from '../api/route.ts';
import { accessOf } from '../auth/access.ts';
import type { Role } from '../auth/roles.ts';
import { scopeOf, WHOLE_BANK, type Viewer } from '../auth/viewer.ts';
import type { Database } from '../store/database.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import { placeUnit } from '../store/people/place-unit.ts';

/** Two regions of two branches each, people, and asking as one of them. */

export const BANK = {
  north: ['n1', 'n2'],
  south: ['s1', 's2'],
} as const;

export async function fillBank(database: Database): Promise<void> {
  await database.write(async (writing) => {
    const unit = (id: string, kind: 'head-office' | 'region' | 'branch') => ({
      id,
      kind,
      name_zh: `${id}行`,
      name_en: id.toUpperCase(),
      created_at: 1,
      closed_on: null,
      branch_type: kind === 'branch' ? 'full' : null,
    });
    await writing.insertInto('unit').values(unit('head-office', 'head-office')).execute();
    await writing.insertInto('unit_ancestor').values({ unit: 'head-office', ancestor: 'head-office' }).execute();
    for (const [region, branches] of Object.entries(BANK)) {
      await writing.insertInto('unit').values(unit(region, 'region')).execute();
      await placeUnit(writing, { unit: region, parent: 'head-office', on: '2020-01-01' });
      for (const branch of branches) {
        await writing.insertInto('unit').values(unit(branch, 'branch')).execute();
        await placeUnit(writing, { unit: branch, parent: region, on: '2020-01-01' });
      }
    }
  });
}

export async function addAccount(database: Database, account: string, grants: Viewer['grants']): Promise<Viewer> {
  await database.write(async (writing) => {
    const nothing = {
      password: null,
      subject: null,
      added_by: null,
      binds: 0,
      failures: 0,
      locked_until: null,
      disabled_at: null,
    } as const;
    await writing
      .insertInto('account')
      .values({ ...nothing, id: account, login: account, name: account.toUpperCase(), created_at: 1 })
      .execute();
    for (const { role, unit } of grants)
      await writing
        .insertInto('role_grant')
        .values({ account, role, unit, granted_by: 'system', granted_at: 1 })
        .execute();
  });
  return { account, name: account.toUpperCase(), grants };
}

export function viewer(account: string, role: Role, unit: string): Viewer {
  return { account, name: account, grants: [{ role, unit }] };
}

interface Reply {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

/** Answers of routes, judged as the server does before it asks them. */
export function asking(routes: readonly Route[], database: Database) {
  return async (who: Viewer, request: string, body?: unknown): Promise<Reply> => {
    const [method, url] = request.split(' ') as [Route['method'], string];
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    for (const route of routes) {
      const params = route.method === method ? paramsOf(route.path, pathname) : null;
      if (params === null) continue;
      const access = accessOf(route.method, route.path);
      if (access === null) throw new Error(`${request} has no entry in access.ts`);
      const scope = access === 'everyone' || access === 'signed-in' ? WHOLE_BANK : scopeOf(who, access);
      if (scope === null) return { status: 403, body: null };
      const { branch } = params;
      if (branch !== undefined && !(await isBranchWithin(database.read, scope, branch)))
        return { status: 404, body: null };
      const asked = { viewer: who, scope, params, query: Object.fromEntries(searchParams), body } as unknown as Asked;
      return plain(await route.answer(asked));
    }
    throw new Error(`there is no ${request}`);
  };
}

function plain(answer: Answer): Reply {
  if (answer.kind === 'json') return { status: answer.status, body: answer.body };
  return { status: answer.kind === 'empty' ? answer.status : 200, body: null };
}

function paramsOf(path: string, pathname: string): Record<string, string> | null {
  const [wanted, given] = [path.split('/'), pathname.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[index]!);
    else if (part !== given[index]) return null;
  }
  return params;
}
