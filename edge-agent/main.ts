import { parseArgs } from 'node:util';
import pino from 'pino';
import { clockFromEnvironment, realClock, type Clock } from '#contract/clock.ts';
import { formatProblems } from '#contract/problems.ts';
import { startAgent, type Agent } from './app.ts';
import { loadAgentConfig } from './config.ts';
import { createAgentLog, type AgentLog } from './health/agent-log.ts';
import { JournalError } from './journal/journal-error.ts';
import { setKioskPin } from './set-kiosk-pin.ts';
import { StartError } from './start-error.ts';

/** `npm run edge -- --config branch.json` */

const HELP = `Usage: npm run edge -- --config FILE

The branch agent: listens to the hall's devices, keeps the journal, serves the pages, reports to head office.
  --config FILE     JSON: site, dataDir, headOffice, http, rawLog; see edge-agent/README.md
  --set-kiosk-pin   reads the PIN of the kiosk's settings from the terminal or from standard input, and ends
`;

const EXIT_FAULT = 1;
const EXIT_CONFIGURATION = 2;
/** Stopping is well within what service managers allow; a part that hangs is left behind. */
const STOP_LIMIT_MS = 4_500;

async function main(): Promise<void> {
  const { file, setsPin } = readArguments();
  const clockText = process.env['HALLMETER_CLOCK'];
  const clock = clockOrNull(clockText);
  if (file === null || clock === null) {
    if (file === null) console.error(HELP);
    process.exitCode = process.argv.includes('--help') ? 0 : EXIT_CONFIGURATION;
    return;
  }
  const log = createAgentLog(pino.destination({ dest: 1, sync: true }), clock);
  const loaded = loadAgentConfig(file);
  if (!loaded.ok) {
    console.error(formatProblems(file, loaded.problems));
    log.write('config.refused', { file, problems: loaded.problems.length });
    process.exitCode = EXIT_CONFIGURATION;
    return;
  }
  if (setsPin) {
    const { dataDir } = loaded.config;
    const isSet = await setKioskPin({ dataDir, input: process.stdin, say: (text) => console.error(text) });
    process.exitCode = isSet ? 0 : EXIT_CONFIGURATION;
    return;
  }
  exitOnFault(log);
  const isReal = clockText === undefined || clockText === '';
  const factor = isReal ? 1 : Number(clockText.split(':')[2]);
  const timing = isReal ? { monotonic: () => performance.now(), pace: clock } : { factor };
  try {
    const agent = await startAgent({ config: loaded.config, clock, log, ...timing });
    // Whoever reads that it has started may ask it to stop at once.
    stopOnRequest(agent, log);
    log.write('agent.started', { branch: loaded.config.site.branch.id, url: agent.url });
  } catch (error) {
    reportFailedStart(error, log);
    process.exitCode = EXIT_FAULT;
  }
}

interface Arguments {
  /** Null: how it is used is shown instead. */
  readonly file: string | null;
  readonly setsPin: boolean;
}

function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      options: { config: { type: 'string' }, 'set-kiosk-pin': { type: 'boolean' }, help: { type: 'boolean' } },
    });
    return { file: values.help === true ? null : (values.config ?? null), setsPin: values['set-kiosk-pin'] === true };
  } catch (error) {
    console.error((error as Error).message);
    return { file: null, setsPin: false };
  }
}

function clockOrNull(text: string | undefined): Clock | null {
  try {
    return clockFromEnvironment(text);
  } catch (error) {
    console.error((error as Error).message);
    return null;
  }
}

function reportFailedStart(error: unknown, log: AgentLog): void {
  if (error instanceof JournalError) {
    log.write('journal.refused', { code: error.code, reason: error.message });
    console.error(error.message);
  } else if (error instanceof StartError) {
    log.write('agent.not-started', { reason: error.message });
    console.error(error.message);
  } else {
    log.write('agent.crashed', { reason: (error as Error).stack ?? String(error) });
  }
}

/** The journal is sound at every instant, so a fault of our own ends the process; its manager starts it again. */
function exitOnFault(log: AgentLog): void {
  const crash = (error: unknown): void => {
    log.write('agent.crashed', { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exit(EXIT_FAULT);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

function stopOnRequest(agent: Agent, log: AgentLog): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.write('agent.stopping');
    const limit = realClock().after(STOP_LIMIT_MS, () => {
      log.write('agent.stop-incomplete', { reason: `not done after ${STOP_LIMIT_MS} ms` });
      process.exit(0);
    });
    await agent.stop();
    limit();
    log.write('agent.stopped');
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  // A supervisor that dies closes our input; nothing of ours may outlive it.
  if (process.env['HALLMETER_STOP_WITH_STDIN'] === '1') process.stdin.resume().on('end', () => void stop());
}

await main();
