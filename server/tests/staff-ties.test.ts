import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { inspectionsRoutes } from '../inspections/inspections-routes.ts';
import { peopleRoutes } from '../people/routes.ts';
import { APPROVED_POLICIES } from '../policies/approved-policies.ts';
import { approveCard } from './cards.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import { addAccount, asking, fillBank, viewer } from './network.ts';

const IT = viewer('root', 'it', 'head-office');
const QUALITY = viewer('qi', 'quality', 'head-office');
const NORTH = viewer('bei', 'region', 'north');

onBothDatabases('who is tied to a branch', (make) => {
  let made: TestDatabase;
  let clock: VirtualClock;
  let ask: ReturnType<typeof asking>;

  beforeEach(async () => {
    made = await make();
    const { database } = made;
    clock = new VirtualClock(Date.parse('2026-09-20T02:00:00Z'));
    await fillBank(database);
    await approveCard(database, 'mystery-visit');
    await addAccount(database, 'root', [{ role: 'it', unit: 'head-office' }]);
    const parts = { database, clock, cards: APPROVED_POLICIES };
    ask = asking([...peopleRoutes({ database, clock, deskClock: clock }), ...inspectionsRoutes(parts)], database);
  });
  afterEach(() => made.remove());

  /** Of the planner who wants `account` to inspect there: null = taken, else what is wrong. */
  async function refusalOf(account: string, branch: string, from: string): Promise<string | null> {
    const { status, body } = await ask(QUALITY, `POST /api/branches/${branch}/inspections`, {
      kind: 'mystery',
      card: 'mystery-visit',
      from,
      to: from,
      mode: 'digital',
      inspector: account,
      second: null,
      reason: 'after a complaint',
    });
    return status === 201 ? null : (body.error.problems[0].path as string);
  }

  test('whoever worked at a branch is refused by the planner for a year, there and nowhere else', async () => {
    await addAccount(made.database, 'li', [
      { role: 'inspector', unit: 'head-office' },
      { role: 'branch-manager', unit: 'n1' },
    ]);
    expect(await refusalOf('li', 'n1', '2026-10-05')).toBe('inspector');
    expect((await ask(IT, 'DELETE /api/people/li/grants/branch-manager/n1')).status).toBe(204);
    expect((await ask(NORTH, 'GET /api/branches/n1/ties')).body).toEqual([
      { account: 'li', name: 'LI', why: 'worked-there', until: '2027-09-20' },
    ]);
    expect(await refusalOf('li', 'n1', '2026-10-05')).toBe('inspector');
    expect(await refusalOf('li', 'n1', '2027-09-20')).toBe('inspector');
    expect(await refusalOf('li', 'n2', '2026-10-05')).toBeNull();
    expect(await refusalOf('li', 'n1', '2027-09-21')).toBeNull();
  });

  test.each([
    ['lobby-manager', 'north', ['n1', 'n2']],
    ['it', 's1', ['s1']],
    ['region', 'north', []],
    ['inspector', 's2', []],
  ] as const)('the role %s, taken away at %s, ties to %j', async (role, unit, branches) => {
    await addAccount(made.database, 'li', [{ role, unit }]);
    await ask(IT, `DELETE /api/people/li/grants/${role}/${unit}`);
    const ties = await made.database.read.selectFrom('staff_tie').select('branch').orderBy('branch').execute();
    expect(ties.map(({ branch }) => branch)).toEqual(branches);
  });

  test('a role that was not there ties nobody', async () => {
    await addAccount(made.database, 'li', []);
    await ask(IT, 'DELETE /api/people/li/grants/branch-manager/n1');
    expect(await made.database.read.selectFrom('staff_tie').selectAll().execute()).toEqual([]);
  });

  const declared = { account: 'li', until: '2026-12-31', reason: 'a brother works there' };

  test('a declared interest holds until its day; said again, the newer day holds, and both are on record', async () => {
    await addAccount(made.database, 'li', [{ role: 'inspector', unit: 'head-office' }]);
    expect((await ask(NORTH, 'POST /api/branches/n1/ties', declared)).status).toBe(201);
    expect(await refusalOf('li', 'n1', '2026-12-31')).toBe('inspector');
    const later = await ask(NORTH, 'POST /api/branches/n1/ties', { ...declared, until: '2027-03-31' });
    expect(later.body).toEqual([{ account: 'li', name: 'LI', why: 'declared', until: '2027-03-31' }]);
    expect(await refusalOf('li', 'n1', '2027-03-31')).toBe('inspector');
    expect(await refusalOf('li', 'n1', '2027-04-01')).toBeNull();
    const rows = await made.database.read
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'tie.declared')
      .orderBy('seq')
      .execute();
    expect(rows.map(({ detail }) => JSON.parse(detail) as unknown)).toMatchObject([
      { account: 'li', before: null, until: '2026-12-31', reason: 'a brother works there' },
      { before: '2026-12-31', until: '2027-03-31' },
    ]);
  });

  test.each([
    [{ ...declared, account: 'nobody' }, 'account'],
    [{ ...declared, until: '2026-09-19' }, 'until'],
    [{ ...declared, until: '2040-01-01' }, 'until'],
    [{ ...declared, until: 'soon' }, 'until'],
    [{ ...declared, reason: ' ' }, 'reason'],
    [{ ...declared, why: 'worked-there' }, '(root)'],
  ])('%j is refused at %s', async (body, path) => {
    await addAccount(made.database, 'li', []);
    const reply = await ask(QUALITY, 'POST /api/branches/n1/ties', body);
    expect([reply.status, reply.body.error.problems[0].path]).toEqual([400, path]);
    expect(await made.database.read.selectFrom('staff_tie').selectAll().execute()).toEqual([]);
  });

  test('of another region is neither shown nor declared', async () => {
    expect((await ask(NORTH, 'GET /api/branches/s1/ties')).status).toBe(404);
    expect((await ask(NORTH, 'POST /api/branches/s1/ties', declared)).status).toBe(404);
  });
});
