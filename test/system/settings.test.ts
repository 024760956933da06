import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import { branchLiveSchema } from '#contract/head-office-api.ts';
import { hallConfigSchema } from '#contract/local-api.ts';
import type { StatusMessage } from '#contract/status.ts';
import { startAgent, type Agent } from '../../edge-agent/app.ts';
import { demoHall } from '../../edge-agent/hall/demo-hall.ts';
import { recordingAgentLog } from '../../edge-agent/health/agent-log.ts';
import { startServer, type RunningServer } from '../../server/app.ts';
import { sqliteIn, type BranchSettings } from '../../server/config.ts';
import { setUp } from '../../server/tests/first-account.ts';
import { until } from '../setup/run.ts';

/** Head office and a branch agent, each whole, over MQTT: settings go down, what became of them comes up. */

const site = demoHall();
const { id } = site.branch;
const secret = 'a-secret-of-this-test';
const http = { host: '127.0.0.1', port: 0 };
const clock = realClock();

let folder: string;
let agent: Agent | null = null;
let cookie = '';
let office: RunningServer | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});

afterEach(async () => {
  await agent?.stop();
  await office?.stop();
  rmSync(folder, { recursive: true });
});

/** The same head office with other settings, at the same address once it has one. */
async function startOffice(settings: BranchSettings): Promise<void> {
  const port = office === null ? 0 : Number(new URL(office.mqttUrl!).port);
  await office?.stop();
  office = await startServer({
    config: {
      dataDir: join(folder, 'head-office'),
      store: sqliteIn(join(folder, 'head-office')),
      http,
      frontDoor: { type: 'embedded', host: '127.0.0.1', port },
      branches: [{ id, name: 'Demo', secret, settings }],
    },
    clock,
    log: { write() {} },
  });
  if (office.setupUrl !== null) cookie = await setUp(office.setupUrl);
}

async function startBranch(): Promise<Agent> {
  const dataDir = join(folder, 'branch');
  const config = {
    site,
    siteFile: 'site.json',
    dataDir,
    headOffice: { url: office!.mqttUrl!, secret },
    http,
    rawLog: { keepDays: 0 },
    display: { slidesDir: null },
    speech: { command: 'espeak-ng' },
    pseudonymKeyFile: join(dataDir, 'pseudonym.key'),
  };
  return startAgent({ config, clock, log: recordingAgentLog(), pagesDir: folder });
}

async function idleMs(): Promise<number> {
  const reply = await fetch(`${agent!.url}/api/hall`);
  return hallConfigSchema.parse(await reply.json()).kiosk.idleMs;
}

function statusWhere(what: string, fits: (status: StatusMessage) => boolean): Promise<StatusMessage> {
  return until(what, async () => {
    const reply = await fetch(`${office!.httpUrl}/api/branches/${id}/live`, { headers: { cookie } });
    const { status } = branchLiveSchema.parse(await reply.json());
    return status !== null && fits(status) ? status : null;
  });
}

const kiosk = (idleSeconds: number): object => ({ kiosk: { scale: 4, idleSeconds } });

test('a branch works by what head office configures, keeps it through a restart, and says what it cannot do', async () => {
  await startOffice({ version: 1, config: { ...kiosk(41) } });
  agent = await startBranch();
  await statusWhere('version 1 in force', ({ config }) => config === 1);
  expect(await idleMs()).toBe(41_000);
  expect(agent.core.recorder.stored().get('config.applied')).toBe(1);

  await startOffice({ version: 2, config: { ...kiosk(42), thresholds: { queues: [{ service: 'gold-bars' }] } } });
  const refused = await statusWhere('version 2 refused', ({ configProblem }) => configProblem?.version === 2);
  expect(refused).toMatchObject({ config: 1, configProblem: { text: expect.stringContaining('gold-bars') as string } });
  expect(await idleMs()).toBe(41_000);

  await agent.stop();
  agent = await startBranch();
  expect(await idleMs()).toBe(41_000);

  await startOffice({ version: 3, config: { ...kiosk(43) } });
  const applied = await statusWhere('version 3 in force', ({ config }) => config === 3);
  expect(applied.configProblem).toBeUndefined();
  expect(await idleMs()).toBe(43_000);
  expect(readFileSync(join(folder, 'branch', 'branch-config.json'), 'utf8')).toContain('"version":3');
}, 60_000);
