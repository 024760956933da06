import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { formatClockSpec, realClock, type ClockSpec } from '#contract/clock.ts';

export interface DemoOptions {
  /** How many times faster than real time. */
  readonly factor: number;
  readonly dataDir: string;
  readonly httpPort: number;
  readonly branchPort: number;
  readonly mqttPort: number;
  /** First of three consecutive ports: bus, strip, printer. */
  readonly devicePort: number;
  readonly seed: number;
}

export type Demo =
  | { readonly ok: false; readonly problem: string }
  | {
      readonly ok: true;
      readonly banner: string;
      /** A part ended by itself: the message says which and shows its last words. */
      onFailure(listener: (message: string) => void): void;
      /** Ends every part, the hall first; resolves when all are gone. */
      stop(): Promise<void>;
    };

interface Part {
  readonly name: string;
  readonly args: readonly string[];
  /** Answers 200 when the part is ready; null = nothing to ask. */
  readonly readyUrl: string | null;
}

const ROOT = import.meta.dirname;
const SITE = join(ROOT, 'devices', 'sites', 'demo-bank.json');
const READY_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 4_000;
const time = realClock();

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const busy = await busyPorts([
    options.httpPort,
    options.branchPort,
    options.mqttPort,
    ...[0, 1, 2].map((offset) => options.devicePort + offset),
  ]);
  if (busy.length > 0) {
    return {
      ok: false,
      problem: `Port ${busy.join(', ')} is in use. Stop that program or choose others: npm start -- --help`,
    };
  }
  const files = writeConfiguration(options);
  const clock = nextBusinessDay(files.dataDir, options.factor);
  const past = livePast(options, files, clock.spec.startAt);
  if (past !== null) return { ok: false, problem: past };
  const parts = demoParts(options, files);
  const children: { part: Part; child: ChildProcess }[] = [];
  let failed: ((message: string) => void) | null = null;
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    clock.stop();
    for (const { child } of children.toReversed()) await endChild(child);
  };
  for (const part of parts) {
    const child = startPart(part, files.dataDir, clock.spec);
    children.push({ part, child });
    child.once('exit', () => {
      if (!stopping) failed?.(lastWords(part, files.dataDir));
    });
    if (!(await isReady(part, child))) {
      await stop();
      return { ok: false, problem: lastWords(part, files.dataDir) };
    }
  }
  return { ok: true, banner: banner(options, files.dataDir), onFailure: (listener) => (failed = listener), stop };
}

interface DemoFiles {
  readonly dataDir: string;
  readonly site: string;
  readonly branchConfig: string;
  readonly headOfficeConfig: string;
}

/** Configuration with the chosen ports; the branch's secret is drawn once and kept. */
function writeConfiguration(options: DemoOptions): DemoFiles {
  const dataDir = resolve(options.dataDir);
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const secret = join(dataDir, 'demo-branch.secret');
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const site = JSON.parse(readFileSync(SITE, 'utf8')) as {
    branch: { id: string; name: { zh: string } };
    ports: { link: { type: string; port?: number } }[];
  };
  site.ports
    .filter(({ link }) => link.type === 'tcp')
    .forEach(({ link }, index) => (link.port = options.devicePort + index));
  writeNotices(join(dataDir, 'slides'));
  const write = (name: string, value: unknown): string => {
    const file = join(dataDir, name);
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
    return file;
  };
  return {
    dataDir,
    site: write('demo-site.json', site),
    branchConfig: write('demo-branch.json', {
      site: 'demo-site.json',
      dataDir: 'branch',
      headOffice: { url: `mqtt://127.0.0.1:${options.mqttPort}`, secretFile: 'demo-branch.secret' },
      http: { host: '127.0.0.1', port: options.branchPort },
      rawLog: { keepDays: 7 },
      display: { slidesDir: 'slides' },
    }),
    headOfficeConfig: write('demo-head-office.json', {
      dataDir: 'head-office',
      http: { host: '127.0.0.1', port: options.httpPort },
      frontDoor: { type: 'embedded', host: '127.0.0.1', port: options.mqttPort },
      branches: [{ id: site.branch.id, name: site.branch.name.zh, secretFile: 'demo-branch.secret' }],
    }),
  };
}

/** What a branch would put on its hall display; whoever tries the demo may change the folder while it runs. */
const NOTICES: Readonly<Record<string, string>> = {
  '1-hours':
    '营业时间\n周一至周五 9:00–17:00\n周末请使用自助设备\n---\nOpening hours\nMonday to Friday 9:00–17:00\nSelf-service at weekends\n',
  '2-help': '需要帮助？\n请找大堂经理\n可协助填单、使用自助设备\n---\nNeed help?\nPlease ask the lobby manager\n',
};

function writeNotices(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  for (const [name, text] of Object.entries(NOTICES)) writeFileSync(join(folder, `${name}.notice.txt`), text);
}

/** Two weeks that the branch has lived through before its first demo day; null, or why it could not. */
function livePast({ seed }: DemoOptions, files: DemoFiles, startAt: number): string | null {
  if (existsSync(join(files.dataDir, 'branch', 'journal.sqlite'))) return null;
  console.log('Simulating two weeks of past business days, so that estimates and comparisons have something to say…');
  const before = new Date(startAt + ZONE_OFFSET_MS).toISOString().slice(0, 10);
  const args = ['--config', files.branchConfig, '--before', before, '--days', '10', '--seed', String(seed + 100)];
  const program = join(ROOT, 'edge-agent', 'past-days-main.ts');
  const result = spawnSync(process.execPath, [program, ...args], { cwd: ROOT, encoding: 'utf8' });
  return result.status === 0 ? null : `The past days could not be simulated: ${result.stderr}`;
}

