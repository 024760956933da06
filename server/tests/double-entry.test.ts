import { afterEach, expect, test } from 'vitest';
import { item, cardFrom, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import { PAPER_CARD } from '../inspections/double-entry/test-paper.ts';
import { verifyAudit } from '../audit/audit.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import { addInspection, openPaperOffice, type PaperOffice, type Person, type Reply } from './paper-office.ts';

let made: TestDatabase | null = null;

afterEach(async () => {
  await made?.remove();
  made = null;
});

const VISIT = '/api/branches/east/inspections/visit-1';
const DEVICE = { device: 'desk-0001' };
type Cells = Parameters<typeof sheet>[1];
const CELLS: Cells = { clean: true, graded: '1.5', served: { type: 'timer', ms: 125_000 } };

interface Typing {
  readonly cells?: Cells;
  readonly printed?: object;
  readonly on?: string | null;
}

async function type(
  office: PaperOffice,
  who: Person,
  entry: 'first-entry' | 'second-entry',
  { cells = CELLS, printed, on = '2026-11-20' }: Typing = {},
): Promise<Reply> {
  await office.ask(who, `POST ${VISIT}/entries`, DEVICE);
  const body = {
    revision: 1,
    sheet: sheet(PAPER_CARD, cells, printed === undefined ? {} : { printed }),
    visitedOn: on,
  };
  const saved = await office.ask(who, `PUT ${VISIT}/entries/${entry}`, body);
  if (saved.status !== 200) return saved;
  return office.ask(who, `POST ${VISIT}/entries/${entry}/sign`, { revision: saved.body.revision });
}

async function stored(office: PaperOffice) {
  return office.database.read.selectFrom('inspection').selectAll().executeTakeFirstOrThrow();
}

onBothDatabases('double entry', (make) => {
  const open = async (): Promise<PaperOffice> => {
    made = await make();
    const office = await openPaperOffice(made.database, [PAPER_CARD]);
    await addInspection(made.database, PAPER_CARD, {});
    return office;
  };

  test('two equal entries sign the inspection, whatever way its numbers are written', async () => {
    const office = await open();
    expect(await type(office, 'ann', 'first-entry')).toMatchObject({ status: 200, body: { state: 'begun' } });
    const second = await type(office, 'bo', 'second-entry', { cells: { ...CELLS, graded: '1.50' } });
    expect(second).toMatchObject({ status: 200, body: { state: 'signed' } });
    const row = await stored(office);
    expect(row).toMatchObject({ state: 'signed', visited_on: '2026-11-20', signed_at: office.clock.now() });
    expect(JSON.parse(row.result!)).toMatchObject({ total: 6_500, share: 9_286 });
    expect(await verifyAudit(office.database.read)).toMatchObject({ ok: true, rows: 5 });
  });

  test('a difference waits for a third person, who decides it, and the decision stands in the change log', async () => {
    const office = await open();
    await type(office, 'ann', 'first-entry');
    const second = await type(office, 'bo', 'second-entry', { cells: { ...CELLS, clean: false } });
    expect(second.body).toEqual({ state: 'mismatch' });
    expect((await stored(office)).result).toBeNull();
    const view = await office.ask('cy', `GET ${VISIT}/settlement`);
    expect(view.body).toMatchObject({ agreed: 3, whyNot: null, mismatches: [{ cell: 'clean' }] });
    expect(JSON.stringify(view.body)).not.toMatch(/"(?:ann|bo|zoe)"/);
    const decisions = [{ cell: 'clean', take: 'second' }];
    expect(await office.ask('cy', `POST ${VISIT}/settlement`, { decisions })).toMatchObject({
      body: { state: 'signed' },
    });
    const row = await stored(office);
    expect(JSON.parse(row.result!)).toMatchObject({ total: 2_500 });
    const changes = await office.database.read.selectFrom('sheet_change').selectAll().execute();
    expect(changes).toMatchObject([{ entry: 'settled', seq: 1, account: 'cy', cell: 'clean' }]);
    expect(JSON.parse(changes[0]!.after!)).toMatchObject({ answer: { type: 'fail' } });
    // Both entries stay as they were typed.
    const sheets = await office.database.read
      .selectFrom('sheet')
      .select(['entry', 'account', 'state'])
      .orderBy('entry')
      .execute();
    expect(sheets.map(({ entry, account, state }) => `${entry} ${account} ${state}`)).toEqual([
      'first-entry ann signed',
      'second-entry bo signed',
      'settled cy signed',
    ]);
    expect(await office.ask('di', `POST ${VISIT}/settlement`, { decisions })).toMatchObject({
      status: 409,
      body: { error: { code: 'not-differing' } },
    });
  });

  test('until both are signed nobody but its writer reads an entry', async () => {
    const office = await open();
    await type(office, 'ann', 'first-entry', {
      cells: { ...CELLS, said: { type: 'text', text: 'a secret of the first' } },
    });
    await office.ask('bo', `POST ${VISIT}/entries`, DEVICE);
    for (const who of ['bo', 'cy', 'di'] as const) {
      for (const request of [`GET ${VISIT}/entries`, 'GET /api/entries']) {
        const reply = await office.ask(who, request);
        expect([reply.status, JSON.stringify(reply.body).includes('secret')]).toEqual([200, false]);
      }
    }
    expect((await office.ask('cy', `GET ${VISIT}/settlement`)).status).toBe(409);
    expect((await office.ask('bo', `GET ${VISIT}/entries`)).body.own).toMatchObject({
      entry: 'second-entry',
      sheet: { entries: [] },
    });
  });

  test('whoever typed an entry cannot type the other one or settle, from whatever session', async () => {
    const office = await open();
    await type(office, 'di', 'first-entry');
    const again = await office.ask('di', `POST ${VISIT}/entries`, { device: 'another-desk' });
    expect(again).toMatchObject({ status: 403, body: { error: { code: 'typed-by-you' } } });
    const other = await office.ask('di', `PUT ${VISIT}/entries/second-entry`, {
      revision: 1,
      sheet: sheet(PAPER_CARD, {}),
      visitedOn: null,
    });
    expect(other).toMatchObject({ status: 404, body: { error: { code: 'no-such-entry' } } });
    await type(office, 'cy', 'second-entry', { cells: { clean: false } });
    const decisions = ['clean', 'graded', 'served'].map((cell) => ({ cell, take: 'first' }));
    for (const who of ['di', 'cy'] as const) {
      const refused = await office.ask(who, `POST ${VISIT}/settlement`, { decisions });
      expect(refused).toMatchObject({ status: 403, body: { error: { code: 'typed-by-you' } } });
      expect((await office.ask(who, `GET ${VISIT}/settlement`)).body.whyNot).toBe('typed-by-you');
    }
    expect((await stored(office)).state).toBe('mismatch');
  });

  test('whoever made the visit may type, and does not settle', async () => {
    const office = await open();
    await addInspection(office.database, PAPER_CARD, { id: 'visit-2', inspector: 'cy' });
    const path = VISIT.replace('visit-1', 'visit-2');
    for (const [who, entry, clean] of [
      ['ann', 'first-entry', true],
      ['bo', 'second-entry', false],
    ] as const) {
      await office.ask(who, `POST ${path}/entries`, DEVICE);
      const draft = { revision: 1, sheet: sheet(PAPER_CARD, { clean }), visitedOn: '2026-11-20' };
      await office.ask(who, `PUT ${path}/entries/${entry}`, draft);
      await office.ask(who, `POST ${path}/entries/${entry}/sign`, { revision: 2 });
    }
    const decisions = [{ cell: 'clean', take: 'first' }];
    const refused = await office.ask('cy', `POST ${path}/settlement`, { decisions });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'visited-by-you' } } });
    expect((await office.ask('di', `POST ${path}/settlement`, { decisions })).status).toBe(200);
  });

  test('of three who take an entry at once two get one each, and the third is told', async () => {
    const office = await open();
    const replies = await Promise.all(
      (['ann', 'bo', 'di'] as const).map((who) => office.ask(who, `POST ${VISIT}/entries`, DEVICE)),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
    const taken = replies.find(({ status }) => status === 409)!;
    expect(taken.body.error).toMatchObject({ code: 'taken', message: expect.stringContaining('Two other people') });
    expect(new Set(replies.map(({ body }) => body.own?.entry))).toEqual(
      new Set(['first-entry', 'second-entry', undefined]),
    );
  });

  test('a draft is taken up again where it was left, and two windows cannot overwrite each other', async () => {
    const office = await open();
    await office.ask('ann', `POST ${VISIT}/entries`, DEVICE);
    const draft = { revision: 1, sheet: sheet(PAPER_CARD, { clean: true }), visitedOn: null };
    expect((await office.ask('ann', `PUT ${VISIT}/entries/first-entry`, draft)).body).toEqual({ revision: 2 });
    const resumed = await office.ask('ann', `POST ${VISIT}/entries`, DEVICE);
    expect(resumed.body.own).toMatchObject({
      entry: 'first-entry',
      revision: 2,
      sheet: { entries: [{ item: 'clean' }] },
    });
    const stale = { ...draft, sheet: sheet(PAPER_CARD, { clean: false }) };
    expect(await office.ask('ann', `PUT ${VISIT}/entries/first-entry`, stale)).toMatchObject({
      status: 409,
      body: { error: { code: 'saved-elsewhere' } },
    });
    // The same once more, because its answer was lost.
    expect((await office.ask('ann', `PUT ${VISIT}/entries/first-entry`, draft)).body).toEqual({ revision: 2 });
    const signing = await office.ask('ann', `POST ${VISIT}/entries/first-entry/sign`, { revision: 1 });
    expect(signing.body.error.code).toBe('saved-elsewhere');
  });

  test('signing twice is signing once, and what is signed is not written any more', async () => {
    const office = await open();
    await type(office, 'ann', 'first-entry');
    const again = await office.ask('ann', `POST ${VISIT}/entries/first-entry/sign`, { revision: 2 });
    expect(again).toMatchObject({ status: 200, body: { state: 'begun' } });
    const draft = { revision: 2, sheet: sheet(PAPER_CARD, {}), visitedOn: null };
    expect((await office.ask('ann', `PUT ${VISIT}/entries/first-entry`, draft)).body.error.code).toBe('locked');
    expect((await office.ask('ann', `DELETE ${VISIT}/entries/first-entry`)).body.error.code).toBe('locked');
    const signed = await office.database.read
      .selectFrom('audit')
      .select('action')
      .where('action', '=', 'entry.signed')
      .execute();
    expect(signed).toHaveLength(1);
  });

  test('a draft is given back by its writer or by a reviewer, and by nobody else', async () => {
    const office = await open();
    const take = () => office.ask('ann', `POST ${VISIT}/entries`, DEVICE);
    await take();
    expect((await office.ask('bo', `DELETE ${VISIT}/entries/first-entry`)).status).toBe(404);
    expect((await office.ask('ann', `DELETE ${VISIT}/entries/first-entry`)).status).toBe(204);
    await take();
    expect((await office.ask('cy', `DELETE ${VISIT}/entries/first-entry`)).status).toBe(204);
    expect((await office.ask('bo', `POST ${VISIT}/entries`, DEVICE)).body.own.entry).toBe('first-entry');
  });

  test('after a return the paper is typed in anew, and what counted before stays in the change log', async () => {
    const office = await open();
    await type(office, 'ann', 'first-entry');
    await type(office, 'bo', 'second-entry');
    await office.database.write((writing) => writing.updateTable('inspection').set({ state: 'returned' }).execute());
    expect((await type(office, 'bo', 'first-entry')).body).toEqual({ state: 'returned' });
    expect((await type(office, 'ann', 'second-entry', { cells: { clean: false } })).body).toEqual({
      state: 'mismatch',
    });
    const changes = await office.database.read
      .selectFrom('sheet_change')
      .select(['cell', 'after', 'entry'])
      .orderBy('seq')
      .execute();
    expect(changes).toEqual(
      ['visit:date', 'clean', 'graded', 'served'].map((cell) => ({ cell, after: null, entry: 'first-entry' })),
    );
  });

  test('a printed total that its items do not add up to is flagged and stays', async () => {
    const office = await open();
    const printed = { total: '6.6' };
    await type(office, 'ann', 'first-entry', { printed });
    await type(office, 'bo', 'second-entry', { printed: { total: '6.60' } });
    const { flags } = JSON.parse((await stored(office)).result!);
    expect(flags).toContainEqual({ code: 'printed-differs', of: 'total', id: null, printed: 6_600, computed: 6_500 });
  });

  test('the list tells each person what may be done next, and shows nothing of other regions or of later', async () => {
    const office = await open();
    await addInspection(office.database, PAPER_CARD, { branch: 'harbour', id: 'visit-9' });
    await addInspection(office.database, PAPER_CARD, { id: 'later', from_on: '2026-12-10', to_on: '2026-12-20' });
    await addInspection(office.database, PAPER_CARD, { id: 'on-phones', mode: 'digital' });
    await type(office, 'ann', 'first-entry');
    const seen = async (who: Person) =>
      (await office.ask(who, 'GET /api/entries')).body.map(
        (task: { inspection: string; first: string; second: string; next: { kind: string; why?: string } }) =>
          `${task.inspection} ${task.first} ${task.second} ${task.next.why ?? task.next.kind}`,
      );
    expect(await seen('ann')).toEqual(['visit-1 signed open typed-by-you']);
    expect(await seen('cy')).toEqual(['visit-1 signed open type']);
    expect(await seen('eve')).toEqual(['visit-9 open open type']);
    expect(await seen('di')).toEqual(['visit-1 signed open type', 'visit-9 open open type']);
    await type(office, 'bo', 'second-entry', { cells: {} });
    expect(await seen('cy')).toEqual(['visit-1 signed signed settle']);
  });

  test.each<[Person, string, number]>([
    ['eve', `POST ${VISIT}/entries`, 404],
    ['eve', `GET ${VISIT}/settlement`, 404],
    ['guo', `GET ${VISIT}/entries`, 403],
    ['fay', `POST ${VISIT}/entries`, 403],
    ['ann', `POST ${VISIT}/settlement`, 403],
    ['ann', 'POST /api/branches/west/inspections/visit-1/entries', 404],
    ['ann', 'POST /api/branches/east/inspections/nothing/entries', 404],
  ])('%s asking %s is answered with %i', async (who, request, status) => {
    const office = await open();
    expect((await office.ask(who, request, DEVICE)).status).toBe(status);
  });

  test('bad input gets every place at once, and the draft stays as it was', async () => {
    const office = await open();
    await office.ask('ann', `POST ${VISIT}/entries`, DEVICE);
    const put = (body: unknown) => office.ask('ann', `PUT ${VISIT}/entries/first-entry`, body);
    const malformed = await put({
      revision: 0,
      sheet: { scorecard: 'plain', version: 1, entries: [{ item: 'clean' }], x: 1 },
      visitedOn: 'yesterday',
    });
    expect(malformed.status).toBe(400);
    expect(malformed.body.error.problems.map(({ path }: { path: string }) => path)).toEqual([
      'revision',
      'sheet.entries.0.answer',
      'sheet',
      'visitedOn',
    ]);
    const foreign = {
      scorecard: 'plain',
      version: 2,
      entries: [
        { item: 'nothing', answer: { type: 'pass' } },
        { item: 'graded', answer: { type: 'points', points: '9' } },
      ],
    };
    const unfit = await put({ revision: 1, sheet: foreign, visitedOn: null });
    expect(unfit.body.error.problems.map(({ path }: { path: string }) => path)).toEqual([
      'sheet.version',
      'sheet.entries.0.item',
      'sheet.entries.1.answer.points',
    ]);
    expect((await office.ask('ann', `POST ${VISIT}/entries`, { device: '<script>' })).status).toBe(400);
    expect((await office.ask('ann', `PUT ${VISIT}/entries/own`, {})).status).toBe(404);
    expect((await office.ask('ann', `GET ${VISIT}/entries`)).body.own).toMatchObject({
      revision: 1,
      sheet: { entries: [] },
    });
  });

  test.each([null, '2026-11-15', '2026-12-01', '2026-11-28'])('the day of the visit cannot be %s', async (on) => {
    const office = await open();
    const reply = await type(office, 'ann', 'first-entry', { on });
    expect(reply).toMatchObject({ status: 422, body: { error: { problems: [{ path: 'visitedOn' }] } } });
    expect((await office.ask('ann', `GET ${VISIT}/entries`)).body.own.revision).toBe(2);
  });

  test('without its scorecard nothing is typed', async () => {
    const office = await open();
    const other = cardFrom({
      ...plainCard(),
      id: 'other',
      sections: [{ id: 'hall', title: { zh: '大厅', en: 'Hall' } }],
      items: [item('a', 'hall', '1')],
    });
    await addInspection(office.database, other, { id: 'visit-3' });
    const reply = await office.ask('ann', `POST ${VISIT.replace('visit-1', 'visit-3')}/entries`, DEVICE);
    expect(reply).toMatchObject({ status: 409, body: { error: { code: 'no-such-card' } } });
  });
});
