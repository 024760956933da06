import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { realClock } from '#contract/clock.ts';
import { startServer } from '../app.ts';
import { hashPassword } from '../auth/password.ts';
import { sqliteIn, type ServerConfig } from '../config.ts';
import { createLogger, type Logger } from '../log.ts';
import { openStores } from '../store/open-stores.ts';
import { networkBranches } from './branches.ts';
import { networkPeople, type Person } from './people.ts';
import { dateAfter } from '../inspections/planning/quarter.ts';
import { seedNetwork } from './seed-network.ts';

/** `npm run network`: head office with a fictional network of sixty branches and a year of data, to look at. */

const HELP = `Usage: npm run network -- [options]

Head office with a fictional network: sixty branches in four regions, a year of days, inspections and complaints.
The first start makes it (one to three minutes) and writes everybody's password into accounts.txt.

  --data DIR       where it is stored (default ./data/network)
  --http-port P    page (default 8090)
  --mqtt-port P    MQTT (default 8093)
  --seed N         another network (default 1)
  --help           this text
`;

const DAYS = 365;
const KEPT_DAYS = 10;
/** So that nobody is asked to type what nobody can: 16 characters. */
const PASSWORD_BYTES = 12;

interface NetworkOptions {
  readonly dataDir: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly seed: number;
}

function readOptions(): NetworkOptions | string {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { data: text, 'http-port': text, 'mqtt-port': text, seed: text, help: { type: 'boolean' } },
  });
  if (values.help === true) return HELP;
  const whole = (name: 'http-port' | 'mqtt-port' | 'seed', fallback: number): number => {
    const value = Number(values[name] ?? fallback);
    if (Number.isInteger(value) && value >= 1 && value < 65_536) return value;
    throw new Error(`--${name} is "${String(values[name])}", expected a whole number from 1 to 65535`);
  };
  return {
    dataDir: resolve(values.data ?? join('data', 'network')),
    httpPort: whole('http-port', 8090),
    mqttPort: whole('mqtt-port', 8093),
    seed: whole('seed', 1),
  };
}

/** Written when everything is there; without it the folder holds half a network. */
const DONE = 'seeded.json';

async function make({ dataDir, seed }: NetworkOptions, log: Logger): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  if (existsSync(join(dataDir, 'head-office.db')))
    throw new Error(`${dataDir} holds another store, or a network that was not finished. Remove it.`);
  const clock = realClock();
  const passwords = new Map<Person['login'], string>();
  const hashes = new Map<Person['login'], string>();
  for (const { login } of networkPeople(networkBranches(seed))) {
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    passwords.set(login, password);
    hashes.set(login, await hashPassword(password));
  }
  const to = new Date(clock.now()).toISOString().slice(0, 10);
  const stores = await openStores(sqliteIn(dataDir));
  try {
    await seedNetwork({
      ...stores,
      clock,
      log,
      seed,
      from: dateAfter(to, -DAYS),
      to,
      kept: KEPT_DAYS,
      passwordOf: ({ login }) => hashes.get(login) ?? null,
      progress: showProgress,
    });
  } finally {
    await stores.close();
  }
  process.stderr.write('\n');
  const lines = networkPeople(networkBranches(seed)).map(
    ({ login, role, unit, name }) => `${login.padEnd(18)} ${passwords.get(login)!}   ${role} @ ${unit}  ${name}`,
  );
  writeFileSync(join(dataDir, 'accounts.txt'), `${lines.join('\n')}\n`, { mode: 0o600 });
  writeFileSync(join(dataDir, DONE), JSON.stringify({ seed, to }));
}

function showProgress(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001B[2K${text}` : `${text}\n`);
}

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') {
    console.log(options);
    return 0;
  }
  const { dataDir, httpPort, mqttPort, seed } = options;
  mkdirSync(dataDir, { recursive: true });
  const log = createLogger(pino.destination({ dest: join(dataDir, 'head-office.log'), sync: true }), realClock());
  if (!existsSync(join(dataDir, DONE))) await make(options, log);
  const config: ServerConfig = {
    dataDir,
    store: sqliteIn(dataDir),
    http: { host: '127.0.0.1', port: httpPort },
    frontDoor: { type: 'embedded', host: '127.0.0.1', port: mqttPort },
    // Nobody knows these secrets: no branch of the network sends anything.
    branches: networkBranches(seed).map(({ id, zh }) => ({ id, name: zh, secret: randomBytes(24).toString('hex') })),
  };
  const server = await startServer({ config, clock: realClock(), log });
  console.log(
    `\nHead office with a fictional network: ${server.httpUrl}/\nNames and passwords: ${join(dataDir, 'accounts.txt')}\nCtrl-C stops it.\n`,
  );
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await server.stop();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
