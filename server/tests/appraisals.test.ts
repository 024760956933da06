import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { cardFrom, plainCard } from '#rubric/scorecards/test-card.ts';
import { appraisalRoutes } from '../appraisals/appraisal-routes.ts';
import type { AppraisalsView, AppraisalTasks, NewAppraisal } from '../appraisals/wire.ts';
import type { Viewer } from '../auth/viewer.ts';
import { APPROVED_POLICIES } from '../policies/approved-policies.ts';
import { findPseudonymData } from '../store/people/find-subject.ts';
import { approveCard, putIntoForce } from './cards.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import { addAccount, asking, fillBank, viewer } from './network.ts';

const MANAGER = viewer('wang', 'branch-manager', 'n1');
const QUALITY = viewer('qi', 'quality', 'head-office');
const AUDITOR = viewer('shen', 'auditor', 'head-office');
const lobby = (account: string): Viewer => viewer(account, 'lobby-manager', 'n1');

const PASSED: NewAppraisal = {
  period: '2026-Q4',
  subject: 'T01',
  card: 'plain',
  entries: ['clean', 'lit', 'enough', 'soft'].map((item) => ({ item, answer: { type: 'pass' } })),
};
const FAILED = { ...PASSED, entries: PASSED.entries.map(({ item }) => ({ item, answer: { type: 'fail' } })) };

