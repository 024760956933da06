import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { choosePassword, type PasswordCode } from '../auth/own-password.ts';
import { openSession } from '../auth/sessions.ts';
import { signIn } from '../auth/sign-in.ts';
import type { Viewer } from '../auth/viewer.ts';
import { ensureUnits, HEAD_OFFICE } from '../organisation/ensure-units.ts';
import type { AddedPerson } from '../people/change-people.ts';
import { peopleRoutes } from '../people/routes.ts';
import { addGrant } from '../store/people/change-grants.ts';
import { addAccount } from '../store/people/add-account.ts';
import type { Person } from '../store/people/find-people.ts';
import { placeUnit } from '../store/people/place-unit.ts';
import { ask, type Reply } from './ask.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';

const NOW = 1_800_000_000_000;
const CHOSEN = 'three blue lanterns';

onBothDatabases('people', (make) => {
  let made: TestDatabase;
  let clock: VirtualClock;
  let routes: ReturnType<typeof peopleRoutes>;
  const it: Viewer = { account: 'chief', name: 'Chief', grants: [{ role: 'it', unit: HEAD_OFFICE }] };
  const regional: Viewer = { account: 'regional', name: 'Regional', grants: [{ role: 'it', unit: 'north' }] };

  beforeEach(async () => {
    made = await make();
    clock = new VirtualClock(NOW);
    routes = peopleRoutes({ database: made.database, clock, deskClock: clock });
    await made.database.write(async (writing) => {
      await ensureUnits(writing, [{ id: 'west', name: '西城支行' }], { at: NOW, on: '2000-01-01' });
      for (const id of ['north', 'south']) {
        const unit = { id, kind: 'region', name_zh: id, name_en: id, branch_type: null } as const;
        await writing
          .insertInto('unit')
          .values({ ...unit, created_at: NOW, closed_on: null })
          .execute();
        await placeUnit(writing, { unit: id, parent: HEAD_OFFICE, on: '2000-01-01' });
      }
      await placeUnit(writing, { unit: 'west', parent: 'north', on: '2026-01-01' });
      for (const { account, name, grants } of [it, regional]) {
        await addAccount(writing, { id: account, login: account, name, password: null, binds: 0, created_at: NOW });
        for (const grant of grants) await addGrant(writing, { account, ...grant, granted_by: 'test', granted_at: NOW });
      }
    });
  });
  afterEach(() => made.remove());

  const send = (viewer: Viewer, request: string, body?: unknown): Promise<Reply> => ask(routes, viewer, request, body);
  async function added(login: string, viewer = it): Promise<AddedPerson> {
    const reply = await send(viewer, 'POST /api/people', { login, name: '李检查员', byProvider: false });
    expect(reply.status).toBe(200);
    return reply.body as AddedPerson;
  }
  const list = async (viewer = it): Promise<readonly Person[]> =>
    (await send(viewer, 'GET /api/people')).body as Person[];
  const grant = (viewer: Viewer, account: string, role: string, unit: string): Promise<Reply> =>
    send(viewer, `PUT /api/people/${account}/grants/${role}/${unit}`);
  const parts = (): Parameters<typeof signIn>[0] => ({ database: made.database, clock, deskClock: clock });
  const actions = async (): Promise<string[]> =>
    (await made.database.read.selectFrom('audit').select('action').orderBy('seq').execute()).map(
      ({ action }) => action,
    );

  test('a new account can do nothing and sign in nowhere until its owner has chosen a password', async () => {
    const { code } = await added('li.wei');
    expect(await signIn(parts(), 'li.wei', '')).toBeNull();
    expect(await choosePassword(parts(), code!.code, CHOSEN)).toEqual({ kind: 'chosen', login: 'li.wei' });
    expect(await signIn(parts(), 'Li.Wei', CHOSEN)).not.toBeNull();
    const person = (await list()).find(({ login }) => login === 'li.wei')!;
    expect(person).toMatchObject({ grants: [], signsInBy: 'password', disabledAt: null });
    expect(JSON.stringify(await list())).not.toContain('argon2');
  });

  test.each([
    [{ login: 'chief', name: 'x', byProvider: false }, 409, 'known-login'],
    [{ login: 'CHIEF', name: 'x', byProvider: false }, 409, 'known-login'],
    [{ login: 'a b', name: 'x', byProvider: false }, 400, 'malformed'],
    [{ login: 'new', name: '', byProvider: false }, 400, 'malformed'],
    [{ login: 'new', name: 'x' }, 400, 'malformed'],
    [{ login: 'new', name: 'x', byProvider: false, role: 'it' }, 400, 'malformed'],
    [undefined, 400, 'malformed'],
  ])('adding %j is refused', async (body, status, code) => {
    expect(await send(it, 'POST /api/people', body)).toMatchObject({ status, code });
  });

  test('an account that may do nothing yet is within reach of whoever added it, and of head office', async () => {
    const { account: office } = await added('for.head.office');
    const { account: own } = await added('for.the.region', regional);
    expect((await list(regional)).map(({ account }) => account)).toEqual([own, regional.account]);
    expect((await list()).map(({ account }) => account)).toContain(own);
    for (const what of ['code', 'disable', 'enable', 'unlock'])
      expect((await send(regional, `POST /api/people/${office}/${what}`)).status).toBe(404);
    expect((await grant(regional, office, 'inspector', 'north')).status).toBe(404);
    expect((await send(regional, `POST /api/people/${own}/code`)).status).toBe(200);
    expect((await grant(regional, own, 'inspector', 'north')).status).toBe(204);
  });

  test('roles are granted and revoked at units, each once, each audited', async () => {
    const { account } = await added('li.wei');
    await grant(it, account, 'inspector', 'north');
    await grant(it, account, 'inspector', 'north');
    await grant(it, account, 'auditor', HEAD_OFFICE);
    const granted = async (): Promise<unknown> => (await list()).find((person) => person.account === account)!.grants;
    expect(await granted()).toEqual([
      { role: 'auditor', unit: HEAD_OFFICE },
      { role: 'inspector', unit: 'north' },
    ]);
    await send(it, `DELETE /api/people/${account}/grants/auditor/${HEAD_OFFICE}`);
    await send(it, `DELETE /api/people/${account}/grants/auditor/${HEAD_OFFICE}`);
    expect(await granted()).toEqual([{ role: 'inspector', unit: 'north' }]);
    expect(await actions()).toEqual(['account.added', 'role.granted', 'role.granted', 'role.revoked']);
  });

  test.each([
    ['emperor', 'north', 'no-such-role'],
    ['__proto__', 'north', 'no-such-role'],
    ['inspector', 'nowhere', 'no-such-unit'],
  ])('the role %s at %s is refused', async (role, unit, code) => {
    const { account } = await added('li.wei');
    expect(await grant(it, account, role, unit)).toMatchObject({ status: 404, code });
  });

  test('disabling ends sessions and codes at once; enabling brings the rights back, not the sessions', async () => {
    const { account, code } = await added('li.wei');
    await made.database.write((writing) => openSession(writing, account, NOW));
    expect((await send(it, `POST /api/people/${account}/disable`)).status).toBe(204);
    expect(await made.database.read.selectFrom('session').selectAll().execute()).toEqual([]);
    expect((await choosePassword(parts(), code!.code, CHOSEN)).kind).toBe('wrong');
    await send(it, `POST /api/people/${account}/enable`);
    const reset = (await send(it, `POST /api/people/${account}/code`)).body as PasswordCode;
    expect((await choosePassword(parts(), reset.code, CHOSEN)).kind).toBe('chosen');
    expect(await actions()).toEqual([
      'account.added',
      'account.disabled',
      'account.enabled',
      'password.reset',
      'password.chosen',
    ]);
  });

  test('a reset makes the old password and every session void', async () => {
    const { account, code } = await added('li.wei');
    await choosePassword(parts(), code!.code, CHOSEN);
    await signIn(parts(), 'li.wei', CHOSEN);
    await send(it, `POST /api/people/${account}/code`);
    expect(await signIn(parts(), 'li.wei', CHOSEN)).toBeNull();
    expect(await made.database.read.selectFrom('session').selectAll().execute()).toEqual([]);
  });

  test('unlocking lets somebody try again at once', async () => {
    const { account, code } = await added('li.wei');
    await choosePassword(parts(), code!.code, CHOSEN);
    for (let n = 0; n < 5; n++) await signIn(parts(), 'li.wei', 'wrong password here');
    expect(await signIn(parts(), 'li.wei', CHOSEN)).toBeNull();
    await send(it, `POST /api/people/${account}/unlock`);
    expect(await signIn(parts(), 'li.wei', CHOSEN)).not.toBeNull();
  });

  test('the last IT account of head office can neither be disabled nor lose that role', async () => {
    const role = `DELETE /api/people/chief/grants/it/${HEAD_OFFICE}`;
    expect(await send(it, 'POST /api/people/chief/disable')).toMatchObject({ status: 409, code: 'last-it' });
    expect(await send(it, role)).toMatchObject({ status: 409, code: 'last-it' });
    const { account } = await added('second');
    await grant(it, account, 'it', HEAD_OFFICE);
    expect((await send(it, role)).status).toBe(204);
    expect((await send(it, `POST /api/people/${account}/disable`)).code).toBe('last-it');
  });

  describe('a region’s IT', () => {
    test('cannot touch an account that may do something beyond the region', async () => {
      for (const request of ['code', 'disable', 'enable', 'unlock'])
        expect(await send(regional, `POST /api/people/chief/${request}`)).toMatchObject({
          status: 404,
          code: 'no-such-account',
        });
      expect((await grant(regional, 'chief', 'inspector', 'north')).code).toBe('no-such-account');
      expect((await send(regional, 'PUT /api/people/chief', { name: 'x' })).code).toBe('no-such-account');
    });

    test('cannot grant anything outside the region, to nobody', async () => {
      const { account } = await added('li.wei', regional);
      for (const unit of ['south', HEAD_OFFICE])
        expect((await grant(regional, account, 'quality', unit)).code).toBe('no-such-unit');
      expect((await grant(regional, account, 'branch-manager', 'west')).status).toBe(204);
    });

    test('sees who may do something in the region, and of their rights only those there', async () => {
      const { account } = await added('li.wei');
      await grant(it, account, 'inspector', 'north');
      await grant(it, account, 'inspector', 'south');
      const seen = await list(regional);
      expect(seen.map(({ login }) => login)).toEqual(['li.wei', 'regional']);
      expect(seen[0]!.grants).toEqual([{ role: 'inspector', unit: 'north' }]);
    });
  });
});
