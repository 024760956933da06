import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureUnits } from '../organisation/ensure-units.ts';
import { removeExpired } from '../privacy/retention.ts';
import { findCuts } from '../store/retention/find-cuts.ts';
import type { EventRow } from '../store/store.ts';
import { verifyBranch } from '../verify.ts';
import { BRANCH, daysJournal, EPOCH } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { Office, recordingLog } from './office.ts';

const DAY_MS = 86_400_000;
const FIRST = '2026-11-30';
const DATES = [FIRST, '2026-12-01', '2026-12-02'];
const journal = daysJournal(DATES.length, 6);

onBothStores('retention', (makePlace) => {
  let at: TestPlace;
  let office: Office;

  beforeEach(async () => {
    at = await makePlace();
    office = await Office.open(at.place);
    await office.receive(BRANCH, journal.payload());
    const units = [{ id: BRANCH, name: 'Demo' }];
    await office.database.write((writing) => ensureUnits(writing, units, { at: 0, on: '2000-01-01' }));
  });
  afterEach(async () => {
    await office.close();
    await at.remove();
  });

  /** As it would be done so many days after the first day. */
  function removeAfter(days: number): Promise<void> {
    const { database } = office;
    const clock = { now: () => office.clock.now() + days * DAY_MS, after: () => () => {} };
    return removeExpired({ database, clock, deskClock: clock, log: recordingLog(), config: {} });
  }
  const lines = (): Promise<readonly EventRow[]> => office.store.events({ branch: BRANCH, epoch: EPOCH }, 1, 10_000);
  const sums = (): Promise<unknown> => Promise.all(DATES.map((date) => office.store.rollups(BRANCH, date)));
  const firstBad = async (): Promise<number | null> =>
    (await verifyBranch(office.store, BRANCH, await findCuts(office.database.read)))[0]!.firstBad;
  const audited = async (): Promise<Record<string, unknown>[]> =>
    (await office.database.read.selectFrom('audit').select('detail').orderBy('seq').execute()).map(
      ({ detail }) => JSON.parse(detail) as Record<string, unknown>,
    );

  test('nothing is removed before its time', async () => {
    await removeAfter(400);
    expect(await lines()).toHaveLength(journal.lines.length);
    expect(await audited()).toEqual([]);
  });

  test('tickets and lines of days before are removed and counted, sums stay, and the chain is proven from there', async () => {
    const [sumsBefore, linesBefore] = [await sums(), await lines()];
    await removeAfter(401);
    const kept = await lines();
    expect(kept.length).toBeLessThan(linesBefore.length);
    expect(kept).toEqual(linesBefore.slice(-kept.length));
    expect(await office.store.day(BRANCH, FIRST)).toBeNull();
    expect(await office.store.day(BRANCH, DATES[2]!)).not.toBeNull();
    expect(await sums()).toEqual(sumsBefore);
    expect(await firstBad()).toBeNull();
    const [detail] = await audited();
    expect(detail).toMatchObject({ branches: [BRANCH, BRANCH], days: 1, events: linesBefore.length - kept.length });
    expect(detail!['visits']).toBeGreaterThan(0);
  });

  test('a second run removes nothing more', async () => {
    await removeAfter(401);
    await removeAfter(401);
    expect(await audited()).toHaveLength(1);
  });

  test('however old, what a hall is derived from stays, and head office goes on', async () => {
    await removeAfter(4_000);
    await office.restart();
    const more = daysJournal(DATES.length + 1, 6);
    await office.receive(BRANCH, more.payload(journal.lines.length + 1, more.lines.length));
    expect(await office.store.cursors(BRANCH)).toMatchObject([{ upto: more.lines.length }]);
    expect(await firstBad()).toBeNull();
  });

  test('where the chain is proven from cannot be edited unnoticed either', async () => {
    await removeAfter(401);
    const [first] = await lines();
    const hash = 'ab'.repeat(32);
    await office.database.write((writing) => writing.updateTable('journal_cut').set({ hash }).execute());
    expect(await firstBad()).toBe(first!.seq);
  });
});
