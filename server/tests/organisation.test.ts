import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { Viewer } from '../auth/viewer.ts';
import { WHOLE_BANK } from '../auth/viewer.ts';
import { ensureUnits, HEAD_OFFICE } from '../organisation/ensure-units.ts';
import { organisationRoutes, type Organisation } from '../organisation/routes.ts';
import type { OfficeParts } from '../office-routes.ts';
import { branchesWithin } from '../store/people/branches-within.ts';
import { regionOn } from '../store/people/find-regions.ts';
import { ask, type Reply } from './ask.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';

/** 1:00 in the morning of 2026-11-30 in China, still the 29th in UTC. */
const NIGHT = Date.UTC(2026, 10, 29, 17);
const IT: Viewer = { account: 'it', name: 'IT', grants: [{ role: 'it', unit: HEAD_OFFICE }] };
const at = (unit: string): Viewer => ({ account: `it-${unit}`, name: '', grants: [{ role: 'it', unit }] });
const names = { zh: '名', en: 'Name' };

onBothDatabases('organisation', (make) => {
  let made: TestDatabase;
  let routes: ReturnType<typeof organisationRoutes>;

  beforeEach(async () => {
    made = await make();
    const clock = new VirtualClock(NIGHT);
    routes = organisationRoutes({ database: made.database, clock, config: {} as OfficeParts['config'] });
    await made.database.write((writing) =>
      ensureUnits(writing, [{ id: 'east', name: '东城支行' }], { at: NIGHT, on: '2000-01-01' }),
    );
    for (const id of ['north', 'south']) await add({ id, kind: 'region', branchType: null });
    await add({ id: 'west', parent: 'north', on: '2026-03-01' });
  });
  afterEach(() => made.remove());

  function add(change: object, viewer = IT): Promise<Reply> {
    const unit = { kind: 'branch', name: names, branchType: 'full', parent: HEAD_OFFICE, on: '2026-01-01', ...change };
    return ask(routes, viewer, 'POST /api/organisation', unit);
  }
  const move = (unit: string, parent: string, on: string, viewer = IT): Promise<Reply> =>
    ask(routes, viewer, `POST /api/organisation/${encodeURIComponent(unit)}/move`, { parent, on });
  const close = (unit: string, on: string, viewer = IT): Promise<Reply> =>
    ask(routes, viewer, `POST /api/organisation/${unit}/close`, { on });
  const tree = async (viewer = IT): Promise<Organisation> =>
    (await ask(routes, viewer, 'GET /api/organisation')).body as Organisation;
  const seenFrom = async (unit: string): Promise<string[]> =>
    [...(await branchesWithin(made.database.read, { kind: 'units', units: [unit] }))].toSorted();
  const region = (branch: string, date: string): Promise<string | null | undefined> =>
    regionOn(made.database.read, WHOLE_BANK, { branch, date });

  test('is shown as far as the viewer may see it, with the bank’s own day', async () => {
    const whole = await tree();
    expect(whole.units.map(({ id, parent }) => [id, parent])).toEqual([
      ['east', HEAD_OFFICE],
      [HEAD_OFFICE, null],
      ['north', HEAD_OFFICE],
      ['south', HEAD_OFFICE],
      ['west', 'north'],
    ]);
    expect(whole.today).toBe('2026-11-30');
    expect((await tree(at('north'))).units.map(({ id }) => id)).toEqual(['north', 'west']);
  });

  describe('a moved branch', () => {
    test('is seen by its new region only, and its past stays with the old one', async () => {
      expect((await move('west', 'south', '2026-11-30')).status).toBe(204);
      expect([await seenFrom('north'), await seenFrom('south')]).toEqual([[], ['west']]);
      expect(await seenFrom(HEAD_OFFICE)).toEqual(['east', 'west']);
      expect([await region('west', '2026-11-29'), await region('west', '2026-11-30')]).toEqual(['north', 'south']);
      expect(await region('west', '2026-02-28')).toBeUndefined();
      expect((await ask(routes, IT, 'GET /api/organisation/west/places')).body).toEqual([
        { parent: 'north', from: '2026-03-01', to: '2026-11-30' },
        { parent: 'south', from: '2026-11-30', to: null },
      ]);
      expect((await ask(routes, at('north'), 'GET /api/organisation/west/places')).status).toBe(404);
    });

    test('directly below head office has no region', async () => {
      expect(await region('east', '2026-11-30')).toBeNull();
      await move('east', 'north', '2026-05-01');
      expect([await region('east', '2026-04-30'), await region('east', '2026-05-01')]).toEqual([null, 'north']);
    });

    test('takes what is below it along', async () => {
      await add({ id: 'city', kind: 'region', branchType: null, parent: 'north' });
      await move('west', 'city', '2026-11-01');
      await move('city', 'south', '2026-11-30');
      expect([await seenFrom('north'), await seenFrom('south'), await seenFrom('city')]).toEqual([
        [],
        ['west'],
        ['west'],
      ]);
    });

    test('moved twice on one day is where the later word says', async () => {
      await move('west', 'south', '2026-11-30');
      await move('west', HEAD_OFFICE, '2026-11-30');
      expect(await region('west', '2026-11-30')).toBeNull();
      expect(await region('west', '2026-11-29')).toBe('north');
    });
  });

  test.each([
    ['west', 'west', '2026-11-30', '400 below-branch'],
    ['north', 'north', '2026-11-30', '400 below-itself'],
    [HEAD_OFFICE, 'north', '2026-11-30', '400 head-office'],
    ['west', 'east', '2026-11-30', '400 below-branch'],
    ['west', 'nowhere', '2026-11-30', '400 no-such-parent'],
    ['nowhere', 'north', '2026-11-30', '404 no-such-unit'],
    ['west', 'south', '2026-12-01', '400 in-future'],
    ['west', 'south', '2026-02-28', '400 too-early'],
    ['west', 'south', '2026-02-30', '400 malformed'],
    ["west' OR '1'='1", 'south', '2026-11-30', '404 no-such-unit'],
  ])('moving %s below %s on %s is refused and changes nothing', async (unit, parent, on, refusal) => {
    const before = await tree();
    const { status, code } = await move(unit, parent, on);
    expect(`${status} ${code}`).toBe(refusal);
    expect(await tree()).toEqual(before);
  });

  test('a region below one of its own is refused', async () => {
    await add({ id: 'city', kind: 'region', branchType: null, parent: 'north' });
    expect(await move('north', 'city', '2026-11-30')).toMatchObject({ code: 'below-itself' });
  });

  test.each([
    [{ id: 'west' }, 409, 'known-id'],
    [{ id: 'Has Blanks' }, 400, 'malformed'],
    [{ id: 'new', kind: 'head-office' }, 400, 'malformed'],
    [{ id: 'new', branchType: null }, 400, 'malformed'],
    [{ id: 'new', kind: 'region' }, 400, 'malformed'],
    [{ id: 'new', name: { zh: '', en: 'x' } }, 400, 'malformed'],
    [{ id: 'new', parent: 'west' }, 400, 'below-branch'],
    [{ id: 'new', on: '2027-01-01' }, 400, 'in-future'],
    [{ id: 'new', color: 'red' }, 400, 'malformed'],
  ])('adding %j is refused', async (change, status, code) => {
    expect(await add(change)).toMatchObject({ status, code });
  });

  test('a region’s own IT changes nothing outside it', async () => {
    expect((await add({ id: 'new', parent: 'south' }, at('north'))).code).toBe('no-such-parent');
    expect((await move('west', 'south', '2026-11-30', at('north'))).code).toBe('no-such-parent');
    expect((await close('east', '2026-11-30', at('north'))).status).toBe(404);
    expect((await add({ id: 'new', parent: 'north' }, at('north'))).status).toBe(204);
  });

  test('a closed branch has no region from that day on and takes no more changes', async () => {
    expect((await close('north', '2026-11-30')).code).toBe('has-units');
    expect((await close('west', '2026-11-15')).status).toBe(204);
    expect([await region('west', '2026-11-14'), await region('west', '2026-11-15')]).toEqual(['north', undefined]);
    expect((await move('west', 'south', '2026-11-30')).status).toBe(404);
    expect((await close('west', '2026-11-15')).status).toBe(404);
    expect((await close('north', '2026-11-30')).status).toBe(204);
    expect((await close(HEAD_OFFICE, '2026-11-30')).status).toBe(400);
  });

  test('a renamed unit has its new names, and each change stands in the audit log', async () => {
    const name = { zh: '西城支行', en: '=cmd|West' };
    await ask(routes, IT, 'PUT /api/organisation/west', { name, branchType: 'light' });
    expect((await tree()).units.find(({ id }) => id === 'west')).toMatchObject({ name, branchType: 'light' });
    await move('west', 'south', '2026-11-30');
    await close('west', '2026-11-30');
    const rows = await made.database.read.selectFrom('audit').selectAll().orderBy('seq').execute();
    expect(rows.map(({ action, subject, account }) => [action, subject, account])).toEqual([
      ['unit.added', 'unit/north', 'it'],
      ['unit.added', 'unit/south', 'it'],
      ['unit.added', 'unit/west', 'it'],
      ['unit.renamed', 'unit/west', 'it'],
      ['unit.moved', 'unit/west', 'it'],
      ['unit.closed', 'unit/west', 'it'],
    ]);
  });
});
