import { afterEach, describe, expect, test } from 'vitest';
import { sheetText } from '#rubric/scorecards/sheet-text.ts';
import { cardFrom, item, plainCard, sheet } from '#rubric/scorecards/test-card.ts';
import type { VirtualClock } from '#contract/clock.ts';
import type { Route } from '../api/route.ts';
import { verifyAudit } from '../audit/audit.ts';
import { onBothDatabases, type TestDatabase } from '../tests/databases.ts';
import { changesRoute } from './changes-route.ts';
import { formRoutes } from './form-routes.ts';
import { APPROVED_POLICIES } from '../policies/approved-policies.ts';
import { digestOf } from './form/stored-sheet.ts';
import {
  addInspection,
  ask,
  clockAt,
  DEVICE_B,
  draft,
  EAST,
  furnish,
  inspector,
  NOW,
  TIMERS,
  WEST,
} from './form/test-office.ts';
import type { AssignmentDetail, Assignments, Saved, SheetChangesReply, Signed } from './form/wire.ts';
import { appendAudit } from '../audit/audit.ts';

const plain = plainCard();
const card = cardFrom({
  ...plain,
  items: [...plain.items.slice(0, 3), item('soft', 'seats', '1', { evidenceOnFail: true })],
});
const ALL = { clean: true, lit: true, enough: true, soft: true };
const li = inspector('li');
const wang = inspector('wang');
const PATH = `/api/branches/${EAST}/assignments/visit-1`;
const reviewer = { account: 'zhao', name: '赵', grants: [{ role: 'quality', unit: 'head-office' }] } as const;

let made: TestDatabase | null = null;
let clock: VirtualClock;
let routes: readonly Route[];

afterEach(async () => {
  await made?.remove();
  made = null;
});

async function open(make: () => Promise<TestDatabase>, fields: Parameters<typeof furnish>[2] = {}): Promise<void> {
  made = await make();
  clock = clockAt();
  const { database } = made;
  await furnish(database, card, fields);
  routes = [...formRoutes({ database, clock, cards: APPROVED_POLICIES }), changesRoute({ database })];
}

const save = (body: unknown, viewer = li) => ask(routes, viewer, ['PUT', `${PATH}/sheet`], { body });
const look = async (viewer = li) =>
  (await ask(routes, viewer, ['GET', PATH])) as { status: number; body: AssignmentDetail };
const changes = async () =>
  (
    (await ask(routes, reviewer, ['GET', `/api/branches/${EAST}/inspections/visit-1/changes`])) as {
      body: SheetChangesReply;
    }
  ).body;

async function saved(body: unknown, viewer = li): Promise<Saved> {
  const answer = await save(body, viewer);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer));
  return answer.body;
}

function sign({ revision, digest }: Saved, viewer = li, fields: object = {}) {
  return ask(routes, viewer, ['POST', `${PATH}/sign`], { body: { revision, digest, deviceNow: NOW, ...fields } });
}

async function stateOf(): Promise<unknown> {
  const { database } = made!;
  return database.read
    .selectFrom('inspection')
    .select(['state', 'visited_on', 'result'])
    .where('id', '=', 'visit-1')
    .executeTakeFirst();
}

async function actions(): Promise<readonly string[]> {
  const rows = await made!.database.read.selectFrom('audit').select('action').orderBy('seq').execute();
  return rows.map(({ action }) => action);
}

/** As review does. */
async function giveBack(reason: string): Promise<void> {
  await made!.database.write(async (writing) => {
    await writing.updateTable('inspection').set({ state: 'returned' }).where('id', '=', 'visit-1').execute();
    await writing.updateTable('sheet').set({ state: 'draft', digest: null, signed_at: null }).execute();
    const subject = 'inspection/visit-1';
    await appendAudit(writing, {
      at: NOW,
      account: 'zhao',
      action: 'inspection.returned',
      subject,
      detail: { reason },
    });
  });
}

