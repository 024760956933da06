import { join } from 'node:path';
import mqtt from 'mqtt';
import { scaledClock, type Clock } from '#contract/clock.ts';
import { formatEventLine } from '#contract/events.ts';
import { topicOf } from '#contract/topics.ts';
import { startServer, type RunningServer } from '../../server/app.ts';
import { sqliteIn } from '../../server/config.ts';
import { networkBranches, type NetworkBranch } from '../../server/network/branches.ts';
import { hallDay } from '../../server/network/hall-day.ts';
import { BranchJournal } from '../../server/tests/branch-journal.ts';
import { recordingLog, temporaryFolder, type RecordedLog } from '../../server/tests/office.ts';
import { newSecret } from './system.ts';

/** A whole head office with an empty store on a day in mid-quarter, and branches that send it their days. */
export interface StoryOffice {
  readonly server: RunningServer;
  readonly url: string;
  /** Goes like a real clock, from `START` on. */
  readonly clock: Clock;
  readonly log: RecordedLog;
  /** Ten full-service branches, those of one peer group. */
  readonly branches: readonly NetworkBranch[];
  /** Journals these days of a branch and sends them over MQTT; resolves when head office has taken all of it. */
  sendDays(branch: NetworkBranch, dates: readonly string[]): Promise<BranchJournal>;
  /** Over HTTP, as the owner of a session; the parsed answer of a request that succeeds. */
  ask<T>(cookie: string, request: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Wednesday 2026-11-25, 10:00 in Shanghai. */
export const START = Date.UTC(2026, 10, 25, 2);
export const TODAY = '2026-11-25';
export const QUARTER = '2026-Q4';
export const SEED = 11;

export async function openStoryOffice(): Promise<StoryOffice> {
  const folder = temporaryFolder();
  const clock = scaledClock({ realAt: Date.now(), startAt: START, factor: 1 });
  const log = recordingLog();
  const branches = networkBranches(SEED).filter(({ region, type }) => region === 'region-east' && type === 'full');
  const secrets = new Map(branches.map(({ id }) => [id, newSecret()]));
  const dataDir = join(folder.path, 'data');
  const server = await startServer({
    config: {
      dataDir,
      store: sqliteIn(dataDir),
      http: { host: '127.0.0.1', port: 0 },
      frontDoor: { type: 'embedded', host: '127.0.0.1', port: 0 },
      branches: branches.map(({ id, zh }) => ({ id, name: zh, secret: secrets.get(id)! })),
    },
    clock,
    log,
  });
  const url = server.httpUrl;
  return {
    server,
    url,
    clock,
    log,
    branches,
    sendDays: (branch, dates) => sendDays(server.mqttUrl!, secrets.get(branch.id)!, { branch, dates }),
    async ask<T>(cookie: string, request: string, body?: unknown): Promise<T> {
      const [method = '', path = ''] = request.split(' ');
      const content = { 'content-type': 'application/json' };
      const reply = await fetch(`${url}${path}`, {
        method,
        headers: { cookie, ...(body === undefined ? {} : content) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!reply.ok) throw new Error(`${request}: ${reply.status} ${await reply.text()}`);
      return (reply.status === 204 ? null : await reply.json()) as T;
    },
    async stop() {
      await server.stop();
      folder.remove();
    },
  };
}

interface Sending {
  readonly branch: NetworkBranch;
  readonly dates: readonly string[];
}

async function sendDays(mqttUrl: string, secret: string, { branch, dates }: Sending): Promise<BranchJournal> {
  const days = dates.map((date) => hallDay(branch, date, SEED));
  const lines = days.flat().map((body, index) => formatEventLine(index + 1, body));
  const journal = new BranchJournal(lines, branch.id);
  const client = mqtt.connect(mqttUrl, { clientId: branch.id, username: branch.id, password: secret });
  let first = 1;
  for (const { length } of days) {
    const last = first + length - 1;
    // Head office commits before it acknowledges.
    await client.publishAsync(topicOf(branch.id, 'up'), journal.payload(first, last), { qos: 1 });
    first = last + 1;
  }
  await client.endAsync();
  return journal;
}
