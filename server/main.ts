import { parseArgs } from 'node:util';
import pino from 'pino';
import { clockFromEnvironment, realClock } from '#contract/clock.ts';
import { formatProblems } from '#contract/problems.ts';
import { startServer, type RunningServer } from './app.ts';
import { loadServerConfig } from './config.ts';
import { createLogger } from './log.ts';
import { StoreError } from './store/store-error.ts';

/** `npm run server -- --config head-office.json` */

const HELP = `Usage: npm run server -- --config FILE

Head office: takes in the journals of the branches, recomputes their scores, serves the API and the page.
  --config FILE   JSON: dataDir, http, frontDoor (embedded or external), branches; see server/README.md
`;

function configFile(): string | null {
  try {
    const { values } = parseArgs({ options: { config: { type: 'string' }, help: { type: 'boolean' } } });
    return values.help === true ? null : (values.config ?? null);
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const clock = clockFromEnvironment(process.env['HALLMETER_CLOCK']);
  const log = createLogger(pino.destination({ dest: 1, sync: true }), clock);
  const file = configFile();
  if (file === null) {
    console.error(HELP);
    process.exitCode = process.argv.includes('--help') ? 0 : 2;
    return;
  }
  const loaded = loadServerConfig(file);
  if (!loaded.ok) {
    console.error(formatProblems(file, loaded.problems));
    log.write('config.refused', { file, problems: loaded.problems.length });
    process.exitCode = 2;
    return;
  }
  let server: RunningServer;
  try {
    server = await startServer({ config: loaded.config, clock, deskClock: realClock(), log });
  } catch (error) {
    if (error instanceof StoreError) log.write('store.refused', { code: error.code, reason: error.message });
    else log.write('server.crashed', { reason: String(error) });
    process.exitCode = 1;
    return;
  }
  log.write('server.started', { http: server.httpUrl, mqtt: server.mqttUrl });
  if (server.setupUrl !== null) log.write('setup.open', { link: server.setupUrl });
  stopOnRequest(server, () => log.write('server.stopped'));
}

function stopOnRequest(server: RunningServer, stopped: () => void): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.stop().then(() => {
      stopped();
      process.exit(0);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // A supervisor that dies closes our input; nothing of ours may outlive it.
  if (process.env['HALLMETER_STOP_WITH_STDIN'] === '1') process.stdin.resume().on('end', stop);
}

await main();
