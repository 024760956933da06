import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../store/database.ts';
import { BRANCH, daysJournal, kioskJournal, type BranchJournal } from './branch-journal.ts';
import { DATABASE_KINDS, makePlace as placeOf, onBothStores, type TestPlace } from './databases.ts';
import { Office } from './office.ts';

/** Everything that follows from the events, by its key, as text: one byte of difference is a failure. */
const DERIVED = {
  cursor: 'branch, epoch',
  event: 'branch, epoch, seq',
  day: 'branch, date, epoch',
  visit: 'branch, date, epoch, id, leg',
  rating: 'branch, date, epoch, id',
  rollup: 'branch, date, service, class',
  score_check: 'branch, date, epoch, seq',
  alarm: 'branch, kind, detail',
} as const;
/** When something arrived differs between two runs and is not derived from events. */
const ARRIVAL = new Set(['seen_at', 'at']);

async function derivedText({ read }: Database): Promise<string> {
  const tables: string[] = [];
  for (const [table, key] of Object.entries(DERIVED)) {
    const { rows } = await sql`SELECT * FROM ${sql.table(table)} ORDER BY ${sql.raw(key)}`.execute(read);
    const lines = rows.map((row) => JSON.stringify(row, (name, value: unknown) => (ARRIVAL.has(name) ? 0 : value)));
    tables.push([table, ...lines].join('\n'));
  }
  return tables.join('\n');
}

async function empty(office: Office): Promise<void> {
  await office.database.write(async (writing) => {
    for (const table of [...Object.keys(DERIVED), 'gap', 'quarantine']) {
      await sql`DELETE FROM ${sql.table(table)}`.execute(writing);
    }
  });
  // What it knew in memory is gone with it.
  await office.restart();
}

async function fromScratch(journal: BranchJournal, make: () => Promise<TestPlace>): Promise<string> {
  const at = await make();
  const office = await Office.open(at.place);
  for (let seq = 1; seq <= journal.lines.length; seq++) await office.receive(BRANCH, journal.payload(seq, seq));
  const text = await derivedText(office.database);
  await office.close();
  await at.remove();
  return text;
}

/** Ranges that may overlap, repeat and come in any order; `restart` before a delivery loses everything in memory. */
function deliveries(last: number) {
  const seq = fc.integer({ min: 1, max: last });
  return fc.array(fc.record({ a: seq, b: seq, together: fc.boolean(), restart: fc.boolean() }), { maxLength: 12 });
}

const JOURNALS = [
  ['three days', () => daysJournal(3, 4), ['"served":']],
  // Later events change the records of earlier ratings, and no half-hour differs for it.
  [
    'a day with a kiosk',
    kioskJournal,
    ['[\\"withdrawn\\"]', '\\"mashing\\"', '\\"comment\\":\\"慢', '"differences":"[]"'],
  ],
] as const;

onBothStores('derived', (makePlace) => {
  test.each(JOURNALS)(
    '%s: any order, overlap, repetition, grouping and restart gives the same bytes as one event after the other',
    async (_what, make, parts) => {
      const journal = make();
      const last = journal.lines.length;
      const expected = await fromScratch(journal, makePlace);
      for (const part of parts) expect(expected).toContain(part);
      expect(expected).not.toContain('score-differs');

      const at = await makePlace();
      const office = await Office.open(at.place);
      await fc.assert(
        fc.asyncProperty(deliveries(last), async (plan) => {
          await empty(office);
          for (const { a, b, together, restart } of plan) {
            if (restart) await office.restart();
            const payload = journal.payload(Math.min(a, b), Math.max(a, b));
            await office.receive(BRANCH, ...(together ? [payload, payload] : [payload]));
          }
          await office.receive(BRANCH, journal.payload());
          expect(await derivedText(office.database)).toBe(expected);
        }),
        { numRuns: 40 },
      );
      await office.close();
      await at.remove();
    },
    60_000,
  );
});

test.each(JOURNALS)('%s: SQLite and PostgreSQL hold the same bytes', async (_what, make) => {
  const [sqlite, postgres] = await Promise.all(DATABASE_KINDS.map((kind) => fromScratch(make(), () => placeOf(kind))));
  expect(postgres).toBe(sqlite);
});

test('a comparison that overlooks nothing: one more ticket is another text', async () => {
  const onSqlite = (tickets: number): Promise<string> => fromScratch(daysJournal(1, tickets), () => placeOf('sqlite'));
  expect(await onSqlite(3)).not.toBe(await onSqlite(4));
});
