import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { DayRecords } from '#rubric/hall/visit.ts';
import { aDay, aRating, aVisit, served } from '#rubric/metrics/test-visit.ts';
import { DayFollower, FOLLOW_MS, type DaySource } from '../scoring/day-follower.ts';
import { contribution } from '../store/rollup.ts';
import { sqliteIn } from '../config.ts';
import type { Database } from '../store/database.ts';
import { findDayFacts } from '../store/scoring/find-day-facts.ts';
import { BRANCH, daysJournal, kioskJournal, type BranchJournal } from './branch-journal.ts';
import { onBothDatabases, type TestDatabase } from './databases.ts';
import { Office, recordingLog, temporaryFolder } from './office.ts';

/** Days in memory, with the rows that ingest would have written beside them. */
class Days implements DaySource {
  readonly #database: Database;
  readonly #branch: string;
  readonly #days = new Map<string, DayRecords>();
  readonly #rollups = new Map<string, ReturnType<typeof contribution>[]>();
  #upto = 0;

  constructor(database: Database, branch: string = BRANCH) {
    this.#database = database;
    this.#branch = branch;
  }

  async put(records: DayRecords): Promise<void> {
    const { date } = records;
    this.#days.set(date, records);
    this.#rollups.set(date, records.visits.map(contribution));
    this.#upto += 1;
    await this.#database.write(async (writing) => {
      const rows = writing.withTables<{
        cursor: {
          branch: string;
          epoch: string;
          upto: number;
          tip: string;
          highest: number;
          checkpoint: number;
          seen_at: number;
        };
        day: { branch: string; date: string; epoch: string; record: string };
      }>();
      const cursor = {
        branch: this.#branch,
        epoch: 'e',
        upto: this.#upto,
        tip: '',
        highest: 0,
        checkpoint: 0,
        seen_at: 0,
      };
      await rows
        .insertInto('cursor')
        .values(cursor)
        .onConflict((of) => of.columns(['branch', 'epoch']).doUpdateSet({ upto: this.#upto }))
        .execute();
      await rows
        .insertInto('day')
        .values({ branch: this.#branch, date, epoch: 'e', record: '{}' })
        .onConflict((of) => of.doNothing())
        .execute();
    });
  }

  /** As retention does: the sums stay. */
  removeTickets(date: string): void {
    this.#days.set(date, { ...this.#days.get(date)!, visits: [], ratings: [] });
  }

  day(_branch: string, date: string): Promise<DayRecords | null> {
    return Promise.resolve(this.#days.get(date) ?? null);
  }

  rollups(_branch: string, date: string) {
    return Promise.resolve(this.#rollups.get(date) ?? []);
  }
}

interface Following {
  readonly follower: DayFollower;
  readonly changes: (readonly string[])[];
}

function follow(database: Database, days: DaySource, clock = new VirtualClock(0)): Following {
  const changes: (readonly string[])[] = [];
  const onChange = (_: string, dates: readonly string[]): void => void changes.push(dates);
  return { follower: new DayFollower({ database, days, clock, log: recordingLog(), onChange }), changes };
}

/** Everything that follows from the days of a branch, as text without its name. */
async function derived({ read }: Database, branch: string = BRANCH): Promise<string> {
  const rows = [
    await read
      .selectFrom('day_fact')
      .selectAll()
      .where('branch', '=', branch)
      .orderBy('date')
      .orderBy('class')
      .execute(),
    await read.selectFrom('day_evidence').selectAll().where('branch', '=', branch).orderBy('date').execute(),
    await read.selectFrom('month_fact').selectAll().where('branch', '=', branch).orderBy('month').execute(),
    await read
      .selectFrom('month_class')
      .selectAll()
      .where('branch', '=', branch)
      .orderBy('month')
      .orderBy('class')
      .execute(),
  ];
  return JSON.stringify(rows, (key, value: unknown) => (key === 'branch' ? undefined : value));
}

const MINUTE = 60_000;

function dayOf(date: string, minutes: readonly number[], closed = true): DayRecords {
  const visits = minutes.map((wait, index) =>
    served(wait * MINUTE, {
      id: `${date}/A${String(index)}/1`,
      class: index % 3 === 0 ? 'gold' : 'ordinary',
      invitedAt: 1,
    }),
  );
  const ratings = visits
    .filter((_, index) => index % 2 === 0)
    .map(({ id }, index) => aRating({ rating: `${id}-r`, visit: id, leg: 1, level4: index % 4 === 0 ? 1 : 4 }));
  return aDay({ date, visits, ratings, closed });
}

let made: TestDatabase | null = null;

afterEach(async () => {
  await made?.remove();
  made = null;
});

onBothDatabases('days that scores rest on', (make) => {
  test('follow a change of the branch after a while, and say which days have changed', async () => {
    made = await make();
    const days = new Days(made.database);
    const clock = new VirtualClock(0);
    const { follower, changes } = follow(made.database, days, clock);
    await days.put(dayOf('2026-11-30', [4, 6, 12]));
    follower.changed(BRANCH);
    expect(changes).toEqual([]);
    clock.advance(FOLLOW_MS);
    await follower.settle();
    expect(changes).toEqual([['2026-11-30']]);
    expect(await findDayFacts(made.database.read, BRANCH, '2026-11-30')).toEqual([
      { class: 'gold', issued: 1, judged: 1, late: 0, served: 1, invited: 1, rated: 1, satisfied: 0 },
      { class: 'ordinary', issued: 2, judged: 2, late: 1, served: 2, invited: 2, rated: 1, satisfied: 1 },
    ]);
    follower.changed(BRANCH);
    await follower.settle();
    expect(changes).toHaveLength(1);
  });

  test('in any order and however often they changed on the way, come to what they are from scratch', async () => {
    made = await make();
    const { database } = made;
    const step = fc.record({
      date: fc.constantFrom('2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02'),
      waits: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }),
      restart: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        run += 1;
        const [walked, fresh] = [`walked-${String(run)}`, `fresh-${String(run)}`];
        const days = new Days(database, walked);
        let { follower } = follow(database, days);
        for (const { date, waits, restart } of steps) {
          await days.put(dayOf(date, waits, false));
          if (restart) {
            follower = follow(database, days).follower;
            await follower.start();
          } else follower.changed(walked);
          await follower.settle();
        }
        const last = new Map(steps.map(({ date, waits }) => [date, waits]));
        const again = new Days(database, fresh);
        for (const [date, waits] of last) await again.put(dayOf(date, waits, false));
        const once = follow(database, again);
        await once.follower.start();
        await once.follower.settle();
        expect(await derived(database, walked)).toBe(await derived(database, fresh));
      }),
      { numRuns: 25 },
    );
  });

  test('a restart goes on where the last run ended, and finds nothing to do when nothing came', async () => {
    made = await make();
    const days = new Days(made.database);
    await days.put(dayOf('2026-11-30', [4]));
    const first = follow(made.database, days);
    await first.follower.start();
    await first.follower.settle();
    expect(first.changes).toEqual([['2026-11-30']]);
    const second = follow(made.database, days);
    await second.follower.start();
    await second.follower.settle();
    expect(second.changes).toEqual([]);
    await days.put(dayOf('2026-12-01', [5]));
    const third = follow(made.database, days);
    await third.follower.start();
    await third.follower.settle();
    expect(third.changes).toEqual([['2026-12-01']]);
  });

  test('a day keeps its facts when its tickets have been removed', async () => {
    made = await make();
    const days = new Days(made.database);
    const { follower } = follow(made.database, days);
    const lobbyOnly = aDay({ date: '2026-11-29', closed: true, ratings: [aRating({ date: '2026-11-29' })] });
    await days.put(lobbyOnly);
    await days.put(dayOf('2026-11-30', [4, 12]));
    follower.changed(BRANCH);
    await follower.settle();
    const before = await derived(made.database);
    days.removeTickets('2026-11-29');
    days.removeTickets('2026-11-30');
    follower.changed(BRANCH);
    await follower.settle();
    expect(await derived(made.database)).toBe(before);
    expect(before).toContain('"issued":2');
  });

  test('what cannot be read is logged and does not hold up other branches', async () => {
    made = await make();
    const days = new Days(made.database);
    await days.put(dayOf('2026-11-30', [4]));
    const log = recordingLog();
    const changes: string[] = [];
    const failing: DaySource = {
      day: () => Promise.reject(new Error('no')),
      rollups: (branch, date) => days.rollups(branch, date),
    };
    const follower = new DayFollower({
      database: made.database,
      days: failing,
      clock: new VirtualClock(0),
      log,
      onChange: (branch) => changes.push(branch),
    });
    await follower.start();
    await follower.settle();
    expect(log.events).toEqual(['scores.failed']);
    // It stays to be done.
    const { follower: next, changes: later } = follow(made.database, days);
    await next.start();
    await next.settle();
    expect([changes, later]).toEqual([[], [['2026-11-30']]]);
  });

  test('a class that nothing is left of stands in no sum', async () => {
    made = await make();
    const days = new Days(made.database);
    const { follower } = follow(made.database, days);
    const one = (name: string): DayRecords =>
      aDay({ date: '2026-11-30', visits: [aVisit({ id: 'x', class: name, outcome: 'waiting' })] });
    await days.put(one('gold'));
    follower.changed(BRANCH);
    await follower.settle();
    await days.put(one('ordinary'));
    follower.changed(BRANCH);
    await follower.settle();
    const rows = await made.database.read.selectFrom('month_class').select(['class', 'issued']).execute();
    expect(rows).toEqual([{ class: 'ordinary', issued: 1 }]);
  });
});

describe('with the real ingest', () => {
  test.each([
    ['whole days', () => daysJournal(5, 9)],
    ['a day with a kiosk', kioskJournal],
  ])('%s in pieces come to what they are in one', async (_, journalOf) => {
    const journal = journalOf();
    const whole = await ingested(journal, journal.lines.length);
    expect(await ingested(journal, 7)).toBe(whole);
    expect(whole).toContain('"rated":');
  });
});

/** Facts after the journal came in batches of so many lines, followed after each. */
async function ingested(journal: BranchJournal, perBatch: number): Promise<string> {
  const folder = temporaryFolder();
  const office = await Office.open(sqliteIn(folder.path));
  const { database } = office;
  const { follower } = follow(
    database,
    {
      day: (_, date) => office.store.day(BRANCH, date),
      rollups: (_, date) => office.store.rollups(BRANCH, date),
    },
    office.clock,
  );
  try {
    for (let first = 1; first <= journal.lines.length; first += perBatch) {
      await office.receive(BRANCH, journal.payload(first, Math.min(journal.lines.length, first + perBatch - 1)));
      follower.changed(BRANCH);
      await follower.settle();
    }
    const days = await database.read.selectFrom('day').select('date').execute();
    const facts = await database.read.selectFrom('day_evidence').select('date').execute();
    expect(facts).toHaveLength(days.length);
    return await derived(database);
  } finally {
    await office.close();
    folder.remove();
  }
}
