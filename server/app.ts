import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#contract/clock.ts';
import type { BranchId } from '#contract/ids.ts';
import { LiveStream } from './api/live-stream.ts';
import { probeRoutes } from './api/probe-routes.ts';
import type { Route } from './api/route.ts';
import { createApi, type Api } from './api/server.ts';
import { viewerOfRequest } from './auth/sessions.ts';
import { openSetup } from './auth/setup.ts';
import { SettingsSender } from './branch-settings.ts';
import { rememberBranches, type Branches } from './branches.ts';
import type { ServerConfig } from './config.ts';
import { Counters } from './counters.ts';
import { openEmbeddedDoor } from './front-door/embedded.ts';
import { openExternalDoor } from './front-door/external.ts';
import type { FrontDoor, FrontDoorHandlers } from './front-door/front-door.ts';
import { createIngest, type Ingest } from './ingest/ingest.ts';
import { openEvidence } from './inspections/evidence/parts.ts';
import { removeExpiredDaily } from './inspections/evidence/remove-expired.ts';
import type { Logger } from './log.ts';
import { RefusalLimit } from './refusals.ts';
import { officeRoutes } from './office-routes.ts';
import { openScoring, type Scoring } from './scoring/open-scoring.ts';
import { daysOfStore } from './scoring/days-of-store.ts';
import { openStores, type Stores } from './store/open-stores.ts';
import { isBranchWithin } from './store/people/branches-within.ts';
import type { Store } from './store/store.ts';

export interface ServerOptions {
  readonly config: ServerConfig;
  readonly clock: Clock;
  /** Real time for people at the pages where `clock` is that of a demo; `clock` when absent. */
  readonly deskClock?: Clock;
  readonly log: Logger;
}

export interface RunningServer {
  readonly httpUrl: string;
  /** Where the first account is made; null when there is one. Holds a secret. */
  readonly setupUrl: string | null;
  /** Every address that is answered, beside the files of the pages. */
  readonly routes: readonly Pick<Route, 'method' | 'path'>[];
  /** Null behind the bank's own broker. */
  readonly mqttUrl: string | null;
  /** Commits what has arrived, then closes everything. */
  stop(): Promise<void>;
}

const PAGES = join(import.meta.dirname, '..', 'dist', 'dashboard');

