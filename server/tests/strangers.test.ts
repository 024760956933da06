import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import type { Role } from '../auth/roles.ts';
import { openSession } from '../auth/sessions.ts';
import { addInspection } from '../inspections/form/test-office.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import type { Database } from '../store/database.ts';
import { openDatabaseAt } from '../store/open-stores.ts';
import { addAccount } from '../store/people/add-account.ts';
import { addGrant } from '../store/people/change-grants.ts';
import { placeUnit } from '../store/people/place-unit.ts';
import { shipped } from '#rubric/scorecards/test-card.ts';
import { BRANCH, OTHER } from './branch-journal.ts';
import { putIntoForce } from './cards.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { runOffice, type RunningOffice } from './running-office.ts';

/** What people try who know an id, or send what no page of ours sends. BRANCH is in the north, OTHER in the south. */

const PEOPLE: Readonly<Record<string, readonly (readonly [Role, string])[]>> = {
  'officer-north': [['region', 'north']],
  'inspector-north': [['inspector', 'north']],
  'manager-north': [['branch-manager', BRANCH]],
  'quality-north': [['quality', 'north']],
  /** Two grants in two regions, of different weight. */
  both: [
    ['region', 'north'],
    ['branch-manager', OTHER],
  ],
  'auditor-south': [
    ['region', 'north'],
    ['auditor', 'south'],
  ],
  officer: [['quality', HEAD_OFFICE]],
};

const CARD = shipped('mystery-visit');

