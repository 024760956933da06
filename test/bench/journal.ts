import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { branchIdSchema } from '#contract/ids.ts';
import { openJournal } from '../../edge-agent/journal/open-journal.ts';
import { bestRate, type Figure } from './figure.ts';
import { hallBodies } from './hall-lines.ts';
import { insertRaw, openRaw, rawRows } from './raw-sqlite.ts';

const EVENTS = 1_500;
const ROUNDS = 5;
const branch = branchIdSchema.parse('demo');

/** Appending one event at a time, each durable before the next: what a key press waits for. */
export async function journalFigure(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-bench-'));
  const bodies = hallBodies(EVENTS, Date.UTC(2026, 10, 30, 1));
  const rows = rawRows(branch, bodies);
  let round = 0;
  const reference = await bestRate(ROUNDS, EVENTS, () => {
    const db = openRaw(join(folder, `raw-${(round += 1)}.db`));
    insertRaw(db, rows, 1);
    db.close();
  });
  const value = await bestRate(ROUNDS, EVENTS, () => {
    const journal = openJournal({ path: join(folder, `journal-${(round += 1)}.db`), branch });
    for (const body of bodies) journal.append([body]);
    journal.close();
  });
  rmSync(folder, { recursive: true });
  return {
    name: 'journal append, one event per commit',
    value,
    unit: 'events/s',
    reference,
    referenceName: 'raw SQLite FULL, one row per commit, same rows',
    goal: { kind: 'ratio-at-least', limit: 0.8 },
  };
}
