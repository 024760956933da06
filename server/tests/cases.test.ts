import { afterEach, expect, test } from 'vitest';
import { verifyAudit } from '../audit/audit.ts';
import type { ServiceCase } from '../scoring/wire.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import { openNetwork, putUnits, QUALITY, viewerAt, type Network } from './scored-network.ts';

let made: TestDatabase | null = null;

afterEach(async () => {
  await made?.remove();
  made = null;
});

const COMPLAINT = {
  kind: 'complaint',
  title: '窗口开放不足',
  openedOn: '2026-11-01',
  dueOn: '2026-11-16',
  settledOn: null,
};
const PATH = '/api/branches/east/cases';

async function open(make: () => Promise<TestDatabase>): Promise<Network> {
  made = await make();
  await putUnits(made.database, { east: { region: 'north' }, west: { region: 'south' } });
  return openNetwork(made.database);
}

onBothDatabases('cases', (make) => {
  test('are recorded, changed and listed, each change in the audit log without what customers wrote', async () => {
    const network = await open(make);
    const made1 = await network.ask(QUALITY, `POST ${PATH}`, COMPLAINT);
    expect(made1).toMatchObject({ status: 201, body: COMPLAINT });
    const { id } = made1.body as ServiceCase;
    const settled = { ...COMPLAINT, settledOn: '2026-11-10' };
    expect(await network.ask(QUALITY, `PUT ${PATH}/${id}`, settled)).toEqual({ status: 200, body: { id, ...settled } });
    await network.ask(QUALITY, `POST ${PATH}`, { ...COMPLAINT, kind: 'rectification', dueOn: '2026-12-01' });
    const { body } = await network.ask(viewerAt('branch-manager', 'east'), `GET ${PATH}`);
    expect(body.map(({ kind, dueOn }: ServiceCase) => [kind, dueOn])).toEqual([
      ['rectification', '2026-12-01'],
      ['complaint', '2026-11-16'],
    ]);
    const audit = await network.database.read.selectFrom('audit').selectAll().orderBy('seq').execute();
    expect(audit.map(({ action, account }) => [action, account])).toEqual([
      ['case.recorded', QUALITY.account],
      ['case.changed', QUALITY.account],
      ['case.recorded', QUALITY.account],
    ]);
    expect(JSON.parse(audit[1]!.detail)).toMatchObject({
      before: { settledOn: null },
      after: { settledOn: '2026-11-10' },
    });
    expect(JSON.stringify(audit)).not.toContain('窗口');
    expect(await verifyAudit(network.database.read)).toMatchObject({ ok: true, rows: 3 });
  });

  test('a change marks the periods it was due in before and is due in now', async () => {
    const network = await open(make);
    const { id } = (await network.ask(QUALITY, `POST ${PATH}`, COMPLAINT)).body as ServiceCase;
    await network.database.write((writing) => writing.deleteFrom('unscored').execute());
    await network.ask(QUALITY, `PUT ${PATH}/${id}`, { ...COMPLAINT, dueOn: '2027-01-05' });
    const rows = await network.database.read.selectFrom('unscored').select('period').orderBy('period').execute();
    expect(rows.map(({ period }) => period)).toEqual(['2026-11', '2026-Q4', '2027-01', '2027-Q1']);
  });

  test.each([
    [{ ...COMPLAINT, title: '  ' }, ['title']],
    [{ ...COMPLAINT, kind: 'praise', dueOn: '2026-13-01' }, ['kind', 'dueOn']],
    [{ ...COMPLAINT, dueOn: '2026-10-31' }, ['dueOn']],
    [{ ...COMPLAINT, settledOn: '2026-10-31' }, ['settledOn']],
    [{ ...COMPLAINT, settledOn: '2999-01-01' }, ['settledOn']],
    [{ ...COMPLAINT, id: 'mine' }, ['(root)']],
    [null, ['(root)']],
  ])('%j is refused: %j', async (body, paths) => {
    const network = await open(make);
    const { status, body: reply } = await network.ask(QUALITY, `POST ${PATH}`, body);
    expect([status, reply.error.code]).toEqual([400, 'malformed']);
    expect(reply.error.problems.map(({ path }: { path: string }) => path)).toEqual(paths);
    expect((await network.ask(QUALITY, `GET ${PATH}`)).body).toEqual([]);
  });

  test('a case of another branch cannot be changed through one’s own', async () => {
    const network = await open(make);
    const { id } = (await network.ask(QUALITY, `POST ${PATH}`, COMPLAINT)).body as ServiceCase;
    const south = viewerAt('region', 'south');
    expect((await network.ask(south, `PUT /api/branches/west/cases/${id}`, COMPLAINT)).status).toBe(404);
    expect((await network.ask(south, `PUT ${PATH}/${id}`, COMPLAINT)).status).toBe(404);
    expect((await network.ask(south, `GET ${PATH}`)).body).toEqual([]);
    expect((await network.ask(viewerAt('branch-manager', 'east'), `POST ${PATH}`, COMPLAINT)).status).toBe(403);
  });
});
