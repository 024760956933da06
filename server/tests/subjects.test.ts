import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { hashPassword } from '../auth/password.ts';
import { openSession } from '../auth/sessions.ts';
import type { Viewer } from '../auth/viewer.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import type { OfficeParts } from '../office-routes.ts';
import { privacyRoutes } from '../privacy/routes.ts';
import { addAccount } from '../store/people/add-account.ts';
import { addGrant } from '../store/people/change-grants.ts';
import { ask } from './ask.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';

const auditor: Viewer = { account: 'auditor', name: '', grants: [{ role: 'auditor', unit: HEAD_OFFICE }] };
const regional: Viewer = { account: 'regional', name: '', grants: [{ role: 'auditor', unit: 'north' }] };

onBothDatabases('what is stored about one person', (make) => {
  let made: TestDatabase;
  let routes: ReturnType<typeof privacyRoutes>;

  beforeEach(async () => {
    made = await make();
    const clock = new VirtualClock(1_000);
    routes = privacyRoutes({ database: made.database, clock, config: {} as OfficeParts['config'] });
    const password = await hashPassword('three blue lanterns');
    const sheet = (...responsible: string[]): string =>
      JSON.stringify({
        scorecard: 'hall',
        version: 1,
        entries: responsible.map((who, n) => ({ item: `i${n}`, answer: { type: 'fail' }, responsible: who })),
      });
    await made.database.write(async (writing) => {
      for (const id of ['li', 'wang'])
        await addAccount(writing, { id, login: `${id}.login`, name: id, password, binds: 0, created_at: 1 });
      await addGrant(writing, { account: 'li', role: 'inspector', unit: 'west', granted_by: 'x', granted_at: 1 });
      await openSession(writing, 'li', 1);
      const rest = {
        state: 'signed',
        revision: 1,
        device: 'd',
        timers: '{}',
        skew_ms: 0,
        begun_at: 1,
        saved_at: 1,
        signed_at: 1,
        digest: null,
      } as const;
      const one = { ...rest, branch: 'west', entry: 'own' } as const;
      await writing
        .insertInto('sheet')
        .values([
          { ...one, inspection: 'a', account: 'li', body: sheet('T_7', 'T17') },
          { ...one, inspection: 'b', account: 'wang', body: sheet('T07', 'TX7') },
        ])
        .execute();
    });
  });
  afterEach(() => made.remove());

  async function exported(request: string): Promise<string> {
    const reply = await ask(routes, auditor, request);
    return (reply.body as { readonly bytes: Buffer }).bytes.toString();
  }

  test('is all of an account’s and nothing of another’s, without what protects it', async () => {
    const text = await exported('GET /api/subjects/accounts/li');
    const data = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
    expect(data['account']).toMatchObject([{ login: 'li.login' }]);
    expect(data['roles']).toMatchObject([{ role: 'inspector', unit: 'west' }]);
    expect(data['sessions']).toHaveLength(1);
    expect(data['sheets']!.map(({ inspection }) => inspection)).toEqual(['a']);
    expect(text).not.toMatch(/argon2|token|wang/);
  });

  test('can be read without a program, and goes into the audit log', async () => {
    expect(await exported('GET /api/subjects/accounts/li?as=text')).toContain('    login: li.login\n');
    const rows = await made.database.read.selectFrom('audit').select(['account', 'action', 'subject']).execute();
    expect(rows).toEqual([{ account: 'auditor', action: 'subject.exported', subject: 'account/li' }]);
  });

  test.each([
    ['T_7', ['i0']],
    ['T07', ['i0']],
    ['T17', ['i1']],
    ['T%', []],
    ['nobody', []],
  ])('of the pseudonym %s, exactly what names it', async (pseudonym, items) => {
    const text = await exported(`GET /api/subjects/pseudonyms/${encodeURIComponent(pseudonym)}`);
    const data = JSON.parse(text) as Record<string, { item: string }[]>;
    expect(data['answersFor']!.map(({ item }) => item)).toEqual(items);
  });

  test('is refused for an unknown account, and to whoever has the right in a region only', async () => {
    expect((await ask(routes, auditor, 'GET /api/subjects/accounts/none')).status).toBe(404);
    expect((await ask(routes, regional, 'GET /api/subjects/accounts/li')).status).toBe(403);
    expect(await made.database.read.selectFrom('audit').selectAll().execute()).toEqual([]);
  });
});
