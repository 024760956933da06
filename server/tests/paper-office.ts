import type { Clock } from '#contract/clock.ts';
import { VirtualClock } from '#contract/clock.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Sheet } from '#rubric/scorecards/sheet.ts';
import type { Answer, Asked, Route } from '../api/route.ts';
import { accessOf } from '../auth/access.ts';
import type { Action } from '../auth/roles.ts';
import { scopeOf, type Viewer } from '../auth/viewer.ts';
import { agreementRoutes } from '../inspections/agreement/agreement-routes.ts';
import { entryRoutes } from '../inspections/double-entry/entry-routes.ts';
import { settlementRoutes } from '../inspections/double-entry/settlement-routes.ts';
import { ensureUnits } from '../organisation/ensure-units.ts';
import type { Database } from '../store/database.ts';
import type { InspectionsTables } from '../store/inspections/tables.ts';
import { isBranchWithin } from '../store/people/branches-within.ts';
import { placeUnit } from '../store/people/place-unit.ts';

/** Test helper: two regions with a branch each, paper inspections, and people who type, settle and look. */

export const TODAY = Date.UTC(2026, 10, 25, 2);

const person = (account: string, role: Viewer['grants'][number]['role'], unit: string): Viewer => ({
  account,
  name: account,
  grants: [{ role, unit }],
});

export const PEOPLE = {
  ann: person('ann', 'inspector', 'north'),
  bo: person('bo', 'inspector', 'north'),
  cy: person('cy', 'region', 'north'),
  di: person('di', 'quality', 'head-office'),
  eve: person('eve', 'region', 'south'),
  fay: person('fay', 'auditor', 'head-office'),
  guo: person('guo', 'branch-manager', 'east'),
} as const satisfies Readonly<Record<string, Viewer>>;
export type Person = keyof typeof PEOPLE;

export async function makeOrganisation(database: Database): Promise<void> {
  await database.write(async (writing) => {
    const since = { at: 1, on: '2026-01-01' };
    const branches = ['east', 'west', 'harbour'].map((id) => ({ id, name: id }));
    await ensureUnits(writing, branches, since);
    const regions = ['north', 'south'].map((id) => ({ id, name_zh: id, name_en: id }));
    const unit = { kind: 'region', branch_type: null, created_at: 1, closed_on: null } as const;
    await writing
      .insertInto('unit')
      .values(regions.map((region) => ({ ...unit, ...region })))
      .execute();
    for (const { id } of regions) await placeUnit(writing, { unit: id, parent: 'head-office', on: '2026-01-01' });
    await placeUnit(writing, { unit: 'east', parent: 'north', on: '2026-01-01' });
    await placeUnit(writing, { unit: 'west', parent: 'north', on: '2026-01-01' });
    await placeUnit(writing, { unit: 'harbour', parent: 'south', on: '2026-01-01' });
    await writing
      .insertInto('account')
      .values(
        Object.values(PEOPLE).map(({ account, name }) => ({
          id: account,
          login: account,
          name: name.toUpperCase(),
          password: null,
          subject: null,
          added_by: null,
          binds: 0 as const,
          failures: 0,
          locked_until: null,
          disabled_at: null,
          created_at: 1,
        })),
      )
      .execute();
  });
}

type Inspection = InspectionsTables['inspection'];

export async function addInspection(database: Database, card: Scorecard, fields: Partial<Inspection>): Promise<void> {
  const inspection: Inspection = {
    branch: 'east',
    id: 'visit-1',
    plan: null,
    kind: 'announced',
    card: card.id,
    card_version: card.version,
    inspector: 'zoe',
    second: null,
    from_on: '2026-11-16',
    to_on: '2026-11-30',
    announced_at: null,
    mode: 'paper',
    respondents: null,
    state: 'assigned',
    visited_on: null,
    signed_at: null,
    released_at: null,
    result: null,
    ...fields,
  };
  await database.write((writing) => writing.insertInto('inspection').values(inspection).execute());
}

/** A signed digital visit, perhaps scored by a second person as well. */
export interface Visit {
  readonly card: Scorecard;
  readonly own: Sheet;
  readonly second: Sheet | null;
  readonly branch?: string;
  readonly on?: string;
}

const SIGNED = {
  state: 'signed',
  revision: 2,
  device: 'desk-0001',
  skew_ms: null,
  begun_at: 1,
  saved_at: 2,
  signed_at: 3,
  digest: '',
} as const;