onBothStores('a stranger at head office', (makePlace) => {
  let at: TestPlace;
  let office: RunningOffice;
  let database: Database;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    at = await makePlace();
    office = await runOffice({ place: at.place });
    database = await openDatabaseAt(at.place);
    await database.write(async (writing) => {
      for (const [id, branch] of [
        ['north', BRANCH],
        ['south', OTHER],
      ] as const) {
        const names = { name_zh: id, name_en: id, branch_type: null, created_at: 0, closed_on: null };
        await writing
          .insertInto('unit')
          .values({ id, kind: 'region', ...names })
          .execute();
        await placeUnit(writing, { unit: id, parent: HEAD_OFFICE, on: '2026-01-01' });
        await placeUnit(writing, { unit: branch, parent: id, on: '2026-01-01' });
      }
      for (const [id, grants] of Object.entries(PEOPLE)) {
        await addAccount(writing, { id, login: id, name: id, password: null, binds: 0, created_at: 0 });
        for (const [role, unit] of grants)
          await addGrant(writing, { account: id, role, unit, granted_by: 'test', granted_at: 0 });
        cookies.set(id, `hallmeter=${await openSession(writing, id, realClock().now())}`);
      }
      await putIntoForce(writing, CARD);
      const visit = { inspector: 'inspector-north', second: null };
      await addInspection(writing, CARD, { ...visit, branch: BRANCH, id: 'visit-north' });
      await addInspection(writing, CARD, { ...visit, branch: OTHER, id: 'visit-south' });
      await addInspection(writing, CARD, { ...visit, branch: OTHER, id: 'paper-south', mode: 'paper' });
      const plan = { quarter: '2026-Q4', title: 'south', author: 'officer', per_week: 5, created_at: 0 };
      await writing
        .insertInto('plan')
        .values({ ...plan, id: 'plan-south', unit: 'south', state: 'draft', published_at: null })
        .execute();
    });
  });

  afterAll(async () => {
    await database.close();
    await office.stop();
    await at.remove();
  });

  interface Heard {
    readonly status: number;
    readonly code: string | undefined;
    // oxlint-disable-next-line typescript/no-explicit-any -- as parsed from JSON
    readonly body: any;
  }

  async function ask(who: string, asked: string, body?: unknown): Promise<Heard> {
    const [method = '', path = ''] = asked.split(' ');
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { cookie: cookies.get(who)!, ...type };
    const reply = await fetch(`${office.server.httpUrl}${path}`, { method, headers, ...sent });
    const text = await reply.text();
    const json = text === '' ? null : (JSON.parse(text) as { error?: { code: string } } | null);
    return { status: reply.status, code: json?.error?.code, body: json };
  }

  describe('of another region', () => {
    test.each([
      ['inspector-north', `GET /api/branches/${OTHER}/assignments/visit-south`],
      ['inspector-north', `GET /api/branches/${BRANCH}/assignments/visit-south`],
      ['inspector-north', `PUT /api/branches/${BRANCH}/assignments/visit-south/evidence/${'0'.repeat(64)}?item=x`],
      ['inspector-north', `GET /api/branches/${BRANCH}/inspections/paper-south/entries`],
      ['inspector-north', `POST /api/branches/${BRANCH}/inspections/paper-south/entries`, { device: 'device-12' }],
      ['officer-north', `GET /api/branches/${BRANCH}/inspections/visit-south`],
      ['officer-north', `GET /api/branches/${OTHER}/inspections/visit-south`],
      [
        'officer-north',
        `POST /api/branches/${BRANCH}/inspections/visit-south/review`,
        { step: 'cancel', reason: 'none' },
      ],
      ['officer-north', `GET /api/branches/${BRANCH}/inspections/paper-south/settlement`],
      ['officer-north', `GET /api/branches/${BRANCH}/inspections/visit-south/evidence/${'0'.repeat(64)}`],
      ['officer-north', 'GET /api/plans/plan-south'],
      ['officer-north', 'DELETE /api/plans/plan-south'],
      ['officer-north', 'PUT /api/plans/plan-south/lines', { lines: [] }],
      ['officer-north', 'POST /api/plans/plan-south/publication'],
      ['officer-north', `PUT /api/branches/${OTHER}/cases/none`],
      ['officer-north', 'GET /api/organisation/south/places'],
      // Who answers for a branch there does not see what whoever plans there sees.
      ['both', `GET /api/branches/${OTHER}/inspections/visit-south`],
      ['both', `GET /api/branches/${OTHER}/inspections/visit-south/changes`],
      ['both', `GET /api/branches/${OTHER}/inspections/visit-south/evidence`],
      ['both', 'GET /api/plans/plan-south'],
    ])('%s does not find %s', async (who, asked, body?: unknown) => {
      expect(await ask(who, asked, body)).toMatchObject({ status: 404 });
    });

    test.each([
      ['officer-north', `/api/inspections?branch=${OTHER}`, 'inspections'],
      ['both', `/api/inspections?branch=${OTHER}`, 'inspections'],
      ['officer-north', '/api/plans', 'plans'],
      ['both', '/api/plans', 'plans'],
    ])('%s finds nothing in %s', async (who, path, list) => {
      const { status, body } = await ask(who, `GET ${path}`);
      expect([status, body[list]]).toEqual([200, []]);
    });

    test('lists hold what is within each grant and no more', async () => {
      const idsOf = async (who: string, path: string): Promise<string[]> =>
        ((await ask(who, `GET ${path}`)).body as { id?: string; inspection?: string }[]).map(
          ({ id, inspection }) => id ?? inspection!,
        );
      expect(await idsOf('both', '/api/branches')).toEqual([BRANCH, OTHER]);
      expect(await idsOf('officer-north', '/api/branches')).toEqual([BRANCH]);
      expect(await idsOf('inspector-north', '/api/entries')).toEqual([]);
      expect(await idsOf('officer', '/api/entries')).toEqual(['paper-south']);
      const own = (await ask('inspector-north', 'GET /api/assignments')).body.assignments as { inspection: string }[];
      expect(own.map(({ inspection }) => inspection)).toEqual(['visit-north']);
      const { names } = (await ask('officer-north', 'GET /api/instruments/2026-Q4')).body as { names: object };
      expect(Object.keys(names)).toEqual([BRANCH]);
    });

    test('no step is offered where the viewer reads only', async () => {
      const path = (branch: string, id: string): string => `GET /api/branches/${branch}/inspections/${id}`;
      const south = await ask('auditor-south', path(OTHER, 'visit-south'));
      expect([south.status, south.body.whole, south.body.may]).toEqual([200, true, []]);
      expect((await ask('auditor-south', path(BRANCH, 'visit-north'))).body.may).toEqual(['cancel']);
    });

    test('what holds for the whole bank takes a role at head office', async () => {
      const computing = { policy: 'default', version: 0 };
      const asked = 'POST /api/scores/2026-Q4/compute';
      expect(await ask('quality-north', asked, computing)).toMatchObject({ status: 403, code: 'not-allowed' });
      expect(await ask('officer', asked, computing)).toMatchObject({ status: 200 });
      const draft = { from: 'nothing', id: 'own' };
      expect(await ask('quality-north', 'POST /api/policies/composite', draft)).toMatchObject({ status: 403 });
    });
  });

  describe('with a request that no page of ours sends', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

    test.each([
      ['a value given twice', 'GET /api/ranking/2026-Q4?policy=a&policy=b&version=1'],
      ['a value given twice, to an open route', 'GET /api/setup?x=1&x=2'],
      ['a nested body', 'POST /api/plans', nested(5_000)],
      ['a deeply nested body', 'POST /api/plans', nested(30_000)],
      [
        'a nested draft',
        'PUT /api/policies/scorecard/mystery-visit/1',
        `{"base":"","body":{"a":${nested(1_900_000)}}}`,
      ],
      [
        'a nested file',
        'POST /api/policies/scorecard/import',
        `{"scorecard":1,"id":"deep","items":${nested(100_000)}}`,
      ],
      ['__proto__', 'POST /api/plans', '{"__proto__":{"title":"x"}}'],
      ['__proto__ in a file', 'POST /api/policies/scorecard/import', '{"__proto__":{"scorecard":1,"id":"x"}}'],
      ['a NUL', 'POST /api/plans', '{"title":"\\u0000"}'],
      ['half a character', 'POST /api/policies/composite', '{"from":"nothing","id":"\\ud800"}'],
    ])('%s is refused with a reason', async (_name, asked, body?: unknown) => {
      const { status, body: reply } = await ask('officer', asked, body);
      expect([400, 422]).toContain(status);
      expect(reply.error.message).not.toBe('');
    });

    test.each([
      ['GET /api/policies/scorecard/mystery-visit/1/changes?from=9007199254740991', 404],
      [`GET /api/branches/${BRANCH}/events?epoch=0000000000000001&from=9007199254740991`, 200],
      ['GET /api/inspections?page=100000', 200],
      ['GET /api/ranking/9999-Q4', 404],
      [`GET /api/branches/constructor/scores`, 404],
      [`GET /api/branches/${BRANCH}/days/2026-11-30/visits/..%2F..%2Fetc%2Fpasswd`, 404],
      [`GET /api/branches/${BRANCH}/inspections/visit-north/evidence/..%2F..%2Fetc%2Fpasswd`, 404],
      [`GET /api/branches/${BRANCH}%27%20OR%201=1--/live`, 404],
    ])('%s is answered with %i', async (asked, status) => {
      expect(await ask('officer', asked)).toMatchObject({ status });
    });

    test('no way leads out of the folder of the pages', async () => {
      for (const path of ['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/..\\package.json'])
        expect(await rawStatus(office.server.httpUrl, path)).not.toBe(200);
    });

    test('a name to save under opens no header', async () => {
      const pseudonym = encodeURIComponent("x\r\nset-cookie: a=b;'\u202etxt");
      const reply = await office.fetch(`/api/subjects/pseudonyms/${pseudonym}`);
      expect(reply.headers.getSetCookie()).toEqual([]);
      expect(reply.headers.get('content-disposition') ?? '').not.toMatch(/[\r\n]/);
      expect([200, 404]).toContain(reply.status);
    });

    test('nothing is changed for a page of another origin, whatever the address', async () => {
      const changing = office.server.routes.filter(({ method }) => method !== 'GET');
      expect(changing.length).toBeGreaterThan(30);
      for (const { method, path } of changing)
        for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, CROSS_SITE]) {
          const reply = await office.fetch(path.replaceAll(/:\w+/g, 'x'), { method, headers });
          const { error } = (await reply.json()) as { error: { code: string } };
          expect([path, reply.status, error.code]).toEqual([path, 403, 'foreign-origin']);
        }
    });
  });
});

const CROSS_SITE = { 'sec-fetch-site': 'cross-site' };

/** As it stands, without the tidying that `fetch` does. */
function rawStatus(base: string, path: string): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path }, (reply) => {
      reply.resume();
      resolve(reply.statusCode!);
    });
    asking.on('error', reject);
    asking.end();
  });
}
