import { afterEach, expect, test } from 'vitest';
import { visit, WORKED_EXAMPLE } from '#rubric/composite/test-evidence.ts';
import { standardise } from '#rubric/ranking/standardise.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { policyRoutes } from '../policies/policy-routes.ts';
import { digestOf } from '../policies/policy-json.ts';
import { attainmentView } from '../scoring/ranking-view.ts';
import type { PeriodList, RankingView, ScoreHistory, ScoreList, ScoreView } from '../scoring/wire.ts';
import { findClassAttainment } from '../store/scoring/find-class-attainment.ts';
import { putIntoForce } from './cards.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import {
  askRoutes,
  openNetwork,
  putCases,
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

/** What the pages of scores are told beside the figures. */

let made: TestDatabase | null = null;
afterEach(async () => {
  await made?.remove();
  made = null;
});

onBothDatabases('pages of scores', (make) => {
  async function open(branches: Parameters<typeof putUnits>[1]): Promise<Network> {
    made = await make();
    await putUnits(made.database, branches);
    return openNetwork(made.database);
  }

  async function restart({ scoring }: Network): Promise<void> {
    await scoring.keeper.start();
    await scoring.settle();
  }

  const six = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];

  async function openSome(branches: readonly string[] = six): Promise<Network> {
    const network = await open(
      Object.fromEntries(branches.map((id, index) => [id, { region: index < 3 ? 'north' : 'south' }])),
    );
    for (const [index, id] of branches.entries()) await putRandomBranch(network.database, id, index + 1);
    return network;
  }

  async function putWorked({ database }: Network, branch: string, isVetoed: boolean): Promise<void> {
    const [day] = WORKED_EXAMPLE.days;
    await putEvidence(database, branch, { ...day!, date: '2026-11-02' });
    const [announced, ...mystery] = WORKED_EXAMPLE.sheets;
    for (const sheet of [isVetoed ? visit('i1', 'announced', 91, true) : announced!, ...mystery])
      await putSheet(database, branch, sheet);
    await putCases(database, branch, 'complaint', WORKED_EXAMPLE.complaints!);
    await putCases(database, branch, 'rectification', WORKED_EXAMPLE.rectifications!);
  }

  const ask = async <T>(network: Network, path: string, viewer = QUALITY): Promise<T> =>
    (await network.ask(viewer, `GET ${path}`)).body as T;

  test('a grade that a veto caps stands beside the one that was reached', async () => {
    const network = await open({ east: {}, west: {} });
    await putDefinition(network.database, 1);
    await putWorked(network, 'east', false);
    await putWorked(network, 'west', true);
    await restart(network);
    const { scores, policy } = await ask<ScoreList>(network, `/api/scores/${QUARTER}`);
    expect(scores.map(({ name, value, grade, uncapped }) => [name.branch, value, grade, uncapped])).toEqual([
      ['east', 848_667, 'b', null],
      ['west', 848_667, 'd', 'b'],
    ]);
    expect(policy.grades.map(({ id, zh }) => [id, zh])).toContainEqual(['b', '良好']);
    const west = await ask<ScoreView>(network, `/api/branches/west/scores/${QUARTER}`);
    expect(west.uncapped).toBe('b');
    await restart(network);
    expect((await ask<ScoreView>(network, `/api/branches/west/scores/${QUARTER}`)).uncapped).toBe('b');
  });

  test('a list is of the own branches, and needs no right to see the ranking', async () => {
    const network = await openSome();
    await restart(network);
    const own = async (viewer: Parameters<Network['ask']>[0]): Promise<readonly string[]> =>
      (await ask<ScoreList>(network, `/api/scores/${QUARTER}`, viewer)).scores.map(({ name }) => name.branch);
    expect(await own(QUALITY)).toEqual(six);
    expect(await own(viewerAt('region', 'south'))).toEqual(['b4', 'b5', 'b6']);
    expect(await own(viewerAt('branch-manager', 'b2'))).toEqual(['b2']);
    const { regions } = await ask<ScoreList>(network, `/api/scores/${QUARTER}`, viewerAt('branch-manager', 'b2'));
    expect(regions).toEqual([{ id: 'north', zh: 'north网点', en: 'Branch north' }]);
    expect((await network.ask(viewerAt('lobby-manager', 'b2'), `GET /api/scores/${QUARTER}`)).status).toBe(403);
    expect((await network.ask(QUALITY, 'GET /api/scores/2026-Q5')).status).toBe(400);
  });

  test('regions have names wherever branches have regions; peers without a name have neither', async () => {
    const network = await openSome();
    await restart(network);
    const ids = async (viewer: Parameters<Network['ask']>[0]): Promise<readonly string[]> =>
      (await ask<RankingView>(network, `/api/ranking/${QUARTER}`, viewer)).regions.map(({ id }) => id);
    expect(await ids(QUALITY)).toEqual(['north', 'south']);
    expect(await ids(viewerAt('branch-manager', 'b5'))).toEqual(['south']);
    expect((await ask<ScoreHistory>(network, '/api/branches/b5/scores')).regions).toMatchObject([{ id: 'south' }]);
    expect((await ask<ScoreView>(network, `/api/branches/b5/scores/${QUARTER}`)).regions).toMatchObject([
      { id: 'south' },
    ]);
  });

  test('attainment at the class mix of the network is that of the rubric, in the ranking and at the branch', async () => {
    // Enough for a ranking.
    const twelve = Array.from({ length: 12 }, (_, index) => `b${String(index + 10)}`);
    const network = await openSome(twelve);
    await restart(network);
    const expected = standardise(await findClassAttainment(network.database.read, ['2026-10', '2026-11', '2026-12']));
    expect(expected.map(({ branch }) => branch)).toEqual(twelve);
    expect(expected.some(({ share, crude }) => share !== crude)).toBe(true);
    const { groups } = await ask<RankingView>(network, `/api/ranking/${QUARTER}`);
    const ranked = groups.flatMap(({ scores }) => scores);
    expect(ranked.length).toBeGreaterThan(0);
    for (const { branch, attainment } of ranked)
      expect(attainment).toEqual(attainmentView(expected.find((each) => each.branch === branch)));
    const { attainment } = await ask<ScoreView>(network, `/api/branches/b12/scores/${QUARTER}`);
    expect(attainment).toEqual(attainmentView(expected[2]));
  });

  test('sheets are named by the version of the card that they were filled in on', async () => {
    const network = await open({ east: {} });
    await putDefinition(network.database, 1);
    await putWorked(network, 'east', false);
    const card = { ...shipped('mystery-visit'), id: 'plain', version: 1 };
    await network.database.write((writing) => putIntoForce(writing, card));
    await restart(network);
    const { sheets, cards } = await ask<ScoreView>(network, `/api/branches/east/scores/${QUARTER}`);
    expect(sheets.map(({ sheet, card: of }) => [sheet, of])).toEqual([
      ['i1', 'plain'],
      ['m1', 'plain'],
      ['m2', 'plain'],
    ]);
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({ id: 'plain', version: 1, ...card.title });
    expect(cards[0]!.items).toEqual(card.items.map(({ id, title }) => ({ id, ...title })));
  });

  test('periods are computed under a definition that is approved later, and what was computed before stays', async () => {
    const network = await openSome();
    await restart(network);
    const before = await ask<ScoreView>(network, `/api/branches/b1/scores/${QUARTER}`);
    expect(before.policy.version).toBe(0);
    const routes = policyRoutes({
      ...network,
      definitionApproved: () => network.scoring.keeper.definitionsChanged(),
    });
    const as = (account: string, path: string, body: unknown = {}) =>
      askRoutes(routes, { ...QUALITY, account }, path, body) as Promise<{ status: number; body: { digest: string } }>;
    const path = '/api/policies/composite';
    await as('author', `POST ${path}`, { from: 'template', template: 'default', id: 'default' });
    const draft = await network.database.read.selectFrom('policy').selectAll().executeTakeFirstOrThrow();
    const weights = { wait: '10', ratings: '20', inspection: '55', complaints: '15' };
    const body = { ...JSON.parse(draft.body), weights, effective: { from: '2026-10-01', to: null } };
    await as('author', `PUT ${path}/default/1`, { base: digestOf(draft.body), body });
    const submitted = await as('author', `POST ${path}/default/1/submit`);
    expect(submitted.status).toBe(200);
    expect((await as('chief', `POST ${path}/default/1/approve`, { digest: submitted.body.digest })).status).toBe(200);
    await network.scoring.settle();
    const after = await ask<ScoreView>(network, `/api/branches/b1/scores/${QUARTER}`);
    expect(after.policy).toMatchObject({ version: 1, approved: true });
    expect(after.others).toEqual([
      {
        policy: before.policy,
        value: (before.composite as { value: number }).value,
        grade: (before.composite as { grade: string }).grade,
      },
    ]);
    const ranking = await ask<RankingView>(network, `/api/ranking/${QUARTER}`);
    expect([ranking.policy.version, ranking.isStale]).toEqual([1, false]);
    const { policies } = await ask<PeriodList>(network, '/api/periods');
    expect(policies.map(({ version }) => version)).toEqual([0, 1]);
  });

  test('a stop between approval and computation loses nothing, and a period before its first day stays', async () => {
    const network = await openSome();
    await restart(network);
    await putDefinition(network.database, 1, { effective: { from: '2026-12-01', to: null } });
    await restart(network);
    const versions = await network.database.read
      .selectFrom('composite_score')
      .select(['period', 'version'])
      .distinct()
      .orderBy('period')
      .orderBy('version')
      .execute();
    expect(versions).toEqual([
      { period: '2026-11', version: 0 },
      { period: QUARTER, version: 0 },
      { period: QUARTER, version: 1 },
    ]);
  });
});
