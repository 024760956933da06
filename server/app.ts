import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#contract/clock.ts';
import type { BranchId } from '#contract/ids.ts';
import { createApi, type Api } from './api/server.ts';
import { SettingsSender } from './branch-settings.ts';
import { Branches } from './branches.ts';
import type { ServerConfig } from './config.ts';
import { Counters } from './counters.ts';
import { openEmbeddedDoor } from './front-door/embedded.ts';
import { openExternalDoor } from './front-door/external.ts';
import type { FrontDoor, FrontDoorHandlers } from './front-door/front-door.ts';
import { createIngest, type Ingest } from './ingest/ingest.ts';
import type { Logger } from './log.ts';
import { RefusalLimit } from './refusals.ts';
import { openStore } from './store/sqlite-store.ts';
import type { Store } from './store/store.ts';

export interface ServerOptions {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface RunningServer {
  readonly httpUrl: string;
  /** Null behind the bank's own broker. */
  readonly mqttUrl: string | null;
  /** Commits what has arrived, then closes everything. */
  stop(): Promise<void>;
}

const PAGES = join(import.meta.dirname, '..', 'dist', 'dashboard');

/** Wires head office together. Throws StoreError or the network's error when it cannot start. */
export async function startServer({ config, clock, log }: ServerOptions): Promise<RunningServer> {
  mkdirSync(config.dataDir, { recursive: true });
  const store = openStore(join(config.dataDir, 'head-office.db'));
  const counters = new Counters();
  const branches = new Branches(config.branches, store, () => clock.now());
  let api: Api | null = null;
  let door: FrontDoor | null = null;
  const down: FrontDoor['down'] = (branch, message) => {
    counters.count('hallmeter_down_messages_total', { type: message.type });
    door?.down(branch, message);
  };
  const wanted = config.branches.flatMap(({ id, settings }) =>
    settings === undefined ? [] : [[id, settings] as const],
  );
  const sender = new SettingsSender({ settings: new Map(wanted), clock, log, down });
  const ingest = createIngest({
    store,
    clock,
    log,
    down,
    onChange: (branch) => api?.changed(branch),
  });
  const handlers = createHandlers({
    branches,
    store,
    ingest,
    sender,
    counters,
    clock,
    log,
    changed: (branch) => api?.changed(branch),
  });
  try {
    door = await openDoor({ config, clock, log }, handlers);
    api = await createApi({
      store,
      branches,
      clock,
      log,
      ...config.http,
      pagesDir: PAGES,
      ready: () => door?.ready() ?? false,
      metrics: () => counters.text(),
    });
  } catch (error) {
    await door?.stop();
    store.close();
    throw error;
  }
  return { httpUrl: api.url, mqttUrl: door.mqttUrl, stop: () => stopAll(door, ingest, api, store) };
}

interface HandlerParts {
  readonly branches: Branches;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly sender: SettingsSender;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly log: Logger;
  readonly changed: (branch: BranchId) => void;
}

function createHandlers(parts: HandlerParts): FrontDoorHandlers {
  const { branches, store, ingest, sender, counters, clock, log, changed } = parts;
  const refusals = new RefusalLimit();
  const refused = (branch: BranchId | null, reason: string): void => {
    counters.count('hallmeter_refused_total', {});
    log.write('door.refused', { branch, reason });
    const now = clock.now();
    if (branch === null || !branches.has(branch) || !refusals.allows(branch, now)) return;
    guarded(log, () => store.raise(branch, { kind: 'refused', detail: reason, at: now }));
  };
  return {
    async up(branch, payload) {
      if (!branches.has(branch)) return refused(branch, 'not a configured branch');
      counters.count('hallmeter_batches_total', {});
      branches.seen(branch);
      await ingest.receive(branch, payload);
    },
    retained(branch, kind, payload) {
      guarded(log, () => {
        if (!branches.heard(branch, kind, payload)) return refused(branch, `malformed ${kind} message`);
        changed(branch);
        const status = kind === 'status' ? branches.status(branch) : null;
        if (status !== null) sender.heard(branch, status);
      });
    },
    refused,
  };
}

/** A disk that refuses a status or an alarm must not end the process: it comes again. */
function guarded(log: Logger, action: () => void): void {
  try {
    action();
  } catch (error) {
    log.write('store.failed', { reason: String(error) });
  }
}

function openDoor({ config, clock, log }: ServerOptions, handlers: FrontDoorHandlers): Promise<FrontDoor> {
  const { frontDoor } = config;
  if (frontDoor.type === 'external') return Promise.resolve(openExternalDoor({ ...frontDoor, clock, log, handlers }));
  const secrets = new Map(config.branches.map(({ id, secret }) => [id, secret]));
  return openEmbeddedDoor({ ...frontDoor, secrets, handlers });
}

// oxlint-disable-next-line max-params -- the four things that were opened
async function stopAll(
  door: FrontDoor | null,
  ingest: { stop(): Promise<void> },
  api: Api | null,
  store: { close(): void },
): Promise<void> {
  await ingest.stop();
  await door?.stop();
  // Batches that arrived while the door was closing.
  await ingest.stop();
  await api?.close();
  store.close();
}
