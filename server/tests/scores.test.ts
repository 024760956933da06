import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Composite } from '#rubric/composite/score.ts';
import { visit, WORKED_EXAMPLE } from '#rubric/composite/test-evidence.ts';
import { rankBranches } from '#rubric/ranking/ranking.ts';
import { shrunkenShare } from '#rubric/statistics/shrinkage.ts';
import { seedFor } from '#rubric/statistics/random.ts';
import { wilson } from '#rubric/statistics/intervals.ts';
import { hundredths, pointsOf, rankInTurns, SEED } from '../scoring/draw-ranking.ts';
import { TEMPLATE } from '../scoring/composite-source.ts';
import { COMPUTE_MS, REDRAW_MS } from '../scoring/score-keeper.ts';
import type { CompareView, FunnelView, RankingView, ScoreView } from '../scoring/wire.ts';
import { verifyAudit } from '../audit/audit.ts';
import { inspectionRoutes } from '../inspections/inspection-routes.ts';
import { APPROVED_POLICIES } from '../policies/approved-policies.ts';
import { WHOLE_BANK } from '../auth/viewer.ts';
import { findScores } from '../store/scoring/find-scores.ts';
import { placeUnit } from '../store/people/place-unit.ts';
import { findPlace, rankComposites } from '../store/scoring/rank-composites.ts';
import { rankShares } from '../store/scoring/rank-shares.ts';
import { findRanking } from '../store/scoring/save-ranking.ts';
import { DATABASE_KINDS, makeDatabase, onBothDatabases, type TestDatabase } from './databases.ts';
import {
  askRoutes,
  dayWith,
  openNetwork,
  putCases,
  putDay,
  putDefinition,
  putEvidence,
  putRandomBranch,
  putSheet,
  putUnits,
  QUALITY,
  QUARTER,
  viewerAt,
  type Network,
} from './scored-network.ts';

const GRADES = TEMPLATE.ref.grades;
const KEY = { period: QUARTER, policy: 'default', version: 1 };
let made: TestDatabase | null = null;

afterEach(async () => {
  await made?.remove();
  made = null;
});

/** T-C1 as it would stand in the tables. */
async function putWorkedExample(network: Pick<Network, 'database'>, branch: string, sheets = WORKED_EXAMPLE.sheets) {
  const [day] = WORKED_EXAMPLE.days;
  await putEvidence(network.database, branch, { ...day!, date: '2026-11-02' });
  for (const sheet of sheets) await putSheet(network.database, branch, sheet);
  await putCases(network.database, branch, 'complaint', WORKED_EXAMPLE.complaints!);
  await putCases(network.database, branch, 'rectification', WORKED_EXAMPLE.rectifications!);
}

async function openWith(make: () => Promise<TestDatabase>, branches: Parameters<typeof putUnits>[1]): Promise<Network> {
  made = await make();
  await putUnits(made.database, branches);
  await putDefinition(made.database, 1);
  return openNetwork(made.database);
}

/** Twelve branches of one type, half of them in each region. */
async function openTwelve(make: () => Promise<TestDatabase>): Promise<Network> {
  const ids = Array.from({ length: 12 }, (_, index) => `b${String(index + 1).padStart(2, '0')}`);
  const network = await openWith(
    make,
    Object.fromEntries(ids.map((id, index) => [id, { region: index % 2 === 0 ? 'north' : 'south' }])),
  );
  for (const [index, id] of ids.entries()) await putRandomBranch(network.database, id, index + 1);
  await restart(network);
  return network;
}

/** Scoring finds by itself what is to be done. */
async function restart(network: Network): Promise<void> {
  await network.scoring.keeper.start();
  await network.scoring.settle();
}

function scoreOf(network: Network, branch: string, query = ''): Promise<{ status: number; body: ScoreView }> {
  return network.ask(QUALITY, `GET /api/branches/${branch}/scores/${QUARTER}${query}`);
}