onBothDatabases('own assignments', (make) => {
  test('are those of the person who asks, in either part, without paper and cancelled ones', async () => {
    await open(make);
    await made!.database.write(async (writing) => {
      await addInspection(writing, card, { id: 'paper', mode: 'paper' });
      await addInspection(writing, card, { id: 'off', state: 'cancelled' });
      await addInspection(writing, card, { id: 'other', inspector: 'sun', second: null });
    });
    const list = async (account: string) =>
      ((await ask(routes, inspector(account), ['GET', '/api/assignments'])) as { body: Assignments }).body.assignments;
    expect((await list('li')).map(({ inspection, entry }) => [inspection, entry])).toEqual([['visit-1', 'own']]);
    expect((await list('wang')).map(({ inspection, entry }) => [inspection, entry])).toEqual([
      ['visit-1', 'second-scorer'],
    ]);
    expect(await list('nobody')).toEqual([]);
  });

  test('another inspector’s is answered as if it did not exist, to every question', async () => {
    await open(make);
    await saved(draft(card, ALL));
    const sun = inspector('sun');
    expect((await look(sun)).status).toBe(404);
    expect((await save(draft(card, ALL), sun)).status).toBe(404);
    expect((await sign({ revision: 1, digest: 'a'.repeat(64) } as Saved, sun)).status).toBe(404);
  });

  test('outside the region where somebody is an inspector there are none', async () => {
    await open(make);
    const western = inspector('li', 'region-west');
    expect((await look(western)).status).toBe(404);
    const reply = (await ask(routes, western, ['GET', '/api/assignments'])) as { body: Assignments };
    expect(reply.body.assignments).toEqual([]);
    expect((await save(draft(card, ALL), western)).status).toBe(404);
    expect((await look(inspector('li', 'region-east'))).status).toBe(200);
    expect((await ask(routes, li, ['GET', `/api/branches/${WEST}/assignments/visit-1`])).status).toBe(404);
  });

  test('a card that was never approved is not filled in', async () => {
    await open(make, { card_version: 7 });
    expect(await look()).toMatchObject({ status: 409, body: { error: { code: 'no-such-card' } } });
  });

  test('a second scorer sees nothing of the first, nor the other way round', async () => {
    await open(make);
    await saved(draft(card, { clean: true }));
    expect((await look(wang)).body.sheet).toBeNull();
    await saved(draft(card, { clean: false }, { account: 'wang', device: DEVICE_B }), wang);
    expect((await look()).body.sheet?.body.entries[0]?.answer).toEqual({ type: 'pass' });
    expect((await look(wang)).body.sheet?.body.entries[0]?.answer).toEqual({ type: 'fail' });
  });
});

