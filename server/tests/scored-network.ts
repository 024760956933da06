import { VirtualClock } from '#contract/clock.ts';
import { dayEvidence, type CaseEvidence, type DayEvidence, type SheetEvidence } from '#rubric/composite/evidence.ts';
import { dayFacts, type DayFact } from '#rubric/composite/day-facts.ts';
import { DEFAULT_COMPOSITE } from '#rubric/composite/default-composite.ts';
import { visit } from '#rubric/composite/test-evidence.ts';
import { aDay, aRating, aVisit, served } from '#rubric/metrics/test-visit.ts';
import { seededUnit } from '#rubric/statistics/random.ts';
import type { Answer, Asked, Route } from '../api/route.ts';
import { ACCESS } from '../auth/access.ts';
import type { Action } from '../auth/roles.ts';
import { scopeOf, type Viewer } from '../auth/viewer.ts';
import { openScoring, type Scoring } from '../scoring/open-scoring.ts';
import type { DaySource } from '../scoring/day-follower.ts';
import type { Database } from '../store/database.ts';
import { placeUnit } from '../store/people/place-unit.ts';
import { packHistogram } from '../scoring/packed-histogram.ts';
import { saveDay } from '../store/scoring/save-day.ts';
import { markUnscored } from '../store/scoring/unscored.ts';
import { recordingLog } from './office.ts';

/** A network in the database, with scoring on it whose clock moves only when told to. */

export const QUARTER = '2026-Q4';
/** After the end of the quarter, so that nothing is still to come. */
export const AFTERWARDS = Date.UTC(2027, 0, 20);
const MINUTE = 60_000;

export const NO_DAYS: DaySource = { day: () => Promise.resolve(null), rollups: () => Promise.resolve([]) };

/** As parsed from JSON. */
// oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
export type Body = any;

export interface Network {
  readonly database: Database;
  readonly clock: VirtualClock;
  readonly scoring: Scoring;
  /** Asks as somebody would over HTTP: with the scope of the action that the route is for. */
  ask(viewer: Viewer, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: Body }>;
}

export const QUALITY: Viewer = viewerAt('quality', 'head-office');

export function viewerAt(role: Viewer['grants'][number]['role'], unit: string): Viewer {
  return { account: `${role}-of-${unit}`, name: '', grants: [{ role, unit }] };
}

export async function openNetwork(database: Database, days: DaySource = NO_DAYS): Promise<Network> {
  const clock = new VirtualClock(AFTERWARDS);
  const scoring = await openScoring({ database, days, clock, log: recordingLog() });
  return {
    database,
    clock,
    scoring,
    ask: (viewer, path, body) => ask(scoring.routes, viewer, path, body),
  };
}

async function ask(routes: readonly Route[], viewer: Viewer, path: string, body: unknown) {
  const [method = '', address = ''] = path.split(' ');
  const url = new URL(address, 'http://head-office');
  for (const route of routes) {
    const params = match(route.path, url.pathname);
    if (route.method !== method || params === null) continue;
    const scope = scopeOf(viewer, ACCESS[`${method} ${route.path}`] as Action);
    if (scope === null) return { status: 403, body: null };
    const query = Object.fromEntries(url.searchParams);
    const asked = { viewer, scope, params, query, body, address: '' } as unknown as Asked;
    return repliedWith(await route.answer(asked));
  }
  throw new Error(`no route for ${path}`);
}

function match(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[index]!);
    else if (part !== given[index]) return null;
  }
  return params;
}

function repliedWith(answer: Answer): { readonly status: number; readonly body: unknown } {
  if (answer.kind !== 'json') throw new Error(`answered with ${answer.kind}`);
  // As it would arrive.
  return { status: answer.status, body: JSON.parse(JSON.stringify(answer.body)) };
}

export interface UnitOf {
  readonly region?: string;
  readonly type?: string;
}

/** Head office, regions and branches below them. */
export async function putUnits(database: Database, branches: Readonly<Record<string, UnitOf>>): Promise<void> {
  const regions = new Set(Object.values(branches).map(({ region }) => region ?? 'north'));
  await database.write(async (writing) => {
    const put = async (id: string, kind: 'head-office' | 'region' | 'branch', type: string | null = null) => {
      const row = { id, kind, name_zh: `${id}网点`, name_en: `Branch ${id}`, branch_type: type };
      await writing
        .insertInto('unit')
        .values({ ...row, created_at: 0, closed_on: null })
        .execute();
    };
    await put('head-office', 'head-office');
    await writing.insertInto('unit_ancestor').values({ unit: 'head-office', ancestor: 'head-office' }).execute();
    for (const region of regions) {
      await put(region, 'region');
      await placeUnit(writing, { unit: region, parent: 'head-office', on: '2020-01-01' });
    }
    for (const [id, { region = 'north', type = 'full' }] of Object.entries(branches)) {
      await put(id, 'branch', type);
      await placeUnit(writing, { unit: id, parent: region, on: '2020-01-01' });
    }
  });
}

