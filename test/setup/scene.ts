import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaledClock, type Clock } from '#contract/clock.ts';
import type { EventBody } from '#contract/events.ts';
import type { LobbyView } from '#contract/lobby-view.ts';
import { localTime } from '#devices/simulators/business-day.ts';
import { parseSite, type Site } from '#devices/sites/site.ts';
import { startAgent, type Agent } from '../../edge-agent/app.ts';
import { createAgentLog } from '../../edge-agent/health/agent-log.ts';
import { MemoryJournal } from '../../edge-agent/journal/memory-journal.ts';
import { openJournal } from '../../edge-agent/journal/open-journal.ts';
import { listenOnly, type ListeningLink } from '../../edge-agent/links/link.ts';
import { createMemoryLink } from '../../edge-agent/links/memory-link.ts';
import { simulatedDay, simulatePastDays, weekdaysBefore } from '../../edge-agent/past-days.ts';
import { replayCapture } from '../../edge-agent/replay.ts';
import { until } from './run.ts';
import { freePort } from './free-port.ts';
import { readDemoSite } from './system.ts';

/**
 * A real agent in this process, in the middle of a chosen day: its past days and the day so far come from simulated
 * device bytes through the real chain; what a test adds, it says as events. The hall's clock runs at real speed, if no
 * `factor` says otherwise.
 */
export interface Scene {
  readonly url: string;
  readonly site: Site;
  readonly folder: string;
  agent(): Agent;
  now(): number;
  /** Happens now, durably. */
  tell(bodies: readonly EventBody[]): void;
  /** What its API answers. */
  get<T>(path: string): Promise<T>;
  /** Resolves when the agent has learned how long waits are; it does so beside its work, after each start. */
  learned(): Promise<void>;
  /** Ends the agent; its journal and port stay. */
  stop(): Promise<void>;
  /** Starts it again on the same journal and port. */
  start(): Promise<void>;
  /** The local clock of the hall. */
  readonly clock: Clock;
  dispose(): Promise<void>;
}

export interface SceneOptions {
  /** Local date and time at which the scene begins. */
  readonly date?: string;
  readonly time?: string;
  /** How many times faster than real time the hall lives; 1 if absent. */
  readonly factor?: number;
  /** Weekdays lived through before: how many, or which. */
  readonly pastDays?: number | readonly string[];
  /** Pictures and notices of the hall display. */
  readonly slidesDir?: string;
  /** Address to bind; loopback unless screens elsewhere are to be let in. */
  readonly host?: string;
  /** Lives the day through up to `time` first. */
  readonly dayBefore?: boolean;
  readonly change?: (site: Site) => Site;
  /** What has happened by then, beside the simulated day. */
  readonly story?: (now: number) => readonly EventBody[];
}

const NO_LOG = { write: (): void => {} };
const SEED = 4;

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const { date = '2026-11-30', time = '10:40', pastDays = 0, dayBefore = false, factor = 1 } = options;
  const site = sceneSite(options.change);
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-scene-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const startAt = localTime(date, time, site.timeZone);
  await livePast(site, dataDir, typeof pastDays === 'number' ? weekdaysBefore(date, pastDays) : pastDays);
  const clock = scaledClock({ realAt: Date.now(), startAt, factor });
  const port = await freePort();
  const config = {
    site,
    siteFile: join(folder, 'site.json'),
    dataDir,
    headOffice: null,
    http: { host: options.host ?? '127.0.0.1', port },
    rawLog: { keepDays: 0 },
    display: { slidesDir: options.slidesDir ?? null },
    speech: { command: 'espeak-ng' },
    pseudonymKeyFile: join(dataDir, 'pseudonym.key'),
  };
  let agent: Agent | null = null;
  const running = (): Agent => {
    if (agent === null) throw new Error('the agent of this scene is stopped');
    return agent;
  };
  const scene: Scene = {
    url: `http://127.0.0.1:${port}`,
    site,
    folder,
    clock,
    agent: running,
    now: () => clock.now(),
    tell: (bodies) => running().core.intake.accept(bodies),
    get: async <T>(path: string) => (await (await fetch(`${scene.url}${path}`)).json()) as T,
    async learned() {
      const known = async (): Promise<true | null> => {
        const { estimates } = await scene.get<LobbyView>('/api/lobby');
        return estimates.some(({ estimate }) => estimate !== null) || null;
      };
      await until('estimates of waits', known, 40_000);
    },
    async stop() {
      await agent?.stop();
      agent = null;
    },
    async start() {
      agent = await startAgent({ config, clock, log: createAgentLog(NO_LOG, clock), linkFor: quietLine });
    },
    async dispose() {
      await scene.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await scene.start();
  if (dayBefore) scene.tell((await dayEvents(site, date)).filter(({ at }) => at < startAt));
  if (options.story !== undefined) scene.tell(options.story(startAt));
  return scene;
}

/** Open, and silent: a scene's devices are well unless it says otherwise. */
function quietLine(): ListeningLink {
  return listenOnly(createMemoryLink());
}

/** The demo hall; its devices hang on no line, the scene says what they report. */
function sceneSite(change: (site: Site) => Site = (site) => site): Site {
  const demo = readDemoSite();
  const ports = demo.ports.map((port) => ({ ...port, link: { type: 'capture' as const } }));
  const parsed = parseSite(change({ ...demo, ports }));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ path, expected }) => `${path}: ${expected}`).join('\n'));
  return parsed.site;
}

async function livePast(site: Site, dataDir: string, dates: readonly string[]): Promise<void> {
  if (dates.length === 0) return;
  const path = join(dataDir, 'journal.sqlite');
  if (existsSync(path)) throw new Error('the scene has a past already');
  const journal = openJournal({ path, branch: site.branch.id });
  await simulatePastDays({ site, journal, dates, seed: SEED + 1, pseudonym, log: NO_LOG });
  journal.close();
}

/** What the devices of a simulated day say; days and scores are the agent's own business. */
async function dayEvents(site: Site, date: string): Promise<readonly EventBody[]> {
  const journal = new MemoryJournal(site.branch.id);
  await replayCapture({ records: simulatedDay(site, date, SEED), site, journal, pseudonym, log: NO_LOG });
  return journal
    .events()
    .filter(({ src }) => src !== 'agent')
    .map((event) => {
      const { seq: _, ...body } = event;
      return body;
    });
}

/** Tellers of the simulated hall have staff numbers; a scene needs no key to hide them. */
function pseudonym(staffNumber: string): string {
  return `teller${staffNumber.padStart(2, '0')}`.slice(0, 16);
}