/** Wires head office together. Throws StoreError or the network's error when it cannot start. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config } = options;
  mkdirSync(config.dataDir, { recursive: true });
  const stores = await openStores(config.store);
  try {
    return await startOn(stores, options);
  } catch (error) {
    await stores.close();
    throw error;
  }
}

async function startOn(stores: Stores, options: ServerOptions): Promise<RunningServer> {
  const { config, clock, deskClock = clock, log } = options;
  const { database, store } = stores;
  const branches = await rememberBranches({ branches: config.branches, store, now: () => clock.now() });
  const stream = new LiveStream(branches, deskClock, log);
  const auth = { database, clock, deskClock, codeFile: join(config.dataDir, 'setup-code') };
  const evidence = openEvidence(config, { database, clock: deskClock });
  const endRemoval = removeExpiredDaily({ ...evidence, log });
  let door: FrontDoor | null = null;
  let api: Api | null = null;
  try {
    const scoring = await openScoring({ ...options, database, days: daysOfStore(store) });
    const intake = createIntake({ ...options, store, branches, stream, scoring, door: () => door });
    door = await openDoor(options, intake.handlers);
    const code = await openSetup(auth);
    const routes = [
      ...probeRoutes({ ready: () => door?.ready() ?? false, metrics: () => intake.counters.text() }),
      ...(await officeRoutes({ ...options, ...auth, store, branches, stream, evidence, scoring })),
    ];
    api = await createApi({
      ...options,
      ...config.http,
      pagesDir: PAGES,
      viewerOf: (request) => viewerOfRequest(auth, request),
      isWithin: (scope, branch) => isBranchWithin(database.read, scope, branch),
      routes,
    });
    const setupUrl = code === null ? null : `${config.http.publicOrigin ?? api.url}/#/setup?code=${code}`;
    const parts = { door, ingest: intake.ingest, api, stream, scoring, stores, endRemoval };
    return { httpUrl: api.url, setupUrl, routes, mqttUrl: door.mqttUrl, stop: () => stopAll(parts) };
  } catch (error) {
    await door?.stop();
    await endRemoval();
    throw error;
  }
}

interface IntakeOptions extends ServerOptions {
  readonly store: Store;
  readonly branches: Branches;
  readonly stream: LiveStream;
  readonly scoring: Scoring;
  readonly door: () => FrontDoor | null;
}

interface Intake {
  readonly ingest: Ingest;
  readonly handlers: FrontDoorHandlers;
  readonly counters: Counters;
}

/** Everything between the front door and the store. */
function createIntake(options: IntakeOptions): Intake {
  const { config, clock, log, store, branches, stream, scoring, door } = options;
  const counters = new Counters();
  const down: FrontDoor['down'] = (branch, message) => {
    counters.count('hallmeter_down_messages_total', { type: message.type });
    door()?.down(branch, message);
  };
  const wanted = config.branches.flatMap(({ id, settings }) =>
    settings === undefined ? [] : [[id, settings] as const],
  );
  const sender = new SettingsSender({ settings: new Map(wanted), clock, log, down });
  const show = (branch: BranchId): void => stream.changed(branch);
  const onChange = (branch: BranchId): void => {
    branches.changed(branch);
    show(branch);
    scoring.branchChanged(branch);
  };
  const ingest = createIngest({ store, clock, log, down, onChange });
  const handlers = createHandlers({ branches, ingest, sender, counters, clock, log, show });
  return { ingest, handlers, counters };
}

interface HandlerParts {
  readonly branches: Branches;
  readonly ingest: Ingest;
  readonly sender: SettingsSender;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly log: Logger;
  /** To whoever has the page open. */
  readonly show: (branch: BranchId) => void;
}

function createHandlers(parts: HandlerParts): FrontDoorHandlers {
  const { branches, ingest, sender, counters, clock, log, show } = parts;
  const refusals = new RefusalLimit();
  const refused = async (branch: BranchId | null, reason: string): Promise<void> => {
    counters.count('hallmeter_refused_total', {});
    log.write('door.refused', { branch, reason });
    const now = clock.now();
    if (branch === null || !branches.has(branch) || !refusals.allows(branch, now)) return;
    await guarded(log, () => branches.raise(branch, { kind: 'refused', detail: reason, at: now }));
    show(branch);
  };
  return {
    async up(branch, payload) {
      if (!branches.has(branch)) return refused(branch, 'not a configured branch');
      counters.count('hallmeter_batches_total', {});
      branches.seen(branch);
      await ingest.receive(branch, payload);
    },
    retained(branch, kind, payload) {
      return guarded(log, async () => {
        if (!(await branches.heard(branch, kind, payload))) return refused(branch, `malformed ${kind} message`);
        show(branch);
        const status = kind === 'status' ? branches.status(branch) : null;
        if (status !== null) sender.heard(branch, status);
      });
    },
    refused,
  };
}

/** A disk that refuses a status or an alarm must not end the process: it comes again. */
async function guarded(log: Logger, action: () => Promise<void>): Promise<void> {
  try {
    await action();
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

interface Running {
  readonly door: FrontDoor;
  readonly ingest: Ingest;
  readonly api: Api;
  readonly stream: LiveStream;
  readonly scoring: Scoring;
  readonly stores: Stores;
  readonly endRemoval: () => Promise<void>;
}

async function stopAll({ door, ingest, api, stream, scoring, stores, endRemoval }: Running): Promise<void> {
  await ingest.stop();
  await door.stop();
  // Batches that arrived while the door was closing.
  await ingest.stop();
  await stream.close();
  await api.close();
  await scoring.settle();
  await endRemoval();
  await stores.close();
}
