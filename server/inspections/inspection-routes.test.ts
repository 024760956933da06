import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { evaluateSheet } from '#rubric/scorecards/evaluate.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import type { Sheet } from '#rubric/scorecards/sheet.ts';
import type { Viewer } from '../auth/viewer.ts';
import { APPROVED_POLICIES } from '../policies/approved-policies.ts';
import { approveCard } from '../tests/cards.ts';
import { onBothDatabases, type TestDatabase } from '../tests/databases.ts';
import { addAccount, asking, fillBank, viewer } from '../tests/network.ts';
import { inspectionsRoutes } from './inspections-routes.ts';
import type { InspectionList, InspectionView, Kind, State } from './wire.ts';

const QUALITY = viewer('qi', 'quality', 'head-office');
const NORTH = viewer('bei', 'region', 'north');
const AUDITOR = viewer('shen', 'auditor', 'head-office');
const MANAGER = viewer('wang', 'branch-manager', 'n1');

const SHEET: Sheet = {
  scorecard: 'mystery-visit',
  version: 1,
  entries: [
    { item: 'visit-note', answer: { type: 'text', text: 'Came at 10:12 in a red coat' }, evidence: [] },
    { item: 'frontage', answer: { type: 'fail' }, evidence: ['photo-1'], note: 'I slipped', penaltyAmount: '50' },
    { item: 'interior', answer: { type: 'pass' }, evidence: [] },
  ],
};