onBothDatabases('drafts', (make) => {
  test('the first begins the inspection, the next build upon it', async () => {
    await open(make);
    const first = await saved(draft(card, { clean: true }));
    expect(first).toMatchObject({ revision: 1, savedAt: NOW, skewMs: 0 });
    expect(await stateOf()).toMatchObject({ state: 'begun' });
    clock.advance(5_000);
    const second = await saved(draft(card, { clean: true, lit: true }, { revision: 1 }));
    expect(second).toMatchObject({ revision: 2, savedAt: NOW + 5_000 });
    expect(second.digest).toBe(digestOf(sheetText(sheet(card, { clean: true, lit: true }))));
    expect((await changes()).changes).toEqual([]);
  });

  test('the same draft sent twice is one', async () => {
    await open(make);
    const body = draft(card, { clean: true });
    const first = await saved(body);
    clock.advance(60_000);
    expect(await saved(body)).toEqual(first);
    expect(await actions()).toEqual(['sheet.begun']);
  });

  test('what one person typed is not taken in the name of another who has signed in since', async () => {
    await open(make);
    expect(await save(draft(card, ALL), wang)).toMatchObject({
      status: 409,
      body: { error: { code: 'other-account' } },
    });
    expect((await look(wang)).body.sheet).toBeNull();
  });

  test('an older draft that comes late does not replace a newer one', async () => {
    await open(make);
    await saved(draft(card, { clean: true }));
    await saved(draft(card, { clean: false }, { revision: 1 }));
    expect(await save(draft(card, { lit: true }, { revision: 1 }))).toMatchObject({
      status: 409,
      body: { error: { code: 'changed-elsewhere' } },
    });
    expect((await look()).body.sheet?.body.entries[0]?.answer).toEqual({ type: 'fail' });
  });

  test('every change of an answer is on record, first answers are not', async () => {
    await open(make);
    await saved(draft(card, { clean: true }));
    clock.advance(1_000);
    await saved(draft(card, { clean: false, lit: true }, { revision: 1 }));
    await saved(draft(card, { lit: true }, { revision: 2 }));
    const log = (await changes()).changes;
    expect(log.map(({ seq, cell, account, reason, at }) => [seq, cell, account, reason, at])).toEqual([
      [1, 'clean', 'li', 'edited', NOW + 1_000],
      [2, 'clean', 'li', 'edited', NOW + 1_000],
    ]);
    expect(JSON.parse(log[0]!.before!)).toMatchObject({ answer: { type: 'pass' } });
    expect(JSON.parse(log[0]!.after!)).toMatchObject({ answer: { type: 'fail' } });
    expect(log[1]!.after).toBeNull();
  });

  test('two phones: the second is told, takes over, and the first is told in turn', async () => {
    await open(make);
    await saved(draft(card, { clean: true }));
    const other = draft(card, { clean: false }, { device: DEVICE_B, revision: 1 });
    expect(await save(other)).toMatchObject({ status: 409, body: { error: { code: 'held-elsewhere' } } });
    await saved({ ...other, choice: 'take-over' });
    expect((await changes()).changes).toMatchObject([{ cell: 'clean', reason: 'taken-over' }]);
    const late = draft(card, { clean: true, lit: true }, { revision: 1 });
    expect(await save(late)).toMatchObject({ status: 409, body: { error: { code: 'changed-elsewhere' } } });
    expect(await actions()).toEqual(['sheet.begun', 'sheet.taken-over']);
  });

  test('answers that lose stand in the change log once, even when the other phone has signed', async () => {
    await open(make);
    await saved(draft(card, { clean: true }));
    const taken = await saved(draft(card, ALL, { device: DEVICE_B, revision: 1, choice: 'take-over' }));
    expect(await sign(taken)).toMatchObject({ status: 200 });
    const lost = draft(card, { clean: false, lit: true }, { revision: 1, choice: 'set-aside' });
    expect(await saved(lost)).toMatchObject({ revision: taken.revision, digest: taken.digest });
    await saved(lost);
    const log = (await changes()).changes.filter(({ reason }) => reason.startsWith('set-aside '));
    expect(log.map(({ cell, before }) => [cell, before === null ? null : JSON.parse(before).answer.type])).toEqual([
      ['clean', 'fail'],
      ['enough', null],
      ['soft', null],
    ]);
    expect((await look()).body.sheet).toMatchObject({ revision: taken.revision, signedAt: NOW });
  });

  test.each<[string, object, string]>([
    [
      'an item that is not on the card',
      { body: { ...sheet(card, {}), entries: [{ item: 'no', answer: { type: 'pass' } }] } },
      'body.entries.0.item',
    ],
    ['another version of the card', { body: { ...sheet(card, {}), version: 9 } }, 'body.version'],
    ['a negative revision', { revision: -1 }, 'revision'],
    ['a device without a proper name', { device: '<b>' }, 'device'],
    ['times that are none', { timers: { ...TIMERS, startedAt: 'now' } }, 'timers.startedAt'],
    ['a field that is unknown', { sql: "'; DROP TABLE sheet" }, '(root)'],
    ['a choice that is unknown', { choice: 'both' }, 'choice'],
  ])('%s is refused with its place, and nothing is stored', async (_, fields, path) => {
    await open(make);
    const answer = await save(draft(card, { clean: true }, fields as Record<string, unknown>));
    expect(answer).toMatchObject({ status: 400, body: { error: { problems: [{ path }] } } });
    expect((await look()).body.sheet).toBeNull();
    expect(await stateOf()).toMatchObject({ state: 'assigned' });
  });

  test('a clock that is off is kept, pointed out, and corrected beside the phone’s times', async () => {
    await open(make);
    const ahead = 3 * 86_400_000;
    const timers = { ...TIMERS, startedAt: NOW + ahead - 600_000, endedAt: null, sections: {} };
    const done = await saved(draft(card, ALL, { deviceNow: NOW + ahead, timers }));
    expect(done.skewMs).toBe(ahead);
    const [head] = (await changes()).sheets;
    expect(head).toMatchObject({ isSkewed: true, skewMs: ahead });
    expect(head!.timers).toMatchObject({ startedAt: timers.startedAt, corrected: { startedAt: NOW - 600_000 } });
    await sign(done);
    expect(await stateOf()).toMatchObject({ visited_on: '2026-11-20' });
  });
});

