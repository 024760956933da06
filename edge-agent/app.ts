import { join } from 'node:path';
import type { Clock } from '#contract/clock.ts';
import { startParts, type AgentOptions, type AgentParts, type Closers } from './agent-parts.ts';
import type { Core } from './core.ts';
import type { AgentLog } from './health/agent-log.ts';
import { agentMetrics } from './health/agent-metrics.ts';
import { watchClock } from './health/clock-watch.ts';
import { pruneRegularly } from './health/pruning.ts';
import { messageOf, systemCode } from './links/link.ts';
import { createLocalApi, type LocalApi } from './local-api/server.ts';
import { createLocalPorts } from './local-ports.ts';
import type { Slides } from './ports.ts';
import { createSlides, NO_SLIDES } from './slides/slides.ts';
import { createSpeech } from './speech/speech.ts';
import { StartError } from './start-error.ts';

export interface Agent {
  /** Of the pages and the API, without a trailing slash. */
  readonly url: string;
  readonly core: Core;
  /** Ends every part; everything accepted is in the journal. Never rejects. */
  stop(): Promise<void>;
}

const PAGES = join(import.meta.dirname, '..', 'dist', 'kiosk');

/** Starts the whole agent. Rejects with a JournalError or StartError, and then nothing is left running. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const closers: Closers = [];
  const { log } = options;
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= closeAll(closers, log));
  try {
    const parts = startParts(options, closers);
    const clockSteps = watchOver(options, parts, closers);
    const { url } = await listen(options, { ...parts, clockSteps }, closers);
    log.write('agent.listening', { url, kiosk: `${url}/kiosk`, lobby: `${url}/lobby`, display: `${url}/display` });
    return { url, core: parts.core, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface PageParts extends AgentParts {
  readonly clockSteps: () => number;
}

async function listen(options: AgentOptions, parts: PageParts, closers: Closers): Promise<LocalApi> {
  const { config, clock, log, factor = 1, pagesDir = PAGES } = options;
  const { core, uplink, pace, desk, settings, screens, clockSteps } = parts;
  const metrics = (): string => agentMetrics({ ...parts, clockSteps: clockSteps() });
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

/** Pruning and the clock's truth. Tells how often the clock was set since the start. */
function watchOver(options: AgentOptions, { journal, core, pace }: AgentParts, closers: Closers): () => number {
  const { clock, log, monotonic } = options;
  let steps = 0;
  closers.push(pruneRegularly({ prune: (now) => journal.prune(now), clock, pace, log }));
  const onStep = (byMs: number): void => {
    steps += 1;
    log.write('agent.clock-stepped', { byMs });
    core.intake.accept([{ type: 'clock.stepped', at: clock.now(), src: 'agent', byMs }]);
    core.recorder.tick();
  };
  if (monotonic !== undefined) closers.push(watchClock({ now: () => clock.now(), monotonic, pace, onStep }));
  return () => steps;
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
