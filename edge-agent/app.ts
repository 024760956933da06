import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { realClock, type Clock } from '#contract/clock.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import type { SitePort } from '#devices/sites/site.ts';
import type { AgentConfig } from './config.ts';
import { createCore, type Core } from './core.ts';
import { createCalendar } from './hall/day-times.ts';
import { createPseudonym, loadPseudonymKey } from './hall/pseudonym.ts';
import { createPublisher } from './hall/publisher.ts';
import type { AgentLog } from './health/agent-log.ts';
import { agentMetrics } from './health/agent-metrics.ts';
import { watchClock } from './health/clock-watch.ts';
import { pruneRegularly } from './health/pruning.ts';
import { statusMessage } from './health/status.ts';
import { openJournal } from './journal/open-journal.ts';
import type { SqliteJournal } from './journal/sqlite-journal.ts';
import { listenOnly, messageOf, systemCode, type ListeningLink } from './links/link.ts';
import { createLink } from './links/open-link.ts';
import { createLocalApi, type LocalApi } from './local-api/server.ts';
import { createLobbyDesk, type LobbyDesk } from './lobby/lobby-desk.ts';
import { createLocalPorts } from './local-ports.ts';
import type { Slides, Uplink } from './ports.ts';
import { createRawLog, type RawLog } from './raw-log/raw-log.ts';
import { createScreens, type Screens } from './screens/screens.ts';
import { createSettings, type Settings } from './settings.ts';
import { createSlides, NO_SLIDES } from './slides/slides.ts';
import { createSpeech } from './speech/speech.ts';
import { createUplink } from './uplink/uplink.ts';

export interface AgentOptions {
  readonly config: AgentConfig;
  /** The hall's time. */
  readonly clock: Clock;
  readonly log: AgentLog;
  /** How much faster than real time `clock` runs. */
  readonly factor?: number;
  /** Real time. */
  readonly pace?: Clock;
  /** ms that nobody can set; absent where `clock` is not the clock of this PC. */
  readonly monotonic?: () => number;
  readonly linkFor?: (port: SitePort) => ListeningLink;
  readonly pagesDir?: string;
}

export interface Agent {
  /** Of the pages and the API, without a trailing slash. */
  readonly url: string;
  readonly core: Core;
  /** Ends every part; everything accepted is in the journal. Never rejects. */
  stop(): Promise<void>;
}

/** A start that cannot succeed until a person changes something: the message says what. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const PAGES = join(import.meta.dirname, '..', 'dist', 'kiosk');

/** What has to be ended, in reverse order of its start. */
type Closers = (() => unknown)[];

