import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { Viewer } from '../auth/viewer.ts';
import { inspectionsRoutes } from '../inspections/inspections-routes.ts';
import type { InspectionChoices, InspectionView, Mode, State } from '../inspections/wire.ts';
import { APPROVED_POLICIES } from '../policies/approved-policies.ts';
import { approveCard } from './cards.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import { addAccount, asking, fillBank, viewer } from './network.ts';

const QUALITY = viewer('qi', 'quality', 'head-office');
const NORTH = viewer('bei', 'region', 'north');
const AUDITOR = viewer('shen', 'auditor', 'head-office');

onBothDatabases('what the page of an inspection needs', (make) => {
  let made: TestDatabase;
  let ask: ReturnType<typeof asking>;

  beforeEach(async () => {
    made = await make();
    const { database } = made;
    await fillBank(database);
    for (const card of ['mystery-visit', 'satisfaction-profile-30']) await approveCard(database, card);
    await addAccount(database, 'li', [{ role: 'inspector', unit: 'head-office' }]);
    await addAccount(database, 'wu', [
      { role: 'inspector', unit: 'head-office' },
      { role: 'lobby-manager', unit: 'n1' },
    ]);
    const clock = new VirtualClock(Date.parse('2026-11-20T02:00:00Z'));
    ask = asking(inspectionsRoutes({ database, clock, cards: APPROVED_POLICIES }), database);
  });
  afterEach(() => made.remove());

  async function put(state: State, mode: Mode = 'paper'): Promise<void> {
    const nothing = { plan: null, second: null, announced_at: null, signed_at: null, released_at: null } as const;
    const visit = { branch: 'n1', id: 'm', kind: 'mystery', card: 'mystery-visit', card_version: 1 } as const;
    const days = { from_on: '2026-10-05', to_on: '2026-10-09', visited_on: null } as const;
    await made.database.write((writing) =>
      writing
        .insertInto('inspection')
        .values({ ...nothing, ...visit, ...days, inspector: 'li', respondents: null, result: null, state, mode })
        .execute(),
    );
  }

  async function type(entry: 'first-entry' | 'second-entry', account: string, state: 'draft' | 'signed') {
    const at = { skew_ms: null, begun_at: 1, saved_at: 1, signed_at: null, digest: null } as const;
    await made.database.write((writing) =>
      writing
        .insertInto('sheet')
        .values({
          ...at,
          branch: 'n1',
          inspection: 'm',
          entry,
          account,
          state,
          revision: 1,
          device: 'd',
          body: JSON.stringify({ scorecard: 'mystery-visit', version: 1, entries: [] }),
          timers: '{}',
        })
        .execute(),
    );
  }

  async function viewFor(who: Viewer): Promise<InspectionView> {
    return (await ask(who, 'GET /api/branches/n1/inspections/m')).body as InspectionView;
  }

  test('leads whoever may type a paper sheet in to what is free or their own, and nobody else', async () => {
    await put('begun');
    await type('first-entry', 'qi', 'draft');
    expect((await viewFor(QUALITY)).paperWork).toBe('resume');
    expect((await viewFor(NORTH)).paperWork).toBe('type');
    expect((await viewFor(AUDITOR)).paperWork).toBeNull();
  });

  test('leads a third person who reviews to the settlement of two entries that differ', async () => {
    await put('mismatch');
    await type('first-entry', 'qi', 'signed');
    await type('second-entry', 'he', 'signed');
    expect((await viewFor(QUALITY)).paperWork).toBeNull();
    expect((await viewFor(NORTH)).paperWork).toBe('settle');
    expect((await viewFor(AUDITOR)).paperWork).toBeNull();
  });

  test.each([
    ['signed', 'paper'],
    ['begun', 'digital'],
  ] as const)('leads nowhere when it is %s and %s', async (state, mode) => {
    await put(state, mode);
    expect((await viewFor(NORTH)).paperWork).toBeNull();
  });

  test('names evidence as its address does, whatever was removed from the file', async () => {
    await put('begun', 'digital');
    const file = { item: 'frontage', media_type: 'image/jpeg', bytes: 9, account: 'li', taken_at: null } as const;
    const kept = { received_at: 5, keep_until: '2027-01-01', removed_at: null } as const;
    await made.database.write((writing) =>
      writing
        .insertInto('evidence')
        .values({ ...file, ...kept, branch: 'n1', inspection: 'm', hash: 'stored', original: 'sent' })
        .execute(),
    );
    expect((await viewFor(NORTH)).evidence).toMatchObject([{ ref: 'sent', item: 'frontage' }]);
  });

  const choices = (query: string, who = NORTH, branch = 'n1') =>
    ask(who, `GET /api/branches/${branch}/inspection-choices?${query}`);

  test('names who may be sent outside a plan, with what stands against each, and the cards of that kind', async () => {
    const { status, body } = await choices('kind=mystery&from=2026-11-23&to=2026-11-27');
    expect(status).toBe(200);
    const { cards, candidates } = body as InspectionChoices;
    expect(cards.map(({ id }) => id)).toEqual(['mystery-visit']);
    expect(candidates).toMatchObject([
      { account: 'li', name: 'LI', conflicts: [] },
      { account: 'wu', conflicts: [{ code: 'works-there', role: 'lobby-manager' }] },
    ]);
    const survey = (await choices('kind=intercept&from=2026-11-23&to=2026-11-27')).body as InspectionChoices;
    expect(survey.cards.map(({ id }) => id)).toEqual(['satisfaction-profile-30']);
  });

  test.each([
    ['kind=mystery&from=2026-11-23&to=2027-01-01', 'to'],
    ['kind=mystery&from=2026-11-23&to=2026-11-22', 'to'],
    ['kind=visit&from=2026-11-23&to=2026-11-27', 'kind'],
    ['kind=mystery&from=x&to=2026-11-27', 'from'],
    ['kind=mystery&to=2026-11-27', 'from'],
  ])('refuses choices for %s', async (query, path) => {
    const { status, body } = await choices(query);
    expect([status, body.error.problems[0].path]).toEqual([400, path]);
  });

  test('gives choices of another region’s branch to nobody', async () => {
    const query = 'kind=mystery&from=2026-11-23&to=2026-11-27';
    expect((await choices(query, NORTH, 's1')).status).toBe(404);
    expect((await choices(query, AUDITOR)).status).toBe(403);
  });
});
