import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BRANCH, daysJournal, kioskJournal, type BranchJournal } from './branch-journal.ts';
import { Office, temporaryFolder } from './office.ts';

/** Everything that follows from the events, as text: one byte of difference is a failure. */
const DERIVED = ['cursor', 'event', 'day', 'visit', 'rating', 'rollup', 'score_check', 'alarm'];
/** When something arrived differs between two runs and is not derived from events. */
const ARRIVAL = new Set(['seen_at', 'at']);

function derivedText(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    return DERIVED.map((table) => {
      const rows = db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
      return [table, ...rows.map((row) => JSON.stringify(row, (key, value) => (ARRIVAL.has(key) ? 0 : value)))].join(
        '\n',
      );
    }).join('\n');
  } finally {
    db.close();
  }
}

async function fromScratch(journal: BranchJournal): Promise<string> {
  const folder = temporaryFolder();
  const office = new Office(folder.path);
  for (let seq = 1; seq <= journal.lines.length; seq++) await office.receive(BRANCH, journal.payload(seq, seq));
  office.close();
  const text = derivedText(office.file);
  folder.remove();
  return text;
}

/** Ranges that may overlap, repeat and come in any order; `restart` before a delivery loses everything in memory. */
function deliveries(last: number) {
  const seq = fc.integer({ min: 1, max: last });
  return fc.array(fc.record({ a: seq, b: seq, together: fc.boolean(), restart: fc.boolean() }), { maxLength: 12 });
}

test.each([
  ['three days', () => daysJournal(3, 4), ['"served":']],
  // Later events change the records of earlier ratings, and no half-hour differs for it.
  [
    'a day with a kiosk',
    kioskJournal,
    ['[\\"withdrawn\\"]', '\\"mashing\\"', '\\"comment\\":\\"慢', '"differences":"[]"'],
  ],
] as const)(
  '%s: any order, overlap, repetition, grouping and restart gives the same bytes as one event after the other',
  async (_what, make, parts) => {
    const journal = make();
    const last = journal.lines.length;
    const expected = await fromScratch(journal);
    for (const part of parts) expect(expected).toContain(part);
    expect(expected).not.toContain('score-differs');

    await fc.assert(
      fc.asyncProperty(deliveries(last), async (plan) => {
        const folder = temporaryFolder();
        const office = new Office(folder.path);
        try {
          for (const { a, b, together, restart } of plan) {
            if (restart) office.restart();
            const payload = journal.payload(Math.min(a, b), Math.max(a, b));
            await office.receive(BRANCH, ...(together ? [payload, payload] : [payload]));
          }
          await office.receive(BRANCH, journal.payload());
        } finally {
          office.close();
        }
        const text = derivedText(office.file);
        folder.remove();
        expect(text).toBe(expected);
      }),
      { numRuns: 40 },
    );
  },
);

test('a comparison that overlooks nothing: one more ticket is another text', async () => {
  expect(await fromScratch(daysJournal(1, 3))).not.toBe(await fromScratch(daysJournal(1, 4)));
});
