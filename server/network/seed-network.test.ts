import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { openStores, type Stores } from '../store/open-stores.ts';
import { DATABASE_KINDS, makePlace, type TestPlace } from '../tests/databases.ts';
import { recordingLog } from '../tests/office.ts';
import { seedNetwork } from './seed-network.ts';

/** The whole network on both databases: whatever head office says of it is the same, byte for byte. */

const TODAY = '2026-10-20';

interface Seeded {
  readonly place: TestPlace;
  readonly stores: Stores;
}

const seeded = new Map<(typeof DATABASE_KINDS)[number], Seeded>();

beforeAll(async () => {
  for (const kind of DATABASE_KINDS) {
    const place = await makePlace(kind);
    const stores = await openStores(place.place);
    const clock = new VirtualClock(Date.parse(`${TODAY}T12:00:00Z`));
    const options = { seed: 1, from: '2026-07-01', to: TODAY, kept: 2, passwordOf: () => null, progress: () => {} };
    await seedNetwork({ ...stores, ...options, clock, log: recordingLog() });
    seeded.set(kind, { place, stores });
  }
}, 300_000);

afterAll(async () => {
  for (const { place, stores } of seeded.values()) {
    await stores.close();
    await place.remove();
  }
}, 60_000);

describe('the seeded network', () => {
  test.each(['ranking', 'composite_score', 'day_fact', 'month_fact', 'day_waits', 'visit', 'rollup'] as const)(
    '%s is the same on SQLite and PostgreSQL, byte for byte',
    async (table) => {
      const read = async (kind: (typeof DATABASE_KINDS)[number]): Promise<string> => {
        const rows = await seeded.get(kind)!.stores.database.read.selectFrom(table).selectAll().execute();
        expect(rows.length).toBeGreaterThan(0);
        const lines = rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))));
        return lines.toSorted().join('\n');
      };
      expect(await read('postgres')).toBe(await read('sqlite'));
    },
  );

  test('every branch is ranked for the quarter that is over, among peers', async () => {
    const { body } = await seeded
      .get('sqlite')!
      .stores.database.read.selectFrom('ranking')
      .select('body')
      .where('period', '=', '2026-Q3')
      .executeTakeFirstOrThrow();
    const { groups, notRanked } = JSON.parse(body) as {
      groups: { branches: unknown[]; alike: unknown[] }[];
      notRanked: unknown[];
    };
    expect(notRanked).toEqual([]);
    expect(groups.flatMap(({ branches }) => branches)).toHaveLength(60);
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.some(({ alike }) => alike.length > 0)).toBe(true);
  });
});