export async function addVisits(database: Database, visits: readonly Visit[]): Promise<void> {
  for (const [index, { card: of, own, second, branch = 'east', on = '2026-11-20' }] of visits.entries()) {
    const id = `${of.id}-${String(index).padStart(3, '0')}`;
    await addInspection(database, of, { branch, id, mode: 'digital', state: 'signed', visited_on: on, result: '{}' });
    const key = { branch, inspection: id, ...SIGNED };
    const rows = [
      { ...key, entry: 'own', account: 'ann', body: JSON.stringify(own), timers: '{"anything":[]}' } as const,
      ...(second === null
        ? []
        : [{ ...key, entry: 'second-scorer', account: 'bo', body: JSON.stringify(second), timers: '{}' } as const]),
    ];
    await database.write((writing) => writing.insertInto('sheet').values(rows).execute());
  }
}

export interface PaperOffice {
  readonly database: Database;
  readonly clock: VirtualClock;
  readonly routes: readonly Route[];
  /** As the server asks a route: access and scope first. */
  ask(person: Person, request: string, body?: unknown): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever was answered
  readonly body: any;
}

export async function openPaperOffice(database: Database, cards: readonly Scorecard[]): Promise<PaperOffice> {
  await makeOrganisation(database);
  const clock = new VirtualClock(TODAY);
  const routes = paperRoutes({ database, clock, cards });
  return {
    database,
    clock,
    routes,
    ask: async (who, request, body) => replyOf(await askRoute({ database, routes }, PEOPLE[who], { request, body })),
  };
}

export interface PaperParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly cards: readonly Scorecard[];
}

export function paperRoutes({ database, clock, cards }: PaperParts): readonly Route[] {
  const source = {
    version: (_: unknown, id: string, version: number) =>
      Promise.resolve(cards.find((card) => card.id === id && card.version === version) ?? null),
  };
  const parts = { database, clock, cards: source };
  return [...entryRoutes(parts), ...settlementRoutes(parts), ...agreementRoutes(parts)];
}

interface Asking {
  /** As `GET /api/entries?x=y`. */
  readonly request: string;
  readonly body: unknown;
}

async function askRoute(
  { database, routes }: Pick<PaperOffice, 'database' | 'routes'>,
  viewer: Viewer,
  { request, body }: Asking,
): Promise<Answer> {
  const { route, params, query } = routeOf(routes, request);
  const scope = scopeOf(viewer, actionOf(route));
  const refused = (status: number): Answer => ({ kind: 'json', status, body: {} });
  if (scope === null) return refused(403);
  const { branch } = params;
  if (branch !== undefined && !(await isBranchWithin(database.read, scope, branch))) return refused(404);
  return route.answer({ viewer, scope, params, query, body } as unknown as Asked);
}

function actionOf({ method, path }: Route): Action {
  const access = accessOf(method, path);
  if (access === null || access === 'everyone' || access === 'signed-in') throw new Error(`no action for ${path}`);
  return access;
}

function routeOf(routes: readonly Route[], request: string) {
  const [method, address = ''] = request.split(' ');
  const [path = '', query = ''] = address.split('?');
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path) : null;
    if (params !== null) return { route, params, query: Object.fromEntries(new URLSearchParams(query)) };
  }
  throw new Error(`no route ${request}`);
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    if (segment.startsWith(':')) params[segment.slice(1)] = given[index]!;
    else if (segment !== given[index]) return null;
  }
  return params;
}

function replyOf(answer: Answer): Reply {
  if (answer.kind === 'json') return { status: answer.status, body: answer.body };
  if (answer.kind === 'empty') return { status: answer.status, body: null };
  throw new Error(`answered with ${answer.kind}`);
}

/** Both entries of a paper sheet, settled in favour of the first. */
export async function addTypedPaper(
  database: Database,
  { id, first, second }: { readonly id: string; readonly first: Sheet; readonly second: Sheet },
): Promise<void> {
  const row = { branch: 'east', inspection: id, ...SIGNED, timers: '{"visitedOn":"2026-05-20"}' };
  const entry = (name: 'first-entry' | 'second-entry' | 'settled', account: string, body: Sheet) =>
    ({ ...row, entry: name, account, body: JSON.stringify(body) }) as const;
  await database.write((writing) =>
    writing
      .insertInto('sheet')
      .values([entry('first-entry', 'ann', first), entry('second-entry', 'bo', second), entry('settled', 'cy', first)])
      .execute(),
  );
}