/** Starts the whole agent. Rejects with a JournalError or StartError, and then nothing is left running. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const closers: Closers = [];
  const { log } = options;
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= closeAll(closers, log));
  try {
    const parts = assemble(options, closers);
    const api = await listen(options, parts, closers);
    watchOver(options, parts, closers);
    const { url } = api;
    log.write('agent.listening', { url, kiosk: `${url}/kiosk`, lobby: `${url}/lobby`, display: `${url}/display` });
    return { url, core: parts.core, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly journal: SqliteJournal;
  readonly rawLog: RawLog;
  readonly core: Core;
  readonly uplink: Uplink;
  readonly desk: LobbyDesk;
  readonly pace: Clock;
  readonly settings: Settings;
  readonly screens: Screens;
  clockSteps: number;
}

function assemble(options: AgentOptions, closers: Closers): Parts {
  const { config, clock, log } = options;
  const { site, dataDir } = config;
  const pace = options.pace ?? realClock();
  makeDataDir(dataDir);
  const pseudonym = createPseudonym(readPseudonymKey(config.pseudonymKeyFile));
  const journal = openJournalOf(config, log);
  closers.push(() => journal.close());
  const calendar = createCalendar(site);
  const rawLog = createRawLog({
    directory: join(dataDir, 'raw-log'),
    keepDays: config.rawLog.keepDays,
    dateOf: (at) => calendar.dateOf(at),
    clock: pace,
    log,
  });
  closers.push(() => rawLog.stop());
  const linkFor = options.linkFor ?? liveLink;
  const newRatingId = (): string => randomBytes(8).toString('hex');
  const basics = { site, journal, clock, pace, random: Math.random, log };
  const kiosk = (): KioskSettings => settings.kiosk();
  const core = createCore({ ...basics, linkFor, rawLog, pseudonym, newRatingId, kiosk });
  const report: Core['intake']['accept'] = (bodies) => core.intake.accept(bodies);
  const file = join(dataDir, 'branch-config.json');
  const settings = createSettings({ site, file, now: () => clock.now(), report, log });
  const screens = createScreens({ dataDir, clock, pace, report, log });
  const desk = createLobbyDesk({
    ...basics,
    core,
    thresholds: () => settings.thresholds(),
    estimates: () => core.estimates(),
    screens: () => screens.health(),
    newId: () => randomBytes(4).toString('hex'),
  });
  const boot = randomBytes(8).toString('hex');
  const status = () =>
    statusMessage({ journal, boot, devices: core.devices(), at: clock.now(), settings: settings.status() });
  const uplink = connectUplink(options, journal, { boot, status, pace, settings });
  const publisher = createPublisher({ branch: site.branch.id, recorder: core.recorder, uplink, clock, pace, status });
  core.recorder.onStored(() => uplink.notify());
  core.onHealth(() => publisher.healthChanged());
  settings.onChange(() => publisher.healthChanged());
  closers.push(
    () => uplink.stop(),
    () => {
      publisher.flush();
      publisher.stop();
    },
    () => core.stop(),
    () => screens.stop(),
    () => desk.stop(),
  );
  core.start();
  desk.start();
  publisher.start();
  uplink.start();
  return { journal, rawLog, core, uplink, desk, pace, settings, screens, clockSteps: 0 };
}

async function listen(options: AgentOptions, parts: Parts, closers: Closers): Promise<LocalApi> {
  const { config, clock, log, factor = 1, pagesDir = PAGES } = options;
  const { core, uplink, pace, desk, settings, screens } = parts;
  const metrics = (): string => agentMetrics({ ...parts });
  const slides = openSlides(options, pace, closers);
  const speech = createSpeech({ command: config.speech.command, path: process.env['PATH'], pace, log });
  const shown = { desk, slides, speech, settings, screens };
  const lobbyUplink = config.headOffice === null ? null : uplink;
  const ports = createLocalPorts({ site: config.site, core, uplink: lobbyUplink, clock, pace, metrics, ...shown });
  const { host, port, names = [] } = config.http;
  try {
    const api = await createLocalApi({ ports, host, names, port, pagesDir, log, clock, heartbeatMs: 2_000 * factor });
    closers.push(() => api.close());
    return api;
  } catch (error) {
    if (systemCode(error) === '') throw error;
    throw new StartError(
      `The pages cannot be served on ${host}:${port}: ${messageOf(error)}. Stop the program that uses this address, or change http in the configuration.`,
      { cause: error },
    );
  }
}

function openSlides({ config, log }: AgentOptions, pace: Clock, closers: Closers): Slides {
  const { slidesDir } = config.display;
  if (slidesDir === null) return NO_SLIDES;
  const slides = createSlides({ directory: slidesDir, pace, log });
  closers.push(() => slides.stop());
  void slides.look();
  return slides;
}

/** Pruning and the clock's truth. */
function watchOver(options: AgentOptions, parts: Parts, closers: Closers): void {
  const { clock, log, monotonic } = options;
  const { journal, core, pace } = parts;
  closers.push(pruneRegularly({ prune: (now) => journal.prune(now), clock, pace, log }));
  if (monotonic === undefined) return;
  const onStep = (byMs: number): void => {
    parts.clockSteps += 1;
    log.write('agent.clock-stepped', { byMs });
    core.intake.accept([{ type: 'clock.stepped', at: clock.now(), src: 'agent', byMs }]);
    core.recorder.tick();
  };
  closers.push(watchClock({ now: () => clock.now(), monotonic, pace, onStep }));
}

/** Only the last folder: one missing further up is a disk that is not mounted. */
function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    throw new StartError(`The data directory ${dataDir} cannot be made: ${messageOf(error)}`, { cause: error });
  }
}

function readPseudonymKey(file: string): Buffer {
  const loaded = loadPseudonymKey(file);
  if (loaded.ok) return loaded.key;
  throw new StartError(loaded.problem);
}

function openJournalOf({ site, dataDir }: AgentConfig, log: AgentLog): SqliteJournal {
  const path = join(dataDir, 'journal.sqlite');
  const journal = openJournal({ path, branch: site.branch.id });
  const isNew = journal.last() === 0;
  log.write(isNew ? 'journal.created' : 'journal.opened', { path, epoch: journal.epoch, last: journal.last() });
  return journal;
}

function liveLink(port: SitePort): ListeningLink {
  return listenOnly(createLink(port.link, loadProfile(port.profile)));
}

type UplinkParts = Pick<Parameters<typeof createUplink>[0], 'boot'> & {
  readonly status: Parameters<typeof createUplink>[0]['statusMessage'];
  readonly pace: Clock;
  readonly settings: Settings;
};

function connectUplink({ config, log }: AgentOptions, journal: SqliteJournal, parts: UplinkParts): Uplink {
  if (config.headOffice === null) return noUplink(journal);
  const { boot, status, pace, settings } = parts;
  // Real time: a head office does not answer faster because the hall's time is scaled.
  return createUplink({
    journal,
    clock: pace,
    random: Math.random,
    boot,
    statusMessage: status,
    onConfig: (message) => settings.configure(message),
    log,
    ...config.headOffice,
  });
}

/** A branch without head office keeps everything in its journal. */
function noUplink(journal: SqliteJournal): Uplink {
  return {
    start() {},
    async stop() {},
    notify() {},
    publish() {},
    state: () => ({
      connected: false,
      pending: journal.last() - journal.acked(),
      reason: 'No head office is configured.',
    }),
  };
}

/** One part that does not end must not keep the others from ending. */
async function closeAll(closers: Closers, log: AgentLog): Promise<void> {
  for (const close of closers.splice(0).toReversed()) {
    try {
      await close();
    } catch (error) {
      log.write('agent.stop-incomplete', { reason: messageOf(error) });
    }
  }
}