const OPENING_HOUR = 9;
const DAY_MS = 86_400_000;
/** The demo site's zone, Asia/Shanghai, has no daylight saving. */
const ZONE_OFFSET_MS = 8 * 3_600_000;

interface DemoClock {
  readonly spec: ClockSpec;
  stop(): void;
}

/**
 * The demo's clock starts shortly before the doors open. A simulated machine does not remember yesterday's tickets, so
 * each start is the next business day; going back in time would contradict what the journal already holds. The time
 * reached is written every second, so that a killed demo is remembered too.
 */
function nextBusinessDay(dataDir: string, factor: number): DemoClock {
  const file = join(dataDir, 'demo-clock.json');
  const realAt = time.now();
  const dayOf = (at: number): number => Math.floor((at + ZONE_OFFSET_MS) / DAY_MS);
  const reached = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { reached: number }).reached : null;
  const day = reached === null ? dayOf(realAt) : Math.max(dayOf(realAt), dayOf(reached) + 1);
  const startAt = day * DAY_MS - ZONE_OFFSET_MS + OPENING_HOUR * 3_600_000 - 3_000;
  let cancel = (): void => {};
  const remember = (): void => {
    writeFileSync(file, JSON.stringify({ reached: Math.round(startAt + (time.now() - realAt) * factor) }));
    cancel = time.after(1_000, remember);
  };
  remember();
  return { spec: { realAt, startAt, factor }, stop: () => cancel() };
}

function readyUrl(port: number): string {
  return `http://127.0.0.1:${port}/readyz`;
}

function demoParts(options: DemoOptions, files: DemoFiles): readonly Part[] {
  return [
    {
      name: 'head-office',
      args: ['run.mjs', 'server/main.ts', '--config', files.headOfficeConfig],
      readyUrl: readyUrl(options.httpPort),
    },
    {
      name: 'hall',
      args: ['devices/cli/main.ts', 'simulate', '--site', files.site, '--tcp', '--seed', String(options.seed)],
      readyUrl: null,
    },
    {
      name: 'branch',
      args: ['--max-semi-space-size=2', 'run.mjs', 'edge-agent/main.ts', '--config', files.branchConfig],
      readyUrl: readyUrl(options.branchPort),
    },
  ];
}

function startPart(part: Part, dataDir: string, clock: ClockSpec): ChildProcess {
  const log = openSync(join(dataDir, 'logs', `${part.name}.log`), 'a');
  const child = spawn(process.execPath, part.args, {
    cwd: ROOT,
    // Its own process group: Ctrl-C reaches only this supervisor, which then stops the parts in order.
    detached: true,
    // Parts end when this pipe closes, so none outlives a killed supervisor.
    stdio: ['pipe', log, log],
    env: { ...process.env, HALLMETER_CLOCK: formatClockSpec(clock), HALLMETER_STOP_WITH_STDIN: '1' },
  });
  closeSync(log);
  return child;
}

async function isReady(part: Part, child: ChildProcess): Promise<boolean> {
  const deadline = time.now() + READY_LIMIT_MS;
  while (time.now() < deadline && child.exitCode === null) {
    if (part.readyUrl === null) return true;
    const reply = await fetch(part.readyUrl).catch(() => null);
    if (reply?.ok === true) return true;
    await pause(50);
  }
  return false;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => void time.after(ms, done));
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const cancel = time.after(STOP_LIMIT_MS, () => child.kill('SIGKILL'));
    child.once('exit', () => {
      cancel();
      done();
    });
    child.kill('SIGTERM');
  });
}

function lastWords(part: Part, dataDir: string): string {
  const file = join(dataDir, 'logs', `${part.name}.log`);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8);
  return [
    `${part.name} did not start or ended by itself. Its log, ${file}, ends with:`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

async function busyPorts(ports: readonly number[]): Promise<readonly number[]> {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_, index) => !free[index]);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

function banner(options: DemoOptions, dataDir: string): string {
  const branch = `http://127.0.0.1:${options.branchPort}`;
  const setupCode = join(dataDir, 'head-office', 'setup-code');
  const setup = existsSync(setupCode) ? readFileSync(setupCode, 'utf8').trim() : null;
  return [
    '',
    `Hallmeter is running${options.factor === 1 ? '' : ` ${options.factor} times faster than real time`}. Ctrl-C stops it.`,
    '',
    `  Head office   http://127.0.0.1:${options.httpPort}/`,
    `  Lobby board   ${branch}/lobby`,
    `  Kiosk         ${branch}/kiosk`,
    `  Hall display  ${branch}/display`,
    '',
    `  Data and logs ${dataDir}`,
    '',
    ...(setup === null
      ? []
      : [
          'Nobody has an account at head office yet. Make the first one here (the link works once):',
          `  http://127.0.0.1:${options.httpPort}/#/setup?code=${setup}`,
          '',
        ]),
  ].join('\n');
}