onBothDatabases('staff appraisals', (make) => {
  let made: TestDatabase;
  let ask: ReturnType<typeof asking>;

  beforeEach(async () => {
    made = await make();
    const { database } = made;
    await fillBank(database);
    await database.write((writing) => putIntoForce(writing, cardFrom(plainCard())));
    await approveCard(database, 'monthly-role-deductions');
    for (const who of ['a', 'b', 'c', 'd']) await addAccount(database, who, lobby(who).grants);
    await addAccount(database, 'wang', MANAGER.grants);
    await addAccount(database, 'far', [{ role: 'lobby-manager', unit: 's1' }]);
    const clock = new VirtualClock(Date.parse('2026-11-20T02:00:00Z'));
    ask = asking(appraisalRoutes({ database, clock, cards: APPROVED_POLICIES }), database);
    for (const [index, account] of ['a', 'b', 'c', 'd'].entries()) await put(`T0${String(index + 1)}`, { account });
    await put('T05', { account: null });
  });
  afterEach(() => made.remove());

  const put = (
    pseudonym: string,
    { account = null, hasLeft = false }: { account?: string | null; hasLeft?: boolean },
  ) => ask(MANAGER, `PUT /api/branches/n1/staff/${encodeURIComponent(pseudonym)}`, { account, hasLeft });
  const sign = (who: Viewer, body: unknown = PASSED, branch = 'n1') =>
    ask(who, `POST /api/branches/${branch}/appraisals`, body);
  const tasks = async (who: Viewer): Promise<AppraisalTasks> =>
    (await ask(who, 'GET /api/branches/n1/appraisal-tasks/2026-Q4')).body as AppraisalTasks;
  const results = async (who: Viewer): Promise<AppraisalsView> =>
    (await ask(who, 'GET /api/branches/n1/appraisals/2026-Q4')).body as AppraisalsView;
  const relationsOf = async (who: Viewer, subject = 'T01') =>
    (await results(who)).people.find(({ pseudonym }) => pseudonym === subject)!.results[0]?.relations ?? [];

  test('each person says it once a quarter, in the relation they stand in', async () => {
    expect((await sign(lobby('a'))).body).toEqual({ relation: 'self' });
    expect((await sign(MANAGER)).body).toEqual({ relation: 'superior' });
    expect((await sign(lobby('b'))).body).toEqual({ relation: 'peer' });
    expect((await sign(lobby('b'), FAILED)).body.error.code).toBe('already-there');
    expect((await sign(lobby('b'), { ...PASSED, period: '2026-Q3' })).status).toBe(201);
    expect((await sign(QUALITY)).body).toEqual({ relation: 'superior' });
    const rows = await made.database.read.selectFrom('appraisal').select('relation').execute();
    expect(rows).toHaveLength(5);
  });

  test('whoever works there sees whom to appraise as what, and what was said of themselves alone', async () => {
    await sign(MANAGER, FAILED);
    await sign(MANAGER, { ...FAILED, subject: 'T02' });
    await sign(lobby('a'), { ...PASSED, subject: 'T02' });
    const { people, cards, own } = await tasks(lobby('a'));
    expect(people).toEqual([
      { pseudonym: 'T01', relation: 'self', isDone: false },
      { pseudonym: 'T02', relation: 'peer', isDone: true },
      ...['T03', 'T04', 'T05'].map((pseudonym) => ({ pseudonym, relation: 'peer', isDone: false })),
    ]);
    expect(cards.map(({ id }) => id)).toEqual(['plain']);
    expect(own![0]!.relations.map(({ relation, n }) => [relation, n])).toEqual([
      ['self', 0],
      ['superior', 1],
      ['peer', 0],
    ]);
    expect(own![0]!.needs).toHaveLength(4);
    expect((await ask(lobby('a'), 'GET /api/branches/n1/appraisals/2026-Q4')).status).toBe(403);
    expect((await tasks(MANAGER)).own).toBeNull();
  });

  test('what colleagues said is told from three on, to nobody before, and never one by one', async () => {
    await sign(lobby('b'));
    await sign(lobby('c'), FAILED);
    for (const who of [MANAGER, QUALITY, AUDITOR])
      expect((await relationsOf(who))[2]).toEqual({ relation: 'peer', n: 2, said: null });
    await sign(lobby('d'));
    const [, , peers] = await relationsOf(MANAGER);
    expect(peers).toMatchObject({ n: 3, said: { share: 6_667, words: [] } });
    expect((await tasks(lobby('a'))).own![0]!.relations[2]).toEqual(peers);
    const exported = await findPseudonymData(made.database.read, 'T01');
    expect(exported['appraisals']!.map(({ relation, body }) => [relation, body])).toEqual(
      Array.from({ length: 3 }, () => ['peer', null]),
    );
  });

  test.each([
    ['an answer is missing', { ...PASSED, entries: PASSED.entries.slice(1) }, 'entries.clean'],
    ['the card is not for people', { ...PASSED, card: 'monthly-role-deductions' }, 'card'],
    ['the card is not approved', { ...PASSED, card: 'mystery-visit' }, 'card'],
    ['the quarter has not begun', { ...PASSED, period: '2027-Q1' }, 'period'],
    ['the quarter is none', { ...PASSED, period: '2026-11' }, 'period'],
    ['an item is unknown', { ...PASSED, entries: [{ item: 'x', answer: { type: 'pass' } }] }, 'entries.0.item'],
    ['somebody is named in it', { ...PASSED, entries: [{ ...PASSED.entries[0]!, responsible: 'T03' }] }, 'entries.0'],
    ['it names its author', { ...PASSED, account: 'b' }, '(root)'],
  ])('is refused when %s', async (_, body, path) => {
    const reply = await sign(lobby('b'), body);
    expect([reply.status, reply.body.error.problems[0].path]).toEqual([400, path]);
    expect(await made.database.read.selectFrom('appraisal').selectAll().execute()).toEqual([]);
  });

  test('strangers appraise nobody, nobody appraises who has left, and other branches do not exist', async () => {
    expect((await sign(lobby('stranger'))).status).toBe(404);
    expect((await sign(lobby('b'), { ...PASSED, subject: 'T09' })).status).toBe(404);
    expect((await sign(viewer('far', 'lobby-manager', 's1'))).status).toBe(404);
    expect((await sign(AUDITOR)).status).toBe(403);
    await sign(MANAGER);
    await put('T01', { account: 'a', hasLeft: true });
    expect((await sign(lobby('b'))).status).toBe(404);
    expect((await results(MANAGER)).people.map(({ pseudonym }) => pseudonym)).toContain('T01');
    expect((await ask(viewer('x', 'branch-manager', 's1'), 'GET /api/branches/n1/appraisals/2026-Q4')).status).toBe(
      404,
    );
  });

  test('the manager keeps pseudonyms; an account has one, and only of people of the branch', async () => {
    expect((await put('T06', { account: 'a' })).body.error.code).toBe('known-account');
    expect((await put('T06', { account: 'far' })).body.error.problems[0].path).toBe('member.account');
    expect((await put('王 小明 1988', {})).body.error.problems[0].path).toBe('pseudonym');
    expect((await ask(QUALITY, 'GET /api/branches/n1/staff')).status).toBe(403);
    const { staff, accounts } = (await ask(MANAGER, 'GET /api/branches/n1/staff')).body;
    expect(staff).toHaveLength(5);
    expect(accounts.map(({ account }: { account: string }) => account)).toEqual(['a', 'b', 'c', 'd', 'wang']);
    const log = await made.database.read.selectFrom('audit').select('detail').execute();
    expect(log.map(({ detail }) => detail).join('')).not.toContain('"a"');
  });
});