onBothDatabases('scores', (make) => {
  test('the worked example comes out of the tables as 84.8667, geometric 84.3911', async () => {
    const network = await openWith(make, { east: {} });
    await putWorkedExample(network, 'east');
    await restart(network);
    const { status, body } = await scoreOf(network, 'east');
    expect(status).toBe(200);
    expect(body.composite).toMatchObject({ state: 'scored', value: 848_667, grade: 'b' });
    expect(body.policy).toEqual({ policy: 'default', version: 1, approved: true, grades: GRADES });
    expect(body.sensitivity!.geometric).toBe(843_911);
    expect(body.interval).toMatchObject({ draws: 1_000 });
    expect(body.name).toEqual({ branch: 'east', zh: 'east网点', en: 'Branch east', region: 'north' });
    // One day alone cannot tell how much days differ.
    const ranking = (await network.ask(QUALITY, `GET /api/ranking/${QUARTER}`)).body as RankingView;
    expect(ranking.notRanked).toEqual([{ branch: 'east', reason: 'too-few-observations' }]);
  });

  test('contributions add up to the score, and the leaves are as many as were counted', async () => {
    const network = await openWith(make, { east: {} });
    await putRandomBranch(network.database, 'east', 5);
    await restart(network);
    const { composite } = (await scoreOf(network, 'east')).body;
    if (composite.state !== 'scored') throw new Error('not scored');
    const parts = composite.pillars.flatMap((pillar) => pillar.parts);
    const sum = parts.reduce((all, part) => all + part.contribution, 0);
    expect(Math.abs(sum - composite.points)).toBeLessThan(1e-9);
    const late = parts
      .filter(({ indicator }) => indicator === 'attainment')
      .map(({ share, n, leaves }) => [
        Math.round((1 - share) * n),
        leaves.flatMap((leaf) => ('visits' in leaf ? leaf.visits : [])).length,
      ]);
    expect(late).not.toEqual([]);
    for (const [missed, named] of late) expect(named).toBe(missed);
    expect(parts.find(({ indicator }) => indicator === 'mystery')!.leaves).toMatchObject([
      { of: 'sheet', sheet: 's1' },
      { of: 'sheet', sheet: 's2' },
    ]);
    expect(parts.find(({ indicator }) => indicator === 'on-time')!.leaves).toMatchObject([
      { of: 'complaint', id: 'c1', met: true },
      { of: 'complaint', id: 'c2' },
    ]);
  });

  test('with missing parts there is no score, and everything that is missing is said', async () => {
    const network = await openWith(make, { east: {} });
    await putDay(network.database, 'east', dayWith('2026-11-02', { tickets: 20, late: 2, bad: 0 }));
    await putSheet(network.database, 'east', visit('s1', 'mystery', 90));
    await putSheet(network.database, 'east', visit('s2', 'mystery', 90), 'signed');
    await restart(network);
    const { composite, interval, sensitivity, shortBoards } = (await scoreOf(network, 'east')).body;
    expect(composite).toMatchObject({
      state: 'insufficient',
      missing: [
        { reason: 'too-few', pillar: 'wait', of: 'waits', n: 20, needed: 30 },
        { reason: 'too-few', pillar: 'ratings', of: 'ratings', n: 15, needed: 30 },
        { reason: 'too-few', pillar: 'inspection', of: 'announced', n: 0, needed: 1 },
        { reason: 'too-few', pillar: 'inspection', of: 'mystery', n: 1, needed: 2 },
        { reason: 'no-records', pillar: 'complaints', of: 'on-time' },
        { reason: 'no-records', pillar: 'complaints', of: 'rectified' },
      ],
    });
    expect([interval, sensitivity, shortBoards]).toEqual([null, null, []]);
    const ranking = (await network.ask(QUALITY, `GET /api/ranking/${QUARTER}`)).body as RankingView;
    expect(ranking.notRanked).toEqual([{ branch: 'east', reason: 'missing-pillar' }]);
  });

  test('once the bank keeps records of cases, a branch without one has none that arose', async () => {
    const network = await openWith(make, { east: {}, west: {} });
    await putRandomBranch(network.database, 'east', 3);
    await network.database.write((writing) => writing.deleteFrom('service_case').execute());
    await putCases(network.database, 'west', 'complaint', [{ id: 'c1', met: true }]);
    await putCases(network.database, 'west', 'rectification', [{ id: 'r1', met: true }]);
    await restart(network);
    const { composite } = (await scoreOf(network, 'east')).body;
    expect(composite).toMatchObject({ state: 'scored', flags: [{}, { code: 'none-arose' }, { code: 'none-arose' }] });
  });

  test('a veto caps the grade and takes no points', async () => {
    const network = await openWith(make, { east: {}, west: {} });
    await putWorkedExample(network, 'east');
    const [announced, ...mystery] = WORKED_EXAMPLE.sheets;
    await putWorkedExample(network, 'west', [visit(announced!.id, 'announced', 91, true), ...mystery]);
    await restart(network);
    const [east, west] = [(await scoreOf(network, 'east')).body, (await scoreOf(network, 'west')).body];
    expect(west.composite).toMatchObject({ value: 848_667, grade: 'd', vetoes: [{ sheet: 'i1', item: 'privacy' }] });
    expect(east.composite).toMatchObject({ value: 848_667, grade: 'b', vetoes: [] });
  });

  test('without an approved definition scores are of the template, and say so', async () => {
    made = await make();
    await putUnits(made.database, { east: {} });
    const network = await openNetwork(made.database);
    await putWorkedExample(network, 'east');
    await restart(network);
    const { body } = await scoreOf(network, 'east');
    expect(body.policy).toEqual({ policy: 'default', version: 0, approved: false, grades: GRADES });
    expect(body.composite).toMatchObject({ value: 848_667 });
  });

  test('two versions stand side by side, and the old one stays as it was', async () => {
    const network = await openTwelve(make);
    await putDefinition(network.database, 2, {
      weights: { wait: '10', ratings: '20', inspection: '55', complaints: '15' },
    });
    const before = (await scoreOf(network, 'b01')).body;
    const path = `POST /api/scores/${QUARTER}/compute`;
    const reply = await network.ask(QUALITY, path, { policy: 'default', version: 2 });
    expect(reply).toEqual({
      status: 200,
      body: {
        period: QUARTER,
        policy: { policy: 'default', version: 2, approved: true, grades: GRADES },
        scored: 12,
        insufficient: 0,
      },
    });
    const after = (await scoreOf(network, 'b01')).body;
    expect({ ...after, others: [] }).toEqual(before);
    const second = (await scoreOf(network, 'b01', '?policy=default&version=2')).body;
    expect(second.composite).not.toEqual(before.composite);
    expect(after.others).toEqual([
      {
        policy: second.policy,
        value: (second.composite as { value: number }).value,
        grade: (second.composite as { grade: string }).grade,
      },
    ]);
    const compare = (await network.ask(QUALITY, `GET /api/scores/${QUARTER}/compare?policy=default&from=1&to=2`))
      .body as CompareView;
    expect(compare.rows).toHaveLength(12);
    expect(compare.rows[0]).toMatchObject({
      name: { branch: 'b01' },
      from: { value: (before.composite as { value: number }).value },
      to: { value: (second.composite as { value: number }).value },
    });
    const places = compare.rows.map(({ to }) => to.place);
    expect(places).toContain(1);
    expect(await verifyAudit(network.database.read)).toMatchObject({ ok: true, rows: 1 });
  });

  test('places in SQL, in memory and of a single branch are the same', async () => {
    const network = await openTwelve(make);
    const { read } = network.database;
    // Two that publish the same figure though the last digits differ.
    await network.database.write(async (writing) => {
      await writing.updateTable('composite_score').set({ value: 800_049 }).where('branch', '=', 'b03').execute();
      await writing.updateTable('composite_score').set({ value: 799_950 }).where('branch', '=', 'b09').execute();
    });
    const rows = await findScores(read, WHOLE_BANK, KEY);
    const ranking = rankBranches(
      {
        measure: 'points',
        candidates: rows.map(({ branch, peer_group: group, value, error }) => ({
          branch,
          group,
          score: { value: hundredths(value!), standardError: error! },
        })),
      },
      { seed: seedFor('x', SEED), draws: 100 },
    );
    const inMemory = ranking.groups.flatMap(({ group, branches }) =>
      branches.map(({ branch, place }) => ({ group, branch, place })),
    );
    expect(inMemory).toHaveLength(12);
    expect(await rankComposites(read, KEY)).toEqual(inMemory);
    for (const { branch, place } of inMemory) expect(await findPlace(read, { ...KEY, branch })).toBe(place);
    const tied = inMemory.filter(({ branch }) => branch === 'b03' || branch === 'b09');
    expect(tied[0]!.place).toBe(tied[1]!.place);
  });

  test('places in SQL and in memory agree on any scores', async () => {
    made = await make();
    const { database } = made;
    const score = fc.record({
      group: fc.option(fc.constantFrom('full/0/0', 'full/0/1', 'light/0/0')),
      value: fc.option(
        fc.integer({ min: 0, max: 1_000_000 }).chain((any) => fc.constantFrom(any, 799_950, 800_049, 800_050)),
      ),
      error: fc.option(fc.double({ min: 0, max: 900, noNaN: true })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(score, { minLength: 1, maxLength: 30 }), async (scores) => {
        const rows = scores.map(({ group, value, error }, index) => ({
          ...KEY,
          // Ids whose order by bytes is another than by language.
          branch: `b${index % 2 === 0 ? '-' : ''}${String(index)}`,
          state: value === null ? ('insufficient' as const) : ('scored' as const),
          value,
          error,
          grade: null,
          peer_group: group,
          body: '{}',
          items: '[]',
          uncertainty: null,
          computed_at: 0,
        }));
        await database.write(async (writing) => {
          await writing.deleteFrom('composite_score').execute();
          await writing.insertInto('composite_score').values(rows).execute();
        });
        const candidates = rows.map((row) => ({ branch: row.branch, group: row.peer_group, score: pointsOf(row) }));
        const ranking = rankBranches({ measure: 'points', candidates }, { seed: 1, draws: 50 });
        expect(await rankComposites(database.read, KEY)).toEqual(
          ranking.groups.flatMap(({ group, branches }) =>
            branches.map(({ branch, place }) => ({ group, branch, place })),
          ),
        );
        // One group at a time is the same ranking.
        const whole = rankBranches({ measure: 'points', candidates }, { seed: 1 });
        expect(JSON.stringify(await rankInTurns(candidates, 1))).toBe(JSON.stringify(whole));
      }),
      { numRuns: 15 },
    );
  });

  test('whoever looks before the next computation sees the figures of what is there', async () => {
    const network = await openTwelve(make);
    const before = (await scoreOf(network, 'b02')).body;
    network.clock.advance(60_000);
    await putDay(network.database, 'b02', dayWith('2026-11-03', { tickets: 90, late: 90, bad: 9 }));
    const after = (await scoreOf(network, 'b02')).body;
    expect(after.computedAt).toBeGreaterThan(before.computedAt);
    expect((after.composite as { value: number }).value).toBeLessThan((before.composite as { value: number }).value);
    expect(after.interval).not.toEqual(before.interval);
    expect((await scoreOf(network, 'b02')).body).toEqual(after);
  });

  test('what an older rubric has computed stays as it was computed', async () => {
    const network = await openTwelve(make);
    const { read } = network.database;
    const { body } = await read
      .selectFrom('composite_score')
      .select('body')
      .where('branch', '=', 'b02')
      .where('period', '=', QUARTER)
      .executeTakeFirstOrThrow();
    const older = { ...JSON.parse(body), rubric: '0.9.0', value: 123_456 };
    await network.database.write((writing) =>
      writing
        .updateTable('composite_score')
        .set({ body: JSON.stringify(older) })
        .where('branch', '=', 'b02')
        .where('period', '=', QUARTER)
        .execute(),
    );
    const { composite } = (await scoreOf(network, 'b02')).body;
    expect(composite).toMatchObject({ rubric: '0.9.0', value: 123_456 });
  });

  test('a change of a day is a new score and a new ranking after a while, and stale until then', async () => {
    const network = await openTwelve(make);
    const ranking = async () => (await network.ask(QUALITY, `GET /api/ranking/${QUARTER}`)).body as RankingView;
    const before = await ranking();
    const last = before.groups[0]!.branches.at(-1)!.branch;
    expect(before.isStale).toBe(false);
    network.clock.advance(60_000);
    for (let day = 1; day <= 6; day += 1)
      await putDay(network.database, last, dayWith(`2026-11-0${String(day)}`, { tickets: 40, late: 0, bad: 0 }));
    network.scoring.keeper.evidenceChanged(last, ['2026-11-03']);
    expect(await ranking()).toEqual({ ...before, isStale: true });
    network.clock.advance(COMPUTE_MS);
    await network.scoring.settle();
    network.clock.advance(REDRAW_MS);
    await network.scoring.settle();
    const after = await ranking();
    expect(after.isStale).toBe(false);
    expect(after.computedAt).toBeGreaterThan(before.computedAt);
    expect(after.groups[0]!.branches.at(-1)!.branch).not.toBe(last);
  });

  test('the release of a visit is a new score, also when head office stops in between', async () => {
    const network = await openWith(make, { east: {} });
    await putRandomBranch(network.database, 'east', 3);
    await putSheet(network.database, 'east', visit('late', 'mystery', 10), 'signed');
    await restart(network);
    const valueOf = async () => ((await scoreOf(network, 'east')).body.composite as { value: number }).value;
    const stored = async () =>
      (await findScores(network.database.read, WHOLE_BANK, KEY)).find(({ branch }) => branch === 'east')!.value;
    const before = await valueOf();
    const released: unknown[] = [];
    const routes = inspectionRoutes({
      ...network,
      cards: APPROVED_POLICIES,
      released: (...of) => released.push(of),
    });
    const path = 'POST /api/branches/east/inspections/late/review';
    const reply = await askRoutes(routes, QUALITY, path, { step: 'release', reason: null });
    expect(reply).toMatchObject({ status: 200, body: { state: 'released' } });
    expect(released).toEqual([['east', '2026-11-15']]);
    expect(await stored()).toBe(before);
    await restart(network);
    expect(await stored()).toBeLessThan(before);
  });

  test('a ranking that cannot be drawn stays stale, and is drawn with the next change', async () => {
    const network = await openTwelve(make);
    const stale = async () => ((await network.ask(QUALITY, `GET /api/ranking/${QUARTER}`)).body as RankingView).isStale;
    const { database } = network;
    // No peer groups can be made of less than no tickets.
    const broken = { branch: 'b01', month: '2026-11', class: 'broken', issued: -1, judged: 0, late: 0 };
    await database.write((writing) => writing.insertInto('month_class').values(broken).execute());
    await putDay(database, 'b02', dayWith('2026-11-03', { tickets: 90, late: 90, bad: 9 }));
    network.scoring.keeper.evidenceChanged('b02', ['2026-11-03']);
    await network.scoring.settle();
    expect(await stale()).toBe(true);
    await database.write((writing) => writing.deleteFrom('month_class').where('class', '=', 'broken').execute());
    await putDay(database, 'b02', dayWith('2026-11-03', { tickets: 80, late: 80, bad: 9 }));
    network.scoring.keeper.evidenceChanged('b02', ['2026-11-03']);
    await network.scoring.settle();
    expect(await stale()).toBe(false);
  });

  test('an open case counts as missed from the day after it was due on, though nothing happens', async () => {
    const network = await openWith(make, { east: {} });
    await putRandomBranch(network.database, 'east', 3);
    const body = { kind: 'complaint', title: '排队太久', openedOn: '2026-12-20', dueOn: '2026-12-31', settledOn: null };
    const due = { ...body, dueOn: '2027-01-20' };
    const first = await network.ask(QUALITY, 'POST /api/branches/east/cases', body);
    await network.ask(QUALITY, 'POST /api/branches/east/cases', due);
    await restart(network);
    const january = () => network.ask(QUALITY, 'GET /api/branches/east/scores/2027-Q1');
    // Due today: not judged yet.
    expect((await january()).body.composite.flags).toContainEqual({ code: 'none-arose', indicator: 'on-time' });
    const of = async () => {
      const { composite } = (await scoreOf(network, 'east')).body as {
        composite: Extract<Composite, { state: 'scored' }>;
      };
      return composite.pillars.flatMap(({ parts }) => parts).find(({ indicator }) => indicator === 'on-time')!;
    };
    expect((await of()).leaves).toContainEqual({ of: 'complaint', id: first.body.id, met: false });
    network.clock.advance(86_400_000);
    network.scoring.keeper.evidenceChanged('east', ['2026-11-02']);
    await network.scoring.settle();
    expect((await january()).body.composite.flags).not.toContainEqual({ code: 'none-arose', indicator: 'on-time' });
  });

  test('shares of the network: places, funnel and intervals from sums of the days', async () => {
    // k of n as in the moments vector: 45/50, 38/40, 470/500, 88/100, 19/25.
    const counts = { a: [45, 50], b: [38, 40], c: [470, 500], d: [88, 100], e: [19, 25] } as const;
    const network = await openWith(make, Object.fromEntries(Object.keys(counts).map((id) => [id, {}])));
    const { read } = network.database;
    const [day] = WORKED_EXAMPLE.days;
    for (const [id, [k, n]] of Object.entries(counts)) {
      const halves = [Math.floor(n / 2), n - Math.floor(n / 2)];
      for (const [index, rated] of halves.entries()) {
        const bad = index === 0 ? n - k : 0;
        const dissatisfied = Array.from({ length: bad }, (_, each) => `${id}-${String(each)}`);
        await putEvidence(network.database, id, { ...day!, date: `2026-1${String(index)}-05`, rated, dissatisfied });
      }
    }
    const months = ['2026-10', '2026-11', '2026-12'];
    const shares = await rankShares(read, { months, of: 'satisfied' });
    expect(shares.map(({ branch, successes, n, place }) => [branch, successes, n, place])).toEqual([
      ['b', 38, 40, 1],
      ['c', 470, 500, 2],
      ['a', 45, 50, 3],
      ['d', 88, 100, 4],
      ['e', 19, 25, 5],
    ]);
    const candidates = shares.map(({ branch, successes, n }) => ({ branch, group: 'all', score: { successes, n } }));
    const ranking = rankBranches({ measure: 'share', candidates }, { seed: 1, draws: 100 });
    expect(ranking.groups[0]!.branches.map(({ branch, place }) => [branch, place])).toEqual(
      shares.map(({ branch, place }) => [branch, place]),
    );
    expect(ranking.groups[0]!.branches.map(({ branch, shrunken }) => [branch, shrunken / 10_000])).toEqual([
      ['b', 0.9383],
      ['c', 0.939],
      ['a', 0.9088],
      ['d', 0.8901],
      ['e', 0.8498],
    ]);
    const a = shares.find(({ branch }) => branch === 'a')!;
    const prior = { mean: 0.9, weight: 30 };
    expect(wilson(a.successes, a.n)!.low).toBeCloseTo(0.7864, 4);
    expect(shrunkenShare(prior, a).mean).toBeCloseTo(0.9, 12);
    const funnel = (await network.ask(QUALITY, `GET /api/funnel/${QUARTER}?of=satisfied`)).body as FunnelView;
    expect(funnel).toMatchObject({ centre: 9_231, of: 'satisfied' });
    expect(funnel.points.map(({ name, n, share }) => [name.branch, n, share])).toEqual([
      ['b', 40, 9_500],
      ['c', 500, 9_400],
      ['a', 50, 9_000],
      ['d', 100, 8_800],
      ['e', 25, 7_600],
    ]);
    expect(funnel.points.at(-1)!.verdict).toBe('below-95');
    expect(funnel.limits[0]).toMatchObject({ n: 25 });
    expect(funnel.limits.at(-1)).toMatchObject({ n: 500 });
  });

  test('where everybody is satisfied the funnel has no limits, and nobody lies outside', async () => {
    const network = await openWith(make, { a: {}, b: {} });
    for (const branch of ['a', 'b'])
      await putDay(network.database, branch, dayWith('2026-11-02', { tickets: 40, late: 0, bad: 0 }));
    const funnel = (await network.ask(QUALITY, `GET /api/funnel/${QUARTER}`)).body as FunnelView;
    expect(funnel).toMatchObject({ centre: 10_000, overdispersion: 1, limits: [] });
    expect(funnel.points.map(({ verdict }) => verdict)).toEqual(['within', 'within']);
    const none = (await network.ask(QUALITY, 'GET /api/funnel/2025-Q1')).body as FunnelView;
    expect(none).toMatchObject({ centre: 0, points: [], limits: [] });
  });

  test('waits of a day are added up over the branches that the viewer may see', async () => {
    const network = await openWith(make, { a: { region: 'north' }, b: { region: 'south' } });
    await putDay(network.database, 'a', dayWith('2026-11-02', { tickets: 10, late: 4, bad: 0 }));
    await putDay(network.database, 'b', dayWith('2026-11-02', { tickets: 6, late: 6, bad: 0 }));
    const waits = async (viewer: Parameters<Network['ask']>[0], date = '2026-11-02') =>
      (await network.ask(viewer, `GET /api/waits/${date}`)).body;
    // Two minutes end the fourth bin, twelve the twenty-fourth.
    expect(await waits(QUALITY)).toMatchObject({
      branches: 2,
      n: 16,
      p50Ms: 720_000,
      histogram: [
        [3, 6],
        [23, 10],
      ],
    });
    expect(await waits(viewerAt('region', 'north'))).toMatchObject({ branches: 1, n: 10, p50Ms: 120_000 });
    expect(await waits(QUALITY, '2026-11-03')).toMatchObject({ branches: 0, n: 0, p50Ms: null, histogram: [] });
    expect((await waits(QUALITY, 'today')).error.code).toBe('malformed');
  });

  test('short boards are judged against the peers', async () => {
    const network = await openTwelve(make);
    const { shortBoards } = (await scoreOf(network, 'b05')).body;
    expect(shortBoards.map(({ item }) => item).toSorted()).toEqual([
      'complaints/on-time',
      'complaints/rectified',
      'inspection/announced/plain/all',
      'inspection/mystery/plain/all',
      'ratings',
      'wait/abandonment',
      'wait/attainment',
      'wait/overtime',
    ]);
    const attainment = shortBoards.find(({ item }) => item === 'wait/attainment')!;
    expect(attainment).toMatchObject({ peers: 11, weight: 1_800 });
    expect(attainment.verdict).not.toBe('not-tested');
    const losses = shortBoards.map(({ loss }) => loss);
    expect(losses).toEqual(losses.toSorted((x, y) => y - x));
  });

  test('a branch that moves keeps its history: the region of the period, not of today', async () => {
    const network = await openTwelve(make);
    await network.database.write((writing) => placeUnit(writing, { unit: 'b01', parent: 'south', on: '2027-01-05' }));
    const regionOf = async (period: string) => {
      const { body } = await network.ask(QUALITY, `GET /api/branches/b01/scores/${period}`);
      return (body as ScoreView).name.region;
    };
    expect(await regionOf(QUARTER)).toBe('north');
    await putDay(network.database, 'b01', dayWith('2027-01-06', { tickets: 9, late: 0, bad: 0 }));
    await restart(network);
    expect(await regionOf('2027-Q1')).toBe('south');
    // Access follows where it hangs now.
    const south = viewerAt('region', 'south');
    expect((await network.ask(south, `GET /api/branches/b01/scores/${QUARTER}`)).status).toBe(200);
    expect((await network.ask(viewerAt('region', 'north'), `GET /api/branches/b01/scores/${QUARTER}`)).status).toBe(
      404,
    );
  });

  test('a region sees all places by name, a branch manager the own branch among nameless peers', async () => {
    const network = await openTwelve(make);
    const of = async (viewer: Parameters<Network['ask']>[0], what: string) =>
      (await network.ask(viewer, `GET ${what}`)).body;
    const [all, region] = [
      (await of(QUALITY, `/api/ranking/${QUARTER}`)) as RankingView,
      (await of(viewerAt('region', 'south'), `/api/ranking/${QUARTER}`)) as RankingView,
    ];
    expect(region).toEqual(all);
    const manager = viewerAt('branch-manager', 'b04');
    const own = (await of(manager, `/api/ranking/${QUARTER}`)) as RankingView;
    const text = JSON.stringify([own, await of(manager, `/api/funnel/${QUARTER}`)]);
    expect(text).toContain('b04网点');
    for (const other of all.branches.filter(({ branch }) => branch !== 'b04')) {
      expect(text).not.toContain(other.zh);
      expect(text).not.toContain(`"${other.branch}"`);
    }
    const [group] = own.groups;
    const index = all.groups[0]!.branches.findIndex(({ branch }) => branch === 'b04');
    expect(group!.branches[index]).toEqual(all.groups[0]!.branches[index]);
    expect(group!.branches.map(({ place, rank }) => [place, rank])).toEqual(
      all.groups[0]!.branches.map(({ place, rank }) => [place, rank]),
    );
    expect(group!.scores[index]!.value).toBe(all.groups[0]!.scores[index]!.value);
    const compare = (await of(
      viewerAt('region', 'south'),
      `/api/scores/${QUARTER}/compare?policy=default&from=1&to=1`,
    )) as CompareView;
    expect(compare.rows.map(({ name }) => name.region)).toEqual(Array(6).fill('south'));
    expect((await network.ask(viewerAt('it', 'head-office'), `GET /api/ranking/${QUARTER}`)).status).toBe(403);
    const compute = `POST /api/scores/${QUARTER}/compute`;
    expect((await network.ask(viewerAt('region', 'south'), compute, { policy: 'default', version: 1 })).status).toBe(
      403,
    );
  });

  test('periods and the history of a branch are listed by time', async () => {
    const network = await openTwelve(make);
    const periods = (await network.ask(QUALITY, 'GET /api/periods')).body;
    expect(periods.periods).toEqual([
      { period: QUARTER, scored: 12, branches: 12 },
      { period: '2026-11', scored: 12, branches: 12 },
    ]);
    expect(periods.policies).toEqual([{ policy: 'default', version: 1, approved: true, grades: GRADES }]);
    const own = (await network.ask(viewerAt('branch-manager', 'b04'), 'GET /api/periods')).body;
    expect(own.periods[0]).toEqual({ period: QUARTER, scored: 1, branches: 1 });
    const history = (await network.ask(QUALITY, 'GET /api/branches/b04/scores')).body;
    expect(history.scores.map(({ period }: { period: string }) => period)).toEqual(['2026-11', QUARTER]);
    expect(history.scores[1].low).toBeLessThan(history.scores[1].value);
  });

  test('bad requests are refused with what was expected', async () => {
    const network = await openWith(make, { east: {} });
    const refused = async (path: string, body?: unknown) => {
      const reply = await network.ask(QUALITY, path, body);
      return [reply.status, reply.body.error.code];
    };
    expect(await refused('GET /api/ranking/2026-Q5')).toEqual([400, 'malformed']);
    expect(await refused('GET /api/ranking/2026-Q4')).toEqual([404, 'not-computed']);
    expect(await refused('GET /api/ranking/2026-Q4?policy=default')).toEqual([400, 'malformed']);
    expect(await refused('GET /api/ranking/2026-Q4?policy=default&version=1e3')).toEqual([400, 'malformed']);
    expect(await refused('GET /api/ranking/2026-Q4?policy=default&version=7')).toEqual([404, 'no-such-version']);
    expect(await refused('GET /api/funnel/2026-Q4?of=everything')).toEqual([400, 'malformed']);
    expect(await refused('GET /api/branches/east/scores/2026-Q4')).toEqual([404, 'not-computed']);
    expect(await refused('GET /api/scores/2026-Q4/compare?policy=default&from=1')).toEqual([400, 'malformed']);
    expect(await refused('POST /api/scores/2026-Q4/compute', { policy: 'default', version: '1', x: 1 })).toEqual([
      400,
      'malformed',
    ]);
    expect(await refused('POST /api/scores/2026-Q4/compute', { policy: "x' OR 1", version: 1 })).toEqual([
      400,
      'malformed',
    ]);
  });
});

test('ranking, scores and intervals are the same bytes on SQLite and PostgreSQL', async () => {
  const texts: string[] = [];
  for (const kind of DATABASE_KINDS) {
    const network = await openTwelve(() => makeDatabase(kind));
    const { read } = network.database;
    const rows = await read.selectFrom('composite_score').selectAll().orderBy('branch').orderBy('period').execute();
    texts.push(JSON.stringify([(await findRanking(read, KEY))!.body, rows, await rankComposites(read, KEY)]));
    await made!.remove();
    made = null;
  }
  expect(texts[1]).toBe(texts[0]);
  expect(texts[0]).toContain('"confidence');
});
