import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { BranchLive, DayReport } from '#contract/head-office-api.ts';
import { parseEventLine } from '#contract/events.ts';
import type { WindowScore } from '#contract/score.ts';
import { applyEvent, createHall, dayRecords, skipEvent } from '#rubric/hall/hall.ts';
import { dayScore } from '#rubric/metrics/window-score.ts';
import { end, until } from '../setup/run.ts';
import {
  createSystem,
  demoSite,
  getJson,
  mondayMorning,
  startBranch,
  startHall,
  startHeadOffice,
} from '../setup/system.ts';
import type { Branch, HeadOffice } from '../setup/system.ts';

const DATE = '2026-11-30';

interface Row {
  readonly seq: number;
  readonly line: string;
}

describe('kill -9', () => {
  const system = createSystem();
  afterAll(() => system.dispose());

  test('of everything at once, and of head office midway, loses nothing acknowledged and doubles nothing', async () => {
    const clock = mondayMorning(60);
    const site = await demoSite();
    const office = await startHeadOffice(system, { branches: ['demo'], clock });
    const hall = startHall(system, site, { clock });
    const branch = await startBranch(system, { site, mqttUrl: office.mqttUrl, secret: office.secretOf('demo'), clock });
    const acknowledged = await until('two hundred events at head office', () => heldBy(office, 200), 60_000);
    await Promise.all([hall, branch.child, office.child].map((child) => end(child, 'SIGKILL')));

    const storedBefore = journalRows(branch);
    expect(storedBefore.length).toBeGreaterThanOrEqual(acknowledged);

    const officeAgain = await office.restart();
    startHall(system, site, { clock, seed: 2 });
    const branchAgain = await branch.restart();
    const last = await until('more events at head office', () => heldBy(officeAgain, storedBefore.length + 50), 60_000);

    await end(officeAgain.child, 'SIGKILL');
    const officeThird = await officeAgain.restart();
    await until('caught up', () => heldBy(officeThird, last + 50), 60_000);

    await end(branchAgain.child);
    const journal = journalRows(branchAgain);
    await until('the rest', () => heldBy(officeThird, journal.length), 5_000).catch(() => null);
    const held = await officeRows(officeThird);
    // What head office holds is the journal, line for line, from the first on.
    expect(held).toEqual(journal.slice(0, held.length));
    expect(held.length).toBeGreaterThanOrEqual(last);
    expect(journal.slice(0, storedBefore.length)).toEqual(storedBefore);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));

    // And its figures are those of a fresh computation over these lines.
    const report = await getJson<DayReport>(`${officeThird.url}/api/branches/demo/days/${DATE}`);
    const live = await getJson<BranchLive>(`${officeThird.url}/api/branches/demo/live`);
    expect(live.alarms).toEqual([]);
    expect(report.day).toEqual({ ...fromScratch(held, report), upto: held.length });
  }, 200_000);
});

async function heldBy(office: HeadOffice, atLeast: number): Promise<number | null> {
  const live = await getJson<BranchLive>(`${office.url}/api/branches/demo/live`);
  const upto = live.cursors.at(-1)?.upto ?? 0;
  return upto >= atLeast ? upto : null;
}

/** What stands in the file; only while no agent holds it. */
function journalRows(branch: Branch): readonly Row[] {
  const db = new Database(join(branch.dataDir, 'journal.sqlite'), { readonly: true });
  try {
    return db.prepare<[], Row>('SELECT seq, line FROM event ORDER BY seq').all();
  } finally {
    db.close();
  }
}

async function officeRows(office: HeadOffice): Promise<readonly Row[]> {
  const live = await getJson<BranchLive>(`${office.url}/api/branches/demo/live`);
  const { epoch, upto } = live.cursors.at(-1)!;
  const rows: Row[] = [];
  while (rows.length < upto) {
    const url = `${office.url}/api/branches/demo/events?epoch=${epoch}&from=${rows.length + 1}`;
    rows.push(...(await getJson<Row[]>(url)).map(({ seq, line }) => ({ seq, line })));
  }
  return rows;
}

function fromScratch(rows: readonly Row[], report: DayReport): WindowScore {
  const hall = createHall();
  for (const { seq, line } of rows) {
    const parsed = parseEventLine(line);
    if (parsed.kind === 'event') applyEvent(hall, parsed.event);
    else skipEvent(hall, seq);
  }
  return dayScore(dayRecords(hall, DATE)!, { at: report.day.to, upto: rows.length });
}
