import { join } from 'node:path';
import { realClock } from '#contract/clock.ts';
import { startServer, type RunningServer } from '../app.ts';
import { sqliteIn, type BranchSettings } from '../config.ts';
import type { StorePlace } from '../store/open-stores.ts';
import { BRANCH, OTHER } from './branch-journal.ts';
import { setUp } from './first-account.ts';
import { recordingLog, temporaryFolder, type RecordedLog } from './office.ts';

export const SECRETS = { [BRANCH]: 'secret-of-the-demo', [OTHER]: 'secret-of-another' } as const;

export interface RunningOffice {
  readonly server: RunningServer;
  readonly mqttUrl: string;
  /** Its SQLite file. */
  readonly file: string;
  readonly log: RecordedLog;
  /** Of the first account, which may do what quality and IT may. */
  readonly cookie: string;
  /** Asked by the first account. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export interface RunningOptions {
  /** Of BRANCH. */
  readonly settings?: BranchSettings;
  /** A new file when absent. */
  readonly place?: StorePlace;
}

/** The whole head office on free loopback ports. */
export async function runOffice({ settings, place }: RunningOptions = {}): Promise<RunningOffice> {
  const folder = temporaryFolder();
  const log = recordingLog();
  const server = await startServer({
    config: {
      dataDir: join(folder.path, 'data'),
      store: place ?? sqliteIn(join(folder.path, 'data')),
      http: { host: '127.0.0.1', port: 0 },
      frontDoor: { type: 'embedded', host: '127.0.0.1', port: 0 },
      branches: [
        { id: BRANCH, name: '示范支行', secret: SECRETS[BRANCH]!, ...(settings === undefined ? {} : { settings }) },
        { id: OTHER, name: 'Other', secret: SECRETS[OTHER]! },
      ],
    },
    clock: realClock(),
    log,
  });
  const cookie = await setUp(server.setupUrl!);
  return {
    server,
    cookie,
    file: join(folder.path, 'data', 'head-office.db'),
    fetch: (path, init = {}) =>
      fetch(`${server.httpUrl}${path}`, { ...init, headers: { cookie, ...(init.headers as Record<string, string>) } }),
    mqttUrl: server.mqttUrl!,
    log,
    async stop() {
      await server.stop();
      folder.remove();
    },
  };
}