onBothDatabases('inspections', (make) => {
  let made: TestDatabase;
  let ask: ReturnType<typeof asking>;

  beforeEach(async () => {
    made = await make();
    await fillBank(made.database);
    for (const card of ['mystery-visit', 'service-checklist-14', 'satisfaction-profile-30', 'monthly-role-deductions'])
      await approveCard(made.database, card);
    for (const who of ['li', 'wu']) await addAccount(made.database, who, [{ role: 'inspector', unit: 'head-office' }]);
    const clock = new VirtualClock(Date.parse('2026-11-20T02:00:00Z'));
    ask = asking(inspectionsRoutes({ database: made.database, clock, cards: APPROVED_POLICIES }), made.database);
  });

  afterEach(() => made.remove());

  interface Fields {
    readonly branch?: string;
    readonly kind?: Kind;
    readonly state?: State;
    readonly inspector?: string;
  }

  async function put(id: string, { branch = 'n1', kind = 'mystery', state = 'signed', inspector = 'li' }: Fields = {}) {
    const evaluated = evaluateSheet(shipped('mystery-visit'), SHEET);
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.problems));
    const isDone = state === 'signed' || state === 'released';
    await made.database.write(async (writing) => {
      await writing
        .insertInto('inspection')
        .values({
          branch,
          id,
          plan: 'p1',
          kind,
          card: 'mystery-visit',
          card_version: 1,
          inspector,
          second: 'wu',
          from_on: '2026-10-05',
          to_on: '2026-10-09',
          announced_at: kind === 'announced' ? 1 : null,
          mode: 'digital',
          state,
          visited_on: isDone ? '2026-10-07' : null,
          signed_at: isDone ? 77 : null,
          released_at: state === 'released' ? 99 : null,
          respondents: null,
          result: isDone ? JSON.stringify(evaluated.result) : null,
        })
        .execute();
      if (!isDone) return;
      await writing
        .insertInto('sheet')
        .values({
          branch,
          inspection: id,
          entry: 'own',
          account: inspector,
          state: 'signed',
          revision: 1,
          device: 'd',
          body: JSON.stringify(SHEET),
          timers: '{}',
          skew_ms: 0,
          begun_at: 1,
          saved_at: 1,
          signed_at: 77,
          digest: 'x',
        })
        .execute();
    });
  }

  async function listFor(who: Viewer, query = ''): Promise<InspectionList> {
    const { status, body } = await ask(who, `GET /api/inspections${query}`);
    expect(status).toBe(200);
    return body as InspectionList;
  }

  const ids = ({ inspections }: InspectionList): readonly string[] => inspections.map(({ id }) => id).toSorted();

  describe('seen by a branch manager', () => {
    test.each(['assigned', 'begun', 'mismatch', 'signed', 'returned', 'cancelled'] as const)(
      'a mystery visit that is %s does not exist: not in lists, not in counts, not by its id',
      async (state) => {
        for (const kind of ['mystery', 'hotline'] as const) await put(kind, { kind, state });
        for (const query of ['', '?kind=mystery', `?state=${state}`, '?quarter=2026-Q4&branch=n1'])
          expect(await listFor(MANAGER, query)).toMatchObject({ inspections: [], total: 0, states: [] });
        expect((await ask(MANAGER, 'GET /api/branches/n1/inspections')).body.total).toBe(0);
        expect((await ask(MANAGER, 'GET /api/branches/n1/inspections/mystery')).status).toBe(404);
        expect((await ask(MANAGER, 'GET /api/branches/n1/inspections/hotline')).status).toBe(404);
        expect((await listFor(QUALITY)).total).toBe(2);
      },
    );

    test('a released mystery visit has points and findings, and nothing of who came when', async () => {
      await put('m', { state: 'released' });
      const { body } = await ask(MANAGER, 'GET /api/branches/n1/inspections/m');
      const view = body as InspectionView;
      expect(view).toMatchObject({
        state: 'released',
        whole: false,
        plan: null,
        inspector: null,
        second: null,
        from: null,
        to: null,
        visitedOn: '2026-10',
        signedAt: null,
        steps: [],
        may: [],
        entries: [
          { item: 'frontage', answer: { type: 'fail' }, evidence: [] },
          { item: 'interior', answer: { type: 'pass' } },
        ],
      });
      expect(view.result!.items.find(({ item }) => item === 'frontage')).toMatchObject({
        state: 'failed',
        evidence: [],
      });
      const text = JSON.stringify([body, await listFor(MANAGER)]);
      for (const secret of ['LI', 'WU', '"li"', '"wu"', 'red coat', 'slipped', 'photo-1', '2026-10-0', 'p1'])
        expect(text).not.toContain(secret);
    });

    test('an announced inspection is seen before it is made, with its days and inspector, and its result once released', async () => {
      await put('a', { kind: 'announced', state: 'signed' });
      await put('b', { kind: 'announced', state: 'released' });
      await put('c', { kind: 'announced', state: 'cancelled' });
      const list = await listFor(MANAGER);
      expect(ids(list)).toEqual(['a', 'b']);
      const before = (await ask(MANAGER, 'GET /api/branches/n1/inspections/a')).body as InspectionView;
      expect(before).toMatchObject({ inspector: 'LI', from: '2026-10-05', result: null, entries: [], flags: 0 });
      const after = (await ask(MANAGER, 'GET /api/branches/n1/inspections/b')).body as InspectionView;
      expect(after.result).not.toBeNull();
      expect(after.entries).toHaveLength(3);
    });

    test('other branches do not exist', async () => {
      await put('x', { branch: 'n2', state: 'released' });
      expect((await listFor(MANAGER)).total).toBe(0);
      expect((await listFor(MANAGER, '?branch=n2')).total).toBe(0);
      expect((await ask(MANAGER, 'GET /api/branches/n2/inspections/x')).status).toBe(404);
      expect((await ask(MANAGER, 'GET /api/branches/n1/inspections/x')).status).toBe(404);
    });
  });

  test('amounts of fines are shown to nobody', async () => {
    await put('m', { state: 'released' });
    const { body } = await ask(AUDITOR, 'GET /api/branches/n1/inspections/m');
    expect(body).toMatchObject({ whole: true, inspector: 'LI', visitedOn: '2026-10-07', plan: 'p1' });
    expect(body.entries).toHaveLength(3);
    expect(JSON.stringify(body)).not.toContain('penaltyAmount');
  });

  test.each(['lobby-manager', 'inspector', 'it'] as const)('are not for a %s', async (role) => {
    await put('m', { state: 'released' });
    expect((await ask(viewer('x', role, 'head-office'), 'GET /api/inspections')).status).toBe(403);
    expect((await ask(viewer('x', role, 'head-office'), 'GET /api/branches/n1/inspections/m')).status).toBe(403);
  });

  test('a region sees its own only, also by id', async () => {
    await put('n', {});
    await put('s', { branch: 's1' });
    expect(ids(await listFor(NORTH))).toEqual(['n']);
    expect((await ask(NORTH, 'GET /api/branches/s1/inspections/s')).status).toBe(404);
    expect(ids(await listFor(QUALITY))).toEqual(['n', 's']);
  });

  test('who manages one branch and plans for a region elsewhere sees each in its own way', async () => {
    await put('n', {});
    await put('s', { branch: 's1' });
    const both: Viewer = {
      account: 'x',
      name: 'x',
      grants: [
        { role: 'branch-manager', unit: 'n1' },
        { role: 'region', unit: 'south' },
      ],
    };
    expect(ids(await listFor(both))).toEqual(['s']);
  });

  test('are found by quarter, kind and state', async () => {
    await put('a', { kind: 'announced', state: 'signed' });
    await put('b', { state: 'assigned' });
    expect(ids(await listFor(QUALITY, '?quarter=2026-Q4'))).toEqual(['a', 'b']);
    expect(ids(await listFor(QUALITY, '?quarter=2026-Q3'))).toEqual([]);
    const signed = await listFor(QUALITY, '?state=signed');
    expect([ids(signed), signed.total, signed.states]).toEqual([
      ['a'],
      1,
      [
        { state: 'assigned', n: 1 },
        { state: 'signed', n: 1 },
      ],
    ]);
    expect((await ask(QUALITY, 'GET /api/inspections?from=2026-10-07')).status).toBe(400);
  });

  describe('under review', () => {
    const path = '/api/branches/n1/inspections/m/review';

    test('are released by somebody else than whoever made them', async () => {
      await put('m');
      for (const account of ['li', 'wu']) {
        const own = viewer(account, 'quality', 'head-office');
        expect((await ask(own, `POST ${path}`, { step: 'release', reason: null })).body.error.code).toBe(
          'own-inspection',
        );
        expect((await ask(own, 'GET /api/branches/n1/inspections/m')).body.may).toEqual([]);
      }
      expect((await ask(NORTH, 'GET /api/branches/n1/inspections/m')).body.may).toEqual(['return', 'release']);
      const { status, body } = await ask(NORTH, `POST ${path}`, { step: 'release', reason: null });
      expect([status, body.state, body.may]).toEqual([200, 'released', []]);
      expect(body.steps).toMatchObject([{ step: 'release', by: 'bei', reason: null }]);
      expect((await ask(NORTH, `POST ${path}`, { step: 'release', reason: null })).body.error.code).toBe('wrong-state');
    });

    test('are returned with a reason; the sheet is a draft again and there is no result', async () => {
      await put('m');
      expect((await ask(NORTH, `POST ${path}`, { step: 'return', reason: ' ' })).status).toBe(400);
      const { body } = await ask(NORTH, `POST ${path}`, { step: 'return', reason: 'Photo is missing' });
      expect([body.state, body.result, body.signedAt]).toEqual(['returned', null, null]);
      const sheet = await made.database.read.selectFrom('sheet').selectAll().executeTakeFirstOrThrow();
      expect(sheet).toMatchObject({ state: 'draft', digest: null, signed_at: null });
      const audit = await made.database.read.selectFrom('audit').selectAll().executeTakeFirstOrThrow();
      expect([audit.action, audit.subject]).toEqual(['inspection.returned', 'inspection/m']);
      expect(audit.detail).not.toContain('n1');
    });

    test('are cancelled with a reason before they are made, and not after', async () => {
      await put('m', { state: 'assigned' });
      expect((await ask(NORTH, `POST ${path}`, { step: 'cancel', reason: 'Hall is rebuilt' })).body.state).toBe(
        'cancelled',
      );
      await put('done', {});
      const late = await ask(NORTH, 'POST /api/branches/n1/inspections/done/review', {
        step: 'cancel',
        reason: 'Too bad',
      });
      expect(late.body.error.code).toBe('wrong-state');
    });

    test('of another region do not exist', async () => {
      await put('m');
      const south = viewer('nan', 'region', 'south');
      expect((await ask(south, `POST ${path}`, { step: 'release', reason: null })).status).toBe(404);
      expect((await ask(AUDITOR, `POST ${path}`, { step: 'release', reason: null })).status).toBe(403);
    });
  });

  describe('outside a plan', () => {
    const wanted = {
      kind: 'mystery',
      card: 'mystery-visit',
      from: '2026-11-23',
      to: '2026-11-27',
      mode: 'digital',
      inspector: 'li',
      second: null,
      reason: 'Complaint about waits',
    };

    test('are assigned by the rules of plans, once', async () => {
      const { status, body } = await ask(NORTH, 'POST /api/branches/n1/inspections', wanted);
      expect(status).toBe(201);
      expect((await ask(NORTH, `GET /api/branches/n1/inspections/${body.id}`)).body).toMatchObject({
        state: 'assigned',
        plan: null,
        card: { version: 1 },
      });
      expect((await ask(NORTH, 'POST /api/branches/n1/inspections', wanted)).body.error.code).toBe('already-there');
    });

    test('are refused with a conflict, a card without a version, days that do not fit', async () => {
      const of = async (fields: object) =>
        (await ask(NORTH, 'POST /api/branches/n1/inspections', { ...wanted, ...fields })).body.error;
      expect((await of({ inspector: 'nobody' })).problems[0].path).toBe('inspector');
      expect((await of({ second: 'li' })).problems[0].path).toBe('second');
      expect((await of({ card: 'plain' })).problems[0].path).toBe('card');
      expect((await of({ to: '2027-01-04' })).problems[0].path).toBe('to');
      expect((await of({ to: '2026-11-20' })).problems[0].path).toBe('to');
      expect((await ask(NORTH, 'POST /api/branches/s1/inspections', wanted)).status).toBe(404);
    });
  });

  describe('as imported sheets', () => {
    /** The clerk's column of the monthly table: its items come to 3.7, and 3.8 is printed. */
    const clerk = {
      'on-post': '0.2',
      initiative: '0.5',
      attitude: '1.8',
      appearance: '0.4',
      posture: '0.1',
      procedure: '0.7',
    };
    const monthly = {
      kind: 'monthly',
      visitedOn: '2026-10-31',
      sheet: {
        scorecard: 'monthly-role-deductions',
        version: 1,
        entries: Object.entries(clerk).map(([item, points]) => ({
          item,
          role: 'clerk',
          answer: { type: 'points', points },
        })),
        printed: { roles: { clerk: '3.8' } },
      },
    };

    test('keep a printed total that disagrees, flagged and not repaired', async () => {
      const { status, body } = await ask(QUALITY, 'POST /api/branches/n1/sheets', monthly);
      expect(status).toBe(201);
      const flags = (flag: { code: string }): boolean => flag.code === 'printed-differs';
      expect(body.result.flags.filter(flags)).toEqual([
        { code: 'printed-differs', of: 'role', id: 'clerk', printed: 3800, computed: 3700 },
      ]);
      const view = (await ask(QUALITY, `GET /api/branches/n1/inspections/${body.id}`)).body as InspectionView;
      expect([view.state, view.may]).toEqual(['signed', []]);
      const sheet = await made.database.read.selectFrom('sheet').select('body').executeTakeFirstOrThrow();
      expect(JSON.parse(sheet.body).printed.roles).toEqual({ clerk: '3.8' });
      expect((await ask(NORTH, `GET /api/branches/n1/inspections/${body.id}`)).body.may).toEqual(['return', 'release']);
    });

    test('come in once', async () => {
      await ask(QUALITY, 'POST /api/branches/n1/sheets', monthly);
      expect((await ask(NORTH, 'POST /api/branches/n1/sheets', monthly)).body.error.code).toBe('already-there');
    });

    test('are refused with every problem and its path', async () => {
      const sheet = {
        ...monthly.sheet,
        entries: [
          { item: 'no-such', answer: { type: 'points', points: '1' } },
          { item: 'on-post', role: 'teller', answer: { type: 'points', points: '1' } },
        ],
      };
      const { status, body } = await ask(QUALITY, 'POST /api/branches/n1/sheets', { ...monthly, sheet });
      expect([status, body.error.problems.map(({ path }: { path: string }) => path)]).toEqual([
        400,
        ['sheet.entries.0.item', 'sheet.entries.1.role'],
      ]);
    });

    test.each([
      ['a day to come', { visitedOn: '2026-11-23' }, 'visitedOn'],
      ['a number of customers on another instrument', { respondents: 40 }, 'respondents'],
      ['another instrument than the card’s', { kind: 'mystery' }, 'kind'],
      ['a version that is not kept', { sheet: { ...monthly.sheet, version: 9 } }, 'sheet.version'],
      [
        'points that are no points',
        {
          sheet: {
            ...monthly.sheet,
            entries: [{ item: 'on-post', role: 'clerk', answer: { type: 'points', points: '=1+1' } }],
          },
        },
        'sheet.entries.0.answer.points',
      ],
    ])('are refused with %s', async (_, fields, path) => {
      const { status, body } = await ask(QUALITY, 'POST /api/branches/n1/sheets', { ...monthly, ...fields });
      expect([status, body.error.problems[0].path]).toEqual([400, path]);
      expect(await made.database.read.selectFrom('inspection').select('id').execute()).toEqual([]);
    });
  });

  describe('with recordings', () => {
    const recording = { reference: 'R-2026-17', sha256: 'ab'.repeat(32), keepUntil: '2027-11-20' };
    const path = '/api/branches/n1/inspections/m/recordings';
    const own = viewer('li', 'inspector', 'head-office');

    test('file a reference, once, by the inspector; whoever may read evidence sees it', async () => {
      await put('m', { kind: 'hotline', state: 'begun' });
      expect((await ask(own, `POST ${path}`, recording)).status).toBe(201);
      expect((await ask(own, `POST ${path}`, recording)).body.error.code).toBe('already-there');
      expect((await ask(viewer('he', 'inspector', 'head-office'), `POST ${path}`, recording)).status).toBe(404);
      expect((await ask(AUDITOR, 'GET /api/branches/n1/inspections/m')).body.recordings).toEqual([recording]);
    });

    test('refuse a bad hash, and to keep voices too long', async () => {
      await put('m', { kind: 'hotline', state: 'begun' });
      const of = async (fields: object) =>
        (await ask(own, `POST ${path}`, { ...recording, ...fields })).body.error.problems;
      expect((await of({ sha256: 'AB' }))[0].path).toBe('sha256');
      expect((await of({ keepUntil: '2099-01-01' }))[0].path).toBe('keepUntil');
      expect((await of({ audio: 'UklGRg==' }))[0].path).toBe('(root)');
    });
  });

  test('a survey is told how many customers were asked, and nothing else is', async () => {
    await put('m', { kind: 'intercept', state: 'begun' });
    await put('h', { kind: 'hotline', state: 'begun' });
    const path = (id: string): string => `PUT /api/branches/n1/inspections/${id}/respondents`;
    expect((await ask(QUALITY, path('m'), { respondents: 50 })).status).toBe(200);
    expect((await ask(QUALITY, 'GET /api/branches/n1/inspections/m')).body.respondents).toBe(50);
    expect((await ask(QUALITY, path('h'), { respondents: 50 })).status).toBe(409);
    expect((await ask(QUALITY, path('m'), { respondents: 0 })).status).toBe(400);
  });
});
