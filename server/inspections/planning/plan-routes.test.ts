import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { APPROVED_POLICIES } from '../../policies/approved-policies.ts';
import { approveCard } from '../../tests/cards.ts';
import { onBothDatabases, type TestDatabase } from '../../tests/databases.ts';
import { addAccount, asking, fillBank, viewer } from '../../tests/network.ts';
import type { PlanLine, PlanView } from '../wire.ts';
import { planRoutes } from './plan-routes.ts';

const QUALITY = viewer('qi', 'quality', 'head-office');
const NORTH = viewer('bei', 'region', 'north');

onBothDatabases('quarterly plans', (make) => {
  let made: TestDatabase;
  let ask: ReturnType<typeof asking>;

  beforeEach(async () => {
    made = await make();
    const { database } = made;
    await fillBank(database);
    for (const card of ['service-checklist-14', 'mystery-visit', 'satisfaction-profile-30'])
      await approveCard(database, card);
    await addAccount(database, 'li', [{ role: 'inspector', unit: 'head-office' }]);
    await addAccount(database, 'wu', [{ role: 'inspector', unit: 'head-office' }]);
    await addAccount(database, 'nan', [{ role: 'inspector', unit: 'south' }]);
    const clock = new VirtualClock(Date.parse('2026-09-20T02:00:00Z'));
    ask = asking(planRoutes({ database, clock, cards: APPROVED_POLICIES }), database);
  });

  afterEach(() => made.remove());

  async function makePlan(who = QUALITY, unit = 'head-office'): Promise<string> {
    const { status, body } = await ask(who, 'POST /api/plans', { quarter: '2026-Q4', title: 'Q4', unit });
    expect(status).toBe(201);
    return body.id as string;
  }

  function line(branch: string, fields: Partial<PlanLine> = {}): PlanLine {
    return {
      branch,
      kind: 'mystery',
      visits: 2,
      card: 'mystery-visit',
      mode: 'digital',
      from: '2026-10-01',
      to: '2026-12-31',
      ...fields,
    };
  }

  const announced = (branch: string): PlanLine =>
    line(branch, { kind: 'announced', visits: 1, card: 'service-checklist-14' });

  test('go from lines over a suggestion to inspections with the card version of their first day', async () => {
    await approveCard(made.database, 'mystery-visit', { version: 2, from: '2026-11-01' });
    const id = await makePlan();
    const lines = ['n1', 'n2', 's1', 's2'].flatMap((branch) => [line(branch), announced(branch)]);
    expect((await ask(QUALITY, `PUT /api/plans/${id}/lines`, { lines })).status).toBe(200);
    const suggested = (await ask(QUALITY, `POST /api/plans/${id}/suggestion`)).body as PlanView;
    expect(suggested.plan).toMatchObject({ visits: 12, open: 0 });
    expect(suggested.slots.every(({ conflicts, concerns }) => conflicts.length + concerns.length === 0)).toBe(true);
    expect(suggested.warnings).toEqual([]);

    const { status, body } = await ask(QUALITY, `POST /api/plans/${id}/publication`);
    expect([status, body.plan]).toMatchObject([200, { state: 'published', visits: 12 }]);
    const rows = await made.database.read.selectFrom('inspection').selectAll().orderBy('from_on').execute();
    expect(rows.map(({ id: each }) => each).toSorted()).toEqual(suggested.slots.map((slot) => slot.id).toSorted());
    for (const row of rows) {
      expect(row.announced_at !== null).toBe(row.kind === 'announced');
      expect(row.card_version).toBe(row.kind === 'mystery' && row.from_on >= '2026-11-01' ? 2 : 1);
    }
    expect(new Set(rows.map((row) => row.card_version))).toEqual(new Set([1, 2]));
    const log = await made.database.read.selectFrom('audit').select('action').orderBy('seq').execute();
    expect(log.map(({ action }) => action)).toEqual(['plan.made', 'plan.lines', 'plan.suggested', 'plan.published']);
  });

  test('warn of branches with too few mystery visits to rank', async () => {
    const id = await makePlan(NORTH, 'north');
    const { body } = await ask(NORTH, `PUT /api/plans/${id}/lines`, {
      lines: [line('n1', { visits: 1 }), announced('n1'), line('n2'), announced('n2')],
    });
    expect(body.warnings).toEqual([{ code: 'too-few', branch: 'n1', kind: 'mystery', n: 1, needed: 2 }]);
    expect(body.isMinimumApproved).toBe(false);
  });

  test('keep who was chosen when the number of visits changes', async () => {
    const id = await makePlan(NORTH, 'north');
    await ask(NORTH, `PUT /api/plans/${id}/lines`, { lines: [line('n1')] });
    const before = (await ask(NORTH, `POST /api/plans/${id}/suggestion`)).body as PlanView;
    const more = (await ask(NORTH, `PUT /api/plans/${id}/lines`, { lines: [line('n1', { visits: 3 })] }))
      .body as PlanView;
    expect(more.slots.map(({ inspector }) => inspector)).toEqual([...before.slots.map((slot) => slot.inspector), null]);
    const none = (await ask(NORTH, `PUT /api/plans/${id}/lines`, { lines: [line('n1', { visits: 0 })] }))
      .body as PlanView;
    expect(none.slots).toEqual([]);
  });

  test('show candidates with their reasons, and take a concern only with a reason and a conflict never', async () => {
    await made.database.write((writing) =>
      writing
        .insertInto('staff_tie')
        .values({ branch: 'n1', account: 'wu', why: 'declared', until_on: '2027-01-01' })
        .execute(),
    );
    const id = await makePlan();
    const { body } = await ask(QUALITY, `PUT /api/plans/${id}/lines`, { lines: [line('n1')] });
    const [first, second] = (body as PlanView).slots;
    const path = (slot: string): string => `/api/plans/${id}/branches/n1/slots/${slot}`;
    const choice = {
      inspector: 'li',
      second: null,
      from: '2026-10-01',
      to: '2026-10-20',
      mode: 'digital',
      reason: null,
    };
    expect((await ask(QUALITY, `PUT ${path(first!.id)}`, choice)).status).toBe(200);

    const candidates = (await ask(QUALITY, `GET ${path(second!.id)}/candidates`)).body;
    expect(candidates).toMatchObject([
      { account: 'li', visits: 1, conflicts: [], concerns: [{ code: 'in-a-row', on: '2026-10-01' }] },
      { account: 'nan', conflicts: [{ code: 'not-covered' }] },
      { account: 'wu', conflicts: [{ code: 'declared' }] },
    ]);
    const late = { ...choice, from: '2026-11-16', to: '2026-12-31' };
    const again = await ask(QUALITY, `PUT ${path(second!.id)}`, late);
    expect([again.status, again.body.error.problems[0].path]).toEqual([409, 'reason']);
    const conflict = await ask(QUALITY, `PUT ${path(second!.id)}`, { ...late, inspector: 'wu', reason: 'nobody else' });
    expect([conflict.status, conflict.body.error.problems[0].path]).toEqual([409, 'inspector']);
    const taken = await ask(QUALITY, `PUT ${path(second!.id)}`, { ...late, reason: 'Nobody else is there' });
    expect((taken.body as PlanView).slots[1]).toMatchObject({ inspector: 'li', reason: 'Nobody else is there' });
    const entry = await made.database.read
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'plan.assigned')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(entry.detail)).toMatchObject({
      reason: 'Nobody else is there',
      setAside: [{ code: 'in-a-row' }],
    });
    expect(entry.detail).not.toContain('n1');
  });

  test('take no second scorer who is the inspector, and no day outside the quarter', async () => {
    const id = await makePlan();
    const { body } = await ask(QUALITY, `PUT /api/plans/${id}/lines`, { lines: [line('n1', { visits: 1 })] });
    const slot = (body as PlanView).slots[0]!;
    const refused = await ask(QUALITY, `PUT /api/plans/${id}/branches/n1/slots/${slot.id}`, {
      inspector: 'li',
      second: 'li',
      from: '2026-09-30',
      to: '2026-10-20',
      mode: 'paper',
      reason: null,
    });
    expect(refused.body.error.problems.map(({ path }: { path: string }) => path)).toEqual(['from', 'second']);
  });

  test('are refused with every problem at once', async () => {
    const id = await makePlan(NORTH, 'north');
    const { status, body } = await ask(NORTH, `PUT /api/plans/${id}/lines`, {
      lines: [
        line('s1'),
        line('n1', { from: '2026-09-30' }),
        line('n1', { to: '2027-01-01' }),
        line('n2', { card: 'no-such-card' }),
        line('n2', { kind: 'intercept' }),
        line('n1', { kind: 'announced', card: 'mystery-visit', from: '2026-12-02', to: '2026-12-01' }),
      ],
    });
    expect(status).toBe(400);
    expect(body.error.problems.map(({ path }: { path: string }) => path)).toEqual([
      'lines.0.branch',
      'lines.1.from',
      'lines.2.branch',
      'lines.2.to',
      'lines.3.card',
      'lines.4.card',
      'lines.5.to',
    ]);
    expect(await made.database.read.selectFrom('plan_slot').select('id').execute()).toEqual([]);
  });

  test('are not published with open visits, nor when a conflict has come up since, nor twice', async () => {
    const id = await makePlan();
    expect((await ask(QUALITY, `POST /api/plans/${id}/publication`)).status).toBe(409);
    await ask(QUALITY, `PUT /api/plans/${id}/lines`, { lines: [line('n1', { visits: 1 })] });
    expect((await ask(QUALITY, `POST /api/plans/${id}/publication`)).status).toBe(409);
    const { body } = await ask(QUALITY, `POST /api/plans/${id}/suggestion`);
    const who = (body as PlanView).slots[0]!.inspector!;
    const grant = { account: who, role: 'lobby-manager', unit: 'n1', granted_by: 'it', granted_at: 2 };
    await made.database.write((writing) => writing.insertInto('role_grant').values(grant).execute());
    const refused = await ask(QUALITY, `POST /api/plans/${id}/publication`);
    expect(refused.body.error.problems[0].expected).toContain('lobby-manager of the branch');
    await made.database.write((writing) =>
      writing.deleteFrom('role_grant').where('role', '=', 'lobby-manager').execute(),
    );
    expect((await ask(QUALITY, `POST /api/plans/${id}/publication`)).status).toBe(200);
    expect((await ask(QUALITY, `POST /api/plans/${id}/publication`)).body.error.code).toBe('published');
  });

  test('of head office and of other regions do not exist for a region', async () => {
    const id = await makePlan();
    const north = await makePlan(NORTH, 'north');
    const south = viewer('nan', 'region', 'south');
    for (const who of [NORTH, south]) expect((await ask(who, `GET /api/plans/${id}`)).status).toBe(404);
    expect((await ask(south, `DELETE /api/plans/${north}`)).status).toBe(404);
    expect((await ask(south, 'GET /api/plans')).body).toMatchObject({ plans: [], units: [{ unit: 'south' }] });
    const foreign = await ask(NORTH, 'POST /api/plans', { quarter: '2026-Q4', title: 'x', unit: 'south' });
    expect(foreign.body.error.problems[0].path).toBe('unit');
  });

  test.each(['branch-manager', 'lobby-manager', 'inspector', 'it'] as const)('are not for a %s', async (role) => {
    const id = await makePlan();
    const who = viewer('x', role, 'head-office');
    for (const request of ['GET /api/plans', `GET /api/plans/${id}`, `POST /api/plans/${id}/publication`])
      expect((await ask(who, request)).status).toBe(403);
  });

  test('of a wrong quarter are refused', async () => {
    const wrong = { quarter: '2026-Q5', title: ' ', unit: 'north', more: 1 };
    const { status, body } = await ask(QUALITY, 'POST /api/plans', wrong);
    expect([status, body.error.problems.length]).toEqual([400, 3]);
  });

  test('that are removed leave nothing but the log', async () => {
    const id = await makePlan();
    await ask(QUALITY, `PUT /api/plans/${id}/lines`, { lines: [line('n1')] });
    expect((await ask(QUALITY, `DELETE /api/plans/${id}`)).status).toBe(204);
    expect(await made.database.read.selectFrom('plan_slot').select('id').execute()).toEqual([]);
    expect((await ask(QUALITY, `GET /api/plans/${id}`)).status).toBe(404);
  });
});
