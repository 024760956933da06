import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayReportSchema } from '#contract/head-office-api.ts';
import { dayReport } from '../api/day-report.ts';
import { BRANCH, DATE, kioskJournal } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { Office } from './office.ts';

onBothStores('ratings set aside', (makePlace) => {
  let at: TestPlace;
  let office: Office;

  beforeEach(async () => {
    at = await makePlace();
    office = await Office.open(at.place);
  });

  afterEach(async () => {
    await office.close();
    await at.remove();
  });

  test('the report says which rules set ratings aside, and only those that count are counted', async () => {
    await office.receive(BRANCH, kioskJournal().payload());
    const report = dayReportSchema.parse(await dayReport(office.store, BRANCH, DATE, office.clock.now()));
    expect(report.setAside).toEqual([
      { rule: 'mashing', ratings: 5 },
      { rule: 'burst', ratings: 4 },
      { rule: 'withdrawn', ratings: 1 },
    ]);
    expect(report.day.ratings).toMatchObject({ given: 3, quarantined: 6 });
    expect(await office.store.ratingCount(BRANCH, DATE)).toBe(3);
  });

  test('a half-hour stands as it was scored although mashing was seen only after it, and head office agrees', async () => {
    await office.receive(BRANCH, kioskJournal().payload());
    const { windows } = dayReportSchema.parse(await dayReport(office.store, BRANCH, DATE, office.clock.now()));
    expect(windows.every(({ agrees }) => agrees)).toBe(true);
    expect(windows[1]?.edge.ratings).toMatchObject({ given: 1, quarantined: 4 });
  });
});