/** A day with tickets: `late` of `tickets` wait beyond their target, some are asked and rate. */
export function dayWith(
  date: string,
  counts: { readonly tickets: number; readonly late: number; readonly bad: number },
) {
  const visits = Array.from({ length: counts.tickets }, (_, index) =>
    served(index < counts.late ? 12 * MINUTE : 2 * MINUTE, {
      id: `${date}/A${String(index)}/1`,
      date,
      class: index % 9 === 8 ? 'gold' : 'ordinary',
      invitedAt: 1,
      rated: index % 4 > 0,
    }),
  );
  visits.push(aVisit({ id: `${date}/B1/1`, date, outcome: 'abandoned' }));
  const ratings = visits
    .filter(({ rated }) => rated)
    .map(({ id }, index) =>
      aRating({ rating: `${id}-r`, date, visit: id, leg: 1, level4: index < counts.bad ? 1 : 4 }),
    );
  return aDay({ date, visits, ratings, closed: true });
}

export async function putDay(database: Database, branch: string, records: ReturnType<typeof aDay>): Promise<void> {
  const evidence = dayEvidence(records, AFTERWARDS);
  await putEvidence(database, branch, evidence, dayFacts(records, evidence));
}

/** Evidence by itself; its facts, where none are given, are those of one class each. */
export async function putEvidence(
  database: Database,
  branch: string,
  evidence: DayEvidence,
  facts: readonly DayFact[] = factsOf(evidence),
): Promise<void> {
  const { date } = evidence;
  await database.write(async (writing) => {
    const waits = packHistogram([]);
    await saveDay(writing, { branch, date, closed: true, facts, evidence: JSON.stringify(evidence), waits });
    await markUnscored(writing, branch, { dates: [date], at: AFTERWARDS - 1 });
  });
}

function factsOf(evidence: DayEvidence): readonly DayFact[] {
  const nothing = { issued: 0, judged: 0, late: 0, served: 0, invited: 0, rated: 0, satisfied: 0 };
  return evidence.classes.map(({ class: name, n, late }) => ({
    ...nothing,
    class: name,
    issued: n,
    judged: n,
    late: late.length,
    ...(name === 'ordinary'
      ? {
          served: evidence.served,
          invited: evidence.served - evidence.uninvited.length,
          rated: evidence.rated,
          satisfied: evidence.rated - evidence.dissatisfied.length,
        }
      : {}),
  }));
}

export async function putSheet(
  database: Database,
  branch: string,
  { id, kind, result }: SheetEvidence,
  state: 'released' | 'signed' = 'released',
): Promise<void> {
  await database.write((writing) =>
    writing
      .insertInto('inspection')
      .values({
        branch,
        id,
        plan: null,
        kind,
        card: result.scorecard,
        card_version: result.version,
        inspector: 'inspector',
        second: null,
        from_on: '2026-10-01',
        to_on: '2026-12-31',
        announced_at: null,
        mode: 'digital',
        state,
        visited_on: '2026-11-15',
        signed_at: 1,
        released_at: 2,
        result: JSON.stringify(result),
      })
      .execute(),
  );
}

export async function putCases(
  database: Database,
  branch: string,
  kind: 'complaint' | 'rectification',
  cases: readonly CaseEvidence[],
): Promise<void> {
  const rows = cases.map(({ id, met }) => ({
    branch,
    id,
    kind,
    title: 'x',
    opened_on: '2026-10-20',
    due_on: '2026-11-10',
    settled_on: met ? '2026-11-10' : '2026-11-11',
  }));
  await database.write((writing) => writing.insertInto('service_case').values(rows).execute());
}

/** Branches with days, visits and cases of the quarter that differ by chance, seeded. */
export async function putRandomBranch(database: Database, branch: string, seed: number): Promise<void> {
  const unit = seededUnit(seed);
  const upTo = (most: number): number => Math.floor(unit() * (most + 1));
  for (let day = 1; day <= 6; day += 1)
    await putDay(
      database,
      branch,
      dayWith(`2026-11-0${String(day)}`, { tickets: 20 + upTo(20), late: upTo(12), bad: upTo(3) }),
    );
  for (const [index, kind] of (['announced', 'mystery', 'mystery'] as const).entries())
    await putSheet(database, branch, visit(`s${String(index)}`, kind, 70 + upTo(30)));
  await putCases(database, branch, 'complaint', [
    { id: 'c1', met: true },
    { id: 'c2', met: unit() < 0.7 },
  ]);
  await putCases(database, branch, 'rectification', [{ id: 'r1', met: unit() < 0.8 }]);
}

/** An approved definition of composites. */
export async function putDefinition(
  database: Database,
  version: number,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const from = version === 1 ? '2026-01-01' : '2027-01-01';
  const body = {
    ...(DEFAULT_COMPOSITE as object),
    version,
    effective: { from, to: null },
    approval: { approver: 'chief', on: from },
    ...fields,
  };
  await database.write((writing) =>
    writing
      .insertInto('policy')
      .values({
        kind: 'composite',
        id: 'default',
        version,
        state: 'approved',
        from_on: from,
        to_on: null,
        author: 'author',
        submitted_at: 1,
        approver: 'chief',
        approved_at: 2,
        updated_at: 2,
        body: JSON.stringify(body),
        digest: '',
      })
      .execute(),
  );
}
