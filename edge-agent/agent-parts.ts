import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { realClock, type Clock } from '#contract/clock.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import type { SitePort } from '#devices/sites/site.ts';
import type { AgentConfig } from './config.ts';
import { createCore, type Core } from './core.ts';
import { openBranchData, type BranchData } from './data-dir.ts';
import { createPublisher } from './hall/publisher.ts';
import type { AgentLog } from './health/agent-log.ts';
import { statusMessage } from './health/status.ts';
import { listenOnly, type ListeningLink } from './links/link.ts';
import { createLink } from './links/open-link.ts';
import { createLobbyDesk, type LobbyDesk } from './lobby/lobby-desk.ts';
import type { Uplink } from './ports.ts';
import { createScreens, type Screens } from './screens/screens.ts';
import { createSettings, type Settings } from './settings.ts';
import { noUplink } from './uplink/no-uplink.ts';
import { createUplink } from './uplink/uplink.ts';

/** The parts of a live agent behind its pages, wired and started. */

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

/** What has to be ended, in reverse order of its start. */
export type Closers = (() => unknown)[];

export interface AgentParts extends Pick<BranchData, 'journal' | 'rawLog'>, HallParts {
  readonly uplink: Uplink;
  readonly pace: Clock;
}

/** Throws a StartError or JournalError; what was started by then is in `closers`. */
export function startParts(options: AgentOptions, closers: Closers): AgentParts {
  const { config, log } = options;
  const pace = options.pace ?? realClock();
  const { journal, rawLog, pseudonym } = openBranchData({ config, pace, log });
  closers.push(
    () => journal.close(),
    () => rawLog.stop(),
  );
  const hall = createHallParts(options, { journal, rawLog, pseudonym, pace });
  const { uplink, publisher } = connect(options, { ...hall, journal, pace });
  const { core, desk, screens } = hall;
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
  return { ...hall, journal, rawLog, uplink, pace };
}

/** What measures the hall and knows about it. */
interface HallParts {
  readonly core: Core;
  readonly settings: Settings;
  readonly screens: Screens;
  readonly desk: LobbyDesk;
}

function createHallParts(options: AgentOptions, data: BranchData & { readonly pace: Clock }): HallParts {
  const { config, clock, log, linkFor = liveLink } = options;
  const { site, dataDir } = config;
  const { journal, rawLog, pseudonym, pace } = data;
  const basics = { site, journal, clock, pace, log };
  // The core asks the settings what the kiosk offers; they journal through the core when they change.
  const kiosk = (): KioskSettings => settings.kiosk();
  const newRatingId = (): string => randomBytes(8).toString('hex');
  const core = createCore({ ...basics, random: Math.random, linkFor, rawLog, pseudonym, newRatingId, kiosk });
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
  return { core, settings, screens, desk };
}

function liveLink(port: SitePort): ListeningLink {
  return listenOnly(createLink(port.link, loadProfile(port.profile)));
}

type Connectable = Pick<HallParts, 'core' | 'settings'> & Pick<AgentParts, 'journal' | 'pace'>;

/** To head office, where there is one, and what it is told without asking. */
function connect({ config, clock, log }: AgentOptions, { core, settings, journal, pace }: Connectable) {
  const boot = randomBytes(8).toString('hex');
  const status = () =>
    statusMessage({ journal, boot, devices: core.devices(), at: clock.now(), settings: settings.status() });
  const uplink =
    config.headOffice === null
      ? noUplink(journal)
      : createUplink({
          journal,
          // Real time: a head office does not answer faster because the hall's time is scaled.
          clock: pace,
          random: Math.random,
          boot,
          statusMessage: status,
          onConfig: (message) => settings.configure(message),
          log,
          ...config.headOffice,
        });
  const { id: branch } = config.site.branch;
  const publisher = createPublisher({ branch, recorder: core.recorder, uplink, clock, pace, status });
  core.recorder.onStored(() => uplink.notify());
  core.onHealth(() => publisher.healthChanged());
  settings.onChange(() => publisher.healthChanged());
  return { uplink, publisher };
}
