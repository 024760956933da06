import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChildProcess } from 'node:child_process';
import type { BranchLive, DayReport } from '#contract/head-office-api.ts';
import { branchLiveSchema, branchSummarySchema, dayReportSchema } from '#contract/head-office-api.ts';
import { type RatingReply } from '#contract/local-api.ts';
import { lobbyViewSchema } from '#contract/lobby-view.ts';
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
const FACTOR = 20;

/** A simulated hall, its agent and head office as three processes; the hall's day runs twenty times faster. */
describe('from device bytes to head office', () => {
  const system = createSystem();
  let office: HeadOffice;
  let branch: Branch;
  let hall: ChildProcess;
  const report = (): Promise<DayReport> => getJson<DayReport>(`${office.url}/api/branches/demo/days/${DATE}`);

  beforeAll(async () => {
    const clock = mondayMorning(FACTOR);
    const site = await demoSite();
    office = await startHeadOffice(system, { branches: ['demo'], clock });
    hall = startHall(system, site, { clock });
    branch = await startBranch(system, { site, mqttUrl: office.mqttUrl, secret: office.secretOf('demo'), clock });
  });
  afterAll(() => system.dispose());

  test('tickets, calls and waits appear on the lobby board and at head office', async () => {
    const lobby = await until('people waiting and served', async () => {
      const view = lobbyViewSchema.parse(await getJson(`${branch.url}/api/lobby`));
      return view.waiting.length > 0 && view.live.today.served > 0 ? view : null;
    });
    expect(lobby.live.counters.length).toBeGreaterThan(0);
    const day = await until('served at head office', async () => {
      const found = dayReportSchema.parse(await report());
      return found.day.tickets.served > 0 && found.day.wait.n > 0 ? found : null;
    });
    expect(day.day.wait.meanMs).toBeGreaterThan(0);
    expect(day.day.service.meanMs).toBeGreaterThan(0);
    const [summary] = (await getJson<unknown[]>(`${office.url}/api/branches`)).map((value) =>
      branchSummarySchema.parse(value),
    );
    expect(summary).toMatchObject({ id: 'demo', online: true, date: DATE });
  });

  test('a tap on the kiosk is at head office in under two seconds, once', async () => {
    const rating = `kiosk-${Date.now()}`;
    const send = (): Promise<Response> =>
      fetch(`${branch.url}/api/ratings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rating, level: 5, scale: 5 }),
      });
    const first = await send();
    expect(first.status).toBe(201);
    const reply = (await first.json()) as RatingReply;
    const again = await send();
    expect([again.status, await again.json()]).toEqual([200, { ...reply, stored: 'before' }]);
    await until('acknowledged up to the rating', async () => {
      const live = branchLiveSchema.parse(await getJson<BranchLive>(`${office.url}/api/branches/demo/live`));
      return live.cursors.some(({ upto }) => upto >= reply.seq) ? live : null;
    });
    const lines = await linesWith(office, rating);
    expect(lines.length).toBe(1);
  });

  test('a press on a simulated keypad is at head office in under two seconds', async () => {
    const before = (await report()).day.ratings;
    hall.stdin!.write('rate 1 3\n');
    const after = await until(
      'one rating more',
      async () => {
        const { ratings } = (await report()).day;
        return ratings.given + ratings.quarantined > before.given + before.quarantined ? ratings : null;
      },
      2_000,
    );
    expect(after.served).toBeGreaterThanOrEqual(before.served);
  });

  test('the half-hour scores of the branch agree with those of head office', async () => {
    const day = await until(
      'a closed half-hour',
      async () => {
        const found = await report();
        return found.windows.length > 0 ? found : null;
      },
      120_000,
    );
    expect(day.windows.flatMap(({ differences }) => differences)).toEqual([]);
    expect(day.windows.every(({ agrees }) => agrees)).toBe(true);
  }, 130_000);

  test('nothing was refused, set aside or lost on the way', async () => {
    const live = await getJson<BranchLive>(`${office.url}/api/branches/demo/live`);
    expect(live.alarms).toEqual([]);
    expect(live.cursors.every(({ missing }) => missing === 0)).toBe(true);
  });

  test('every process ends with exit code 0 when it is asked', async () => {
    const codes = await Promise.all([end(hall, 'SIGINT'), end(branch.child, 'SIGINT'), end(office.child, 'SIGINT')]);
    expect(codes).toEqual([0, 0, 0]);
  });

  async function linesWith(from: HeadOffice, text: string): Promise<readonly string[]> {
    const { cursors } = await getJson<BranchLive>(`${from.url}/api/branches/demo/live`);
    const { epoch, upto } = cursors.at(-1)!;
    const found: string[] = [];
    for (let seq = 1; seq <= upto; seq += 1_000) {
      const rows = await getJson<{ line: string }[]>(`${from.url}/api/branches/demo/events?epoch=${epoch}&from=${seq}`);
      found.push(...rows.map(({ line }) => line).filter((line) => line.includes(text)));
    }
    return found;
  }
});
