import { VirtualClock } from '#contract/clock.ts';
import { sheet } from '#rubric/scorecards/test-card.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Answer, Asked, Route } from '../../api/route.ts';
import { accessOf } from '../../auth/access.ts';
import type { Action } from '../../auth/roles.ts';
import { scopeOf, type Viewer } from '../../auth/viewer.ts';
import { placeUnit } from '../../store/people/place-unit.ts';
import type { Database, Writing } from '../../store/database.ts';
import type { InspectionsTables } from '../../store/inspections/tables.ts';
import { ensureUnits, HEAD_OFFICE } from '../../organisation/ensure-units.ts';
import { putIntoForce } from '../../tests/cards.ts';
import type { Timers } from './wire.ts';

/** Test helper: branches, a card in force, inspections, and questions asked as the server would ask them. */

export const NOW = Date.UTC(2026, 10, 20, 2, 0, 0);
export const EAST = 'east';
export const WEST = 'west';
export const DEVICE_A = 'aaaaaaaa-0000-4000-8000-000000000001';
export const DEVICE_B = 'bbbbbbbb-0000-4000-8000-000000000002';

export function inspector(account: string, unit = HEAD_OFFICE): Viewer {
  return { account, name: account, grants: [{ role: 'inspector', unit }] };
}

/** Two regions with a branch each, and one inspection of the eastern one by `li` with `wang` as second scorer. */
export async function furnish(
  database: Database,
  card: Scorecard,
  inspection: Partial<InspectionsTables['inspection']> = {},
): Promise<void> {
  await database.write(async (writing) => {
    const branches = [
      { id: EAST, name: '东城支行' },
      { id: WEST, name: '西城支行' },
    ];
    await ensureUnits(writing, branches, { at: NOW, on: '2026-01-01' });
    for (const [region, branch] of [
      ['region-east', EAST],
      ['region-west', WEST],
    ] as const)
      await addRegion(writing, region, branch);
    await putIntoForce(writing, card);
    await addInspection(writing, card, inspection);
  });
}

async function addRegion(writing: Writing, region: string, branch: string): Promise<void> {
  await writing
    .insertInto('unit')
    .values({
      id: region,
      kind: 'region',
      name_zh: region,
      name_en: region,
      branch_type: null,
      created_at: NOW,
      closed_on: null,
    })
    .execute();
  await placeUnit(writing, { unit: region, parent: HEAD_OFFICE, on: '2026-01-01' });
  await placeUnit(writing, { unit: branch, parent: region, on: '2026-01-02' });
}

export async function addInspection(
  writing: Writing,
  card: Scorecard,
  fields: Partial<InspectionsTables['inspection']> = {},
): Promise<void> {
  await writing
    .insertInto('inspection')
    .values({
      branch: EAST,
      id: 'visit-1',
      plan: null,
      kind: 'mystery',
      card: card.id,
      card_version: card.version,
      inspector: 'li',
      second: 'wang',
      from_on: '2026-11-01',
      to_on: '2026-11-30',
      announced_at: null,
      mode: 'digital',
      state: 'assigned',
      visited_on: null,
      signed_at: null,
      released_at: null,
      result: null,
      ...fields,
    })
    .execute();
}

export const TIMERS: Timers = {
  offsetMinutes: 480,
  startedAt: NOW - 600_000,
  endedAt: NOW - 1_000,
  sections: { hall: NOW - 600_000 },
  runs: [],
};

/** A draft as a phone sends it. */
export function draft(
  card: Scorecard,
  cells: Parameters<typeof sheet>[1],
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    account: 'li',
    device: DEVICE_A,
    revision: 0,
    body: sheet(card, cells),
    timers: TIMERS,
    deviceNow: NOW,
    ...fields,
  };
}

export function clockAt(at = NOW): VirtualClock {
  return new VirtualClock(at);
}

/** Asks a route as `viewer`, with the scope that the server would give. */
export async function ask(
  routes: readonly Route[],
  viewer: Viewer,
  [method, path]: readonly [Route['method'], string],
  fields: Partial<Asked> = {},
): Promise<Answer & { readonly status: number; readonly body: never }> {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path.split('?')[0]!) : null;
    if (params === null) continue;
    const scope = scopeOf(viewer, accessOf(method, route.path) as Action);
    if (scope === null) return { kind: 'json', status: 403, body: null as never };
    const query = Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));
    const asked = { viewer, scope, params, query, body: undefined, request: null as never, address: '', ...fields };
    return (await route.answer(asked)) as never;
  }
  throw new Error(`no route for ${method} ${path}`);
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const names: string[] = [];
  const source = pattern.replaceAll(/:(\w+)/g, (_, name: string) => (names.push(name), '([^/]+)'));
  const match = new RegExp(`^${source}$`).exec(path);
  return match === null ? null : Object.fromEntries(names.map((name, index) => [name, match[index + 1]!]));
}
