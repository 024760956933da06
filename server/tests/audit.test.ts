import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit, textOfProof, verifyAudit } from '../audit/audit.ts';
import { auditRoutes, type AuditPage } from '../audit/routes.ts';
import type { Viewer } from '../auth/viewer.ts';
import { HEAD_OFFICE } from '../organisation/ensure-units.ts';
import { startOfBankDay } from '../bank-day.ts';
import type { OfficeParts } from '../office-routes.ts';
import { addAccount } from '../store/people/add-account.ts';
import { ask } from './ask.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';

const auditor: Viewer = { account: 'a', name: '', grants: [{ role: 'auditor', unit: HEAD_OFFICE }] };
const regional: Viewer = { account: 'b', name: '', grants: [{ role: 'auditor', unit: 'north' }] };
const FIRST_DAY = startOfBankDay('2026-11-01', {});
const HOURS_12 = 12 * 3_600_000;

onBothDatabases('audit log', (make) => {
  let made: TestDatabase;
  let routes: ReturnType<typeof auditRoutes>;

  /** 120 rows, two a day. */
  beforeEach(async () => {
    made = await make();
    routes = auditRoutes({ database: made.database, config: {} as OfficeParts['config'] });
    await made.database.write(async (writing) => {
      await addAccount(writing, { id: 'wang', login: 'wang', name: '王', password: null, binds: 0, created_at: 0 });
      for (let n = 0; n < 120; n++)
        await appendAudit(writing, {
          at: FIRST_DAY + n * HOURS_12,
          account: n % 3 === 0 ? 'wang' : 'system',
          action: n % 2 === 0 ? 'unit.moved' : 'unit.closed',
          subject: `unit/${n}`,
          detail: { n },
        });
    });
  });
  afterEach(() => made.remove());

  const page = async (query = ''): Promise<AuditPage> =>
    (await ask(routes, auditor, `GET /api/audit${query}`)).body as AuditPage;

  test('comes in pages, the newest first, each row once', async () => {
    const seqs: number[] = [];
    let next: number | null = null;
    do {
      const { rows, next: following }: AuditPage = await page(next === null ? '' : `?before=${next}`);
      seqs.push(...rows.map(({ seq }) => seq));
      next = following;
    } while (next !== null);
    expect(seqs).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index));
  });

  test('is filtered by action, account and day', async () => {
    const { rows, actions, accounts } = await page('?action=unit.moved&account=wang&from=2026-11-02&to=2026-11-04');
    expect(rows.map(({ subject, name, day, detail }) => [subject, name, day, detail])).toEqual([
      ['unit/6', '王', '2026-11-04', { n: 6 }],
    ]);
    expect(actions).toEqual(['unit.closed', 'unit.moved']);
    expect(accounts).toEqual([
      { account: 'system', name: null },
      { account: 'wang', name: '王' },
    ]);
    expect((await page("?action=' OR 1=1 --")).rows).toEqual([]);
    expect((await page('?action=&account=&from=&to=')).rows).toHaveLength(50);
  });

  test.each(['from=yesterday', 'to=2026-02-30', 'before=0', 'before=x', 'color=red'])(
    '?%s is refused',
    async (query) => {
      expect(await ask(routes, auditor, `GET /api/audit?${query}`)).toMatchObject({ status: 400, code: 'malformed' });
    },
  );

  test('is not shown to whoever has the right in a region only', async () => {
    expect((await ask(routes, regional, 'GET /api/audit')).status).toBe(403);
    expect((await ask(routes, regional, 'GET /api/audit/proof')).status).toBe(403);
  });

  describe('proof', () => {
    const change = (action: (writing: Parameters<typeof appendAudit>[0]) => Promise<unknown>): Promise<unknown> =>
      made.database.write(action);
    const proof = async (): Promise<unknown> => (await ask(routes, auditor, 'GET /api/audit/proof')).body;

    test('of an untouched log names its length and tip', async () => {
      expect(await proof()).toMatchObject({ ok: true, rows: 120, tip: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(textOfProof(await verifyAudit(made.database.read))).toMatch(/sound, 120 rows, tip [0-9a-f]{64}$/);
    });

    test.each(['at', 'account', 'action', 'subject', 'detail', 'hash'])(
      'names a row whose %s was changed',
      async (column) => {
        await change((writing) =>
          writing
            .updateTable('audit')
            .set({ [column]: column === 'at' ? 1 : 'x' })
            .where('seq', '=', 17)
            .execute(),
        );
        expect(await proof()).toEqual({ ok: false, seq: 17 });
        expect(textOfProof(await verifyAudit(made.database.read))).toBe('audit log: FIRST BAD ROW 17');
      },
    );

    test('names a deleted row', async () => {
      await change((writing) => writing.deleteFrom('audit').where('seq', '=', 40).execute());
      expect(await proof()).toEqual({ ok: false, seq: 40 });
    });

    test('names two swapped rows by the first', async () => {
      const move = (from: number, to: number): Promise<unknown> =>
        change((writing) => writing.updateTable('audit').set({ seq: to }).where('seq', '=', from).execute());
      await move(50, 500);
      await move(51, 50);
      await move(500, 51);
      expect(await proof()).toEqual({ ok: false, seq: 50 });
    });

    test('names a row that was put in', async () => {
      await change(async (writing) => {
        const row = await writing.selectFrom('audit').selectAll().where('seq', '=', 120).executeTakeFirstOrThrow();
        await writing
          .insertInto('audit')
          .values({ ...row, seq: 121 })
          .execute();
      });
      expect(await proof()).toEqual({ ok: false, seq: 121 });
    });
  });
});