onBothDatabases('signing', (make) => {
  test('locks the sheet, stores what it comes to, and is one however often it is asked', async () => {
    await open(make);
    const done = await saved(draft(card, ALL));
    const first = await sign(done);
    expect(first).toMatchObject({
      status: 200,
      body: { signedAt: NOW, share: 10_000, grade: 'good' } satisfies Partial<Signed>,
    });
    clock.advance(60_000);
    expect(await sign(done)).toEqual(first);
    const {
      state,
      visited_on: on,
      result,
    } = (await stateOf()) as { state: string; visited_on: string; result: string };
    expect([state, on]).toEqual(['signed', '2026-11-20']);
    expect(JSON.parse(result)).toMatchObject({ share: 10_000, total: 10_000 });
    expect(await save(draft(card, { ...ALL, clean: false }, { revision: 1 }))).toMatchObject({
      status: 409,
      body: { error: { code: 'locked' } },
    });
    expect(await actions()).toEqual(['sheet.begun', 'sheet.signed']);
    expect(await verifyAudit(made!.database.read)).toMatchObject({ ok: true, rows: 2 });
  });

  test('twenty at once are one', async () => {
    await open(make);
    const done = await saved(draft(card, ALL));
    const answers = await Promise.all(Array.from({ length: 20 }, () => sign(done)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await actions()).toEqual(['sheet.begun', 'sheet.signed']);
  });

  test('everything that is missing is said at once', async () => {
    await open(make);
    const done = await saved(draft(card, { clean: true, soft: false }));
    expect(await sign(done)).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'incomplete',
          problems: [{ path: 'entries.lit' }, { path: 'entries.enough' }, { path: 'entries.soft.evidence' }],
        },
      },
    });
    expect(await stateOf()).toMatchObject({ state: 'begun', result: null });
  });

  test('evidence that has not arrived keeps it open', async () => {
    await open(make);
    const ref = 'e'.repeat(64);
    const body = sheet(card, { ...ALL, soft: false }, { entries: { soft: { evidence: [ref] } } });
    const done = await saved(draft(card, {}, { body }));
    expect(await sign(done)).toMatchObject({
      status: 409,
      body: { error: { problems: [{ path: 'entries.soft.evidence' }] } },
    });
  });

  test('what is signed is what the phone was told, not another state', async () => {
    await open(make);
    const old = await saved(draft(card, ALL));
    const done = await saved(draft(card, { ...ALL, clean: false }, { revision: 1 }));
    expect(await sign(old)).toMatchObject({ status: 409, body: { error: { code: 'changed-elsewhere' } } });
    expect(await sign({ ...done, digest: old.digest })).toMatchObject({ status: 409 });
    expect(await sign({ revision: 0 } as Saved)).toMatchObject({ status: 400 });
    expect(await sign(done)).toMatchObject({ status: 200 });
    expect(await sign(old)).toMatchObject({ status: 409, body: { error: { code: 'locked' } } });
  });

  test('a second scorer signs alone: the inspection stays as it is', async () => {
    await open(make);
    await saved(draft(card, { clean: true }));
    const done = await saved(draft(card, ALL, { account: 'wang', device: DEVICE_B }), wang);
    expect(await sign(done, wang)).toMatchObject({ status: 200 });
    expect(await stateOf()).toMatchObject({ state: 'begun', result: null });
    expect(await save(draft(card, {}, { account: 'wang', device: DEVICE_B, revision: 1 }), wang)).toMatchObject({
      status: 409,
    });
  });

  test('a returned sheet changes with a reason only, tells why it came back, and is signed anew', async () => {
    await open(make);
    const done = await saved(draft(card, ALL));
    await sign(done);
    await giveBack('椅子与照片不符');
    expect((await look()).body).toMatchObject({ returned: '椅子与照片不符', assignment: { state: 'returned' } });
    const amended = draft(card, { ...ALL, clean: false }, { revision: 1 });
    expect(await save(amended)).toMatchObject({ status: 400, body: { error: { problems: [{ path: 'reason' }] } } });
    const again = await saved({ ...amended, reason: '核对照片后更正' });
    expect((await changes()).changes).toMatchObject([{ cell: 'clean', reason: '核对照片后更正' }]);
    expect(await stateOf()).toMatchObject({ state: 'returned' });
    expect(await sign(again)).toMatchObject({ status: 200, body: { share: 6_000 } });
    expect(await stateOf()).toMatchObject({ state: 'signed' });
  });
});

describe('the change log', () => {
  test.each(['branch-manager', 'lobby-manager', 'inspector', 'it'] as const)('is not for a %s', async (role) => {
    const viewer = { account: 'x', name: 'x', grants: [{ role, unit: EAST }] };
    const route = changesRoute({ database: null as never });
    expect((await ask([route], viewer, ['GET', `/api/branches/${EAST}/inspections/visit-1/changes`])).status).toBe(403);
  });
});
