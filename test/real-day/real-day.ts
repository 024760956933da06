import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { realClock } from '#contract/clock.ts';
import { dayReportSchema, type DayReport } from '#contract/head-office-api.ts';
import { convertTicketDay } from '#devices/conversion/convert.ts';
import { openJournal } from '../../edge-agent/journal/open-journal.ts';
import { createAgentLog } from '../../edge-agent/health/agent-log.ts';
import { replayCapture } from '../../edge-agent/replay.ts';
import { createUplink } from '../../edge-agent/uplink/uplink.ts';
import { startServer } from '../../server/app.ts';
import { sqliteIn } from '../../server/config.ts';
import { createLogger as createServerLogger } from '../../server/log.ts';
import { newSecret } from '../setup/system.ts';
import { setUp } from '../../server/tests/first-account.ts';
import { until } from '../setup/run.ts';

/** What head office says about a replayed day. Times in seconds. */
export interface RealDay {
  readonly issued: number;
  readonly served: number;
  readonly abandoned: number;
  readonly waiting: number;
  readonly wait: {
    readonly meanS: number | null;
    readonly p50S: number | null;
    readonly p80S: number | null;
    readonly p90S: number | null;
    readonly over60: number;
    /** The 90th percentile from 30-second bins, with the bin width it may be above the exact one. */
    readonly p90HistogramS: number | null;
    readonly binS: number;
  };
  readonly service: { readonly meanS: number | null };
}

export type RealDayResult =
  | { readonly ok: true; readonly day: RealDay; readonly report: DayReport; readonly problems: number }
  | { readonly ok: false; readonly message: string };

const silent = { write: (): void => {} };
const DELIVERY_LIMIT_MS = 120_000;

/**
 * A ticket-day file as real bus, strip and printer bytes through the agent (virtual time), its journal, MQTT and head
 * office in a temporary folder; the figures are read back from head office's HTTP API.
 */
export async function replayRealDay(tsv: string, date: string): Promise<RealDayResult> {
  const converted = convertTicketDay(tsv, date);
  if (!converted.ok) return { ok: false, message: converted.message };
  const { site, records } = converted;
  const branch = site.branch.id;
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-real-day-'));
  const clock = realClock();
  const secret = newSecret();
  const server = await startServer({
    clock,
    log: createServerLogger(silent, clock),
    config: {
      dataDir: join(folder, 'head-office'),
      store: sqliteIn(join(folder, 'head-office')),
      http: { host: '127.0.0.1', port: 0 },
      frontDoor: { type: 'embedded', host: '127.0.0.1', port: 0 },
      branches: [{ id: branch, name: site.branch.name.zh, secret }],
    },
  });
  const journal = openJournal({ path: join(folder, 'journal.db'), branch });
  const log = createAgentLog(silent, clock);
  const boot = randomBytes(8).toString('hex');
  const uplink = createUplink({
    journal,
    clock,
    random: Math.random,
    boot,
    url: server.mqttUrl!,
    secret,
    statusMessage: () => ({
      v: 1,
      branch,
      online: true,
      at: clock.now(),
      boot,
      epoch: journal.epoch,
      agent: 'replay',
      rubric: '',
      devices: [],
    }),
    log,
  });
  try {
    uplink.start();
    await replayCapture({
      records,
      site,
      journal,
      // The file has no staff numbers.
      pseudonym: () => 'replayed',
      log,
      breathe: async () => {
        uplink.notify();
        await nextTurn();
      },
    });
    uplink.notify();
    await until('everything at head office', () => (uplink.state().pending === 0 ? true : null), DELIVERY_LIMIT_MS);
    const headers = { cookie: await setUp(server.setupUrl!) };
    const reply = await fetch(`${server.httpUrl}/api/branches/${branch}/days/${date}`, { headers });
    const report = dayReportSchema.parse(await reply.json());
    return { ok: true, day: figures(report), report, problems: converted.problems.length };
  } finally {
    await uplink.stop();
    journal.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

function figures({ day, histogram }: DayReport): RealDay {
  const { tickets, wait, service } = day;
  return {
    issued: tickets.issued,
    served: tickets.served,
    abandoned: tickets.abandoned,
    waiting: tickets.waiting,
    wait: {
      meanS: seconds(wait.meanMs),
      p50S: seconds(wait.p50Ms),
      p80S: seconds(wait.p80Ms),
      p90S: seconds(wait.p90Ms),
      over60: wait.over1m,
      p90HistogramS: seconds(histogram.p90Ms),
      binS: histogram.binMs / 1_000,
    },
    service: { meanS: seconds(service.meanMs) },
  };
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000;
}
