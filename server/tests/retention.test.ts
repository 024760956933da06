import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlite, type Database } from '../store/database.ts';
import { ensureUnits } from '../organisation/ensure-units.ts';
import { removeExpired } from '../privacy/retention.ts';
import { findCuts } from '../store/retention/find-cuts.ts';
import { verifyBranch } from '../verify.ts';
import { BRANCH, daysJournal, EPOCH } from './branch-journal.ts';
import { Office, recordingLog, temporaryFolder } from './office.ts';

const DAY_MS = 86_400_000;
const journal = daysJournal(3, 6);
let folder: ReturnType<typeof temporaryFolder>;
let office: Office;
let database: Database;

beforeEach(async () => {
  folder = temporaryFolder();
  office = new Office(folder.path);
  await office.receive(BRANCH, journal.payload());
  database = openSqlite(office.file);
  await database.write((writing) => ensureUnits(writing, [{ id: BRANCH, name: 'Demo' }], { at: 0, on: '2000-01-01' }));
});
afterEach(async () => {
  await database.close();
  office.close();
  folder.remove();
});

/** As it would be done so many days after the first day. */
function removeAfter(days: number): Promise<void> {
  const clock = { now: () => office.clock.now() + days * DAY_MS, after: () => () => {} };
  return removeExpired({ database, clock, deskClock: clock, log: recordingLog(), config: {} });
}
const firstBad = async (): Promise<number | null> => {
  const cuts = await findCuts(database.read);
  return verifyBranch(office.store, BRANCH, ({ branch, epoch }) => cuts.get(`${branch} ${epoch}`))[0]!.firstBad;
};
const dates = ['2026-11-30', '2026-12-01', '2026-12-02'];
const audited = async (): Promise<Record<string, unknown>[]> =>
  (await database.read.selectFrom('audit').select('detail').orderBy('seq').execute()).map(
    ({ detail }) => JSON.parse(detail) as Record<string, unknown>,
  );

test('nothing is removed before its time', async () => {
  await removeAfter(400);
  expect(office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 1)[0]!.seq).toBe(1);
  expect(await audited()).toEqual([]);
});

test('tickets and lines of days before are removed and counted, sums stay, and the chain is proven from there', async () => {
  const sums = dates.map((date) => office.store.rollups(BRANCH, date));
  const before = office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 10_000);
  await removeAfter(401);
  const kept = office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 10_000);
  expect(kept.length).toBeLessThan(before.length);
  expect(kept).toEqual(before.slice(-kept.length));
  expect(office.store.day(BRANCH, dates[0]!)).toBeNull();
  expect(office.store.day(BRANCH, dates[2]!)).not.toBeNull();
  expect(dates.map((date) => office.store.rollups(BRANCH, date))).toEqual(sums);
  expect(await firstBad()).toBeNull();
  const [detail] = await audited();
  expect(detail).toMatchObject({ branches: [BRANCH, BRANCH], events: before.length - kept.length });
  expect(detail!['visits']).toBeGreaterThan(0);
});

test('a second run removes nothing more', async () => {
  await removeAfter(401);
  await removeAfter(401);
  expect(await audited()).toHaveLength(1);
});

test('however old, what a hall is derived from stays, and head office goes on', async () => {
  await removeAfter(4_000);
  office.restart();
  const more = daysJournal(4, 6);
  await office.receive(BRANCH, more.payload(journal.lines.length + 1, more.lines.length));
  expect(office.store.cursors(BRANCH)).toMatchObject([{ upto: more.lines.length }]);
  expect(await firstBad()).toBeNull();
});

test('where the chain is proven from cannot be edited unnoticed either', async () => {
  await removeAfter(401);
  const first = office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 1)[0]!.seq;
  await database.write((writing) =>
    writing
      .updateTable('journal_cut')
      .set({ hash: 'ab'.repeat(32) })
      .execute(),
  );
  expect(await firstBad()).toBe(first);
});
