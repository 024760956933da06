import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatClockSpec, type ClockSpec } from '#contract/clock.ts';
import type { Site } from '#devices/sites/site.ts';
import { setUp } from '../../server/tests/first-account.ts';
import { freePort } from './free-port.ts';
import { end, ROOT, until } from './run.ts';

/**
 * The real processes of the system, each with its real configuration, on free loopback ports and in one temporary
 * folder. `dispose` ends what was started and removes the folder.
 */
export interface TestSystem {
  readonly folder: string;
  /** Starts a program of the project; its output goes to `<folder>/<name>.log`. */
  start(name: string, args: readonly string[], clock?: ClockSpec): ChildProcess;
  logOf(name: string): string;
  write(name: string, value: unknown): string;
  dispose(): Promise<void>;
}

export function createSystem(): TestSystem {
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-system-'));
  const children: ChildProcess[] = [];
  return {
    folder,
    start(name, args, clock) {
      const log = openSync(join(folder, `${name}.log`), 'a');
      const child = spawn(join(ROOT, 'node_modules', '.bin', 'node'), args, {
        cwd: ROOT,
        stdio: ['pipe', log, log],
        env: { ...process.env, HALLMETER_CLOCK: clock === undefined ? '' : formatClockSpec(clock) },
      });
      closeSync(log);
      children.push(child);
      return child;
    },
    logOf: (name) => readFileSync(join(folder, `${name}.log`), 'utf8'),
    write(name, value) {
      const file = join(folder, name);
      writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
      return file;
    },
    async dispose() {
      await Promise.all(children.map((child) => end(child)));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function newSecret(): string {
  return randomBytes(18).toString('base64url');
}

export interface HeadOffice {
  readonly url: string;
  readonly mqttUrl: string;
  readonly child: ChildProcess;
  /** Of the first account's session. */
  readonly cookie: string;
  secretOf(branch: string): string;
  /** Same configuration, same store, new process. */
  restart(): Promise<HeadOffice>;
}

export interface HeadOfficeOptions {
  readonly branches: readonly string[];
  readonly clock?: ClockSpec;
  /** A broker of the bank's own; embedded when absent. */
  readonly external?: { readonly url: string; readonly password: string };
}

/** By origin: who asks as the first account there. */
const COOKIES = new Map<string, string>();

export async function startHeadOffice(system: TestSystem, options: HeadOfficeOptions): Promise<HeadOffice> {
  const { branches, external } = options;
  const secrets = new Map(branches.map((id) => [id, newSecret()]));
  for (const [id, secret] of secrets) system.write(`${id}.secret`, secret);
  const [httpPort, mqttPort] = [await freePort(), await freePort()];
  if (external !== undefined) system.write('head-office.password', external.password);
  mkdirSync(join(system.folder, 'head-office'), { recursive: true });
  const config = system.write('head-office.json', {
    dataDir: 'head-office',
    http: { host: '127.0.0.1', port: httpPort },
    frontDoor:
      external === undefined
        ? { type: 'embedded', host: '127.0.0.1', port: mqttPort }
        : { type: 'external', url: external.url, passwordFile: 'head-office.password' },
    branches: branches.map((id) => ({ id, name: `Branch ${id}`, secretFile: `${id}.secret` })),
  });
  const url = `http://127.0.0.1:${httpPort}`;
  const run = async (): Promise<HeadOffice> => {
    const child = system.start('head-office', ['server/main.ts', '--config', config], options.clock);
    await ready(system, { name: 'head-office', child, url });
    const code = join(system.folder, 'head-office', 'setup-code');
    if (existsSync(code)) COOKIES.set(url, await setUp(`${url}/#/setup?code=${readFileSync(code, 'utf8').trim()}`));
    return {
      url,
      cookie: COOKIES.get(url)!,
      mqttUrl: external?.url ?? `mqtt://127.0.0.1:${mqttPort}`,
      child,
      secretOf: (branch) => secrets.get(branch) ?? '',
      restart: run,
    };
  };
  return run();
}

export interface Branch {
  readonly url: string;
  readonly child: ChildProcess;
  /** Folder that holds the journal. */
  readonly dataDir: string;
  restart(): Promise<Branch>;
}

export interface BranchOptions {
  readonly site: Site;
  readonly mqttUrl: string;
  readonly secret: string;
  readonly clock?: ClockSpec;
}

export async function startBranch(system: TestSystem, options: BranchOptions): Promise<Branch> {
  const { site, mqttUrl, secret } = options;
  const id = site.branch.id;
  const port = await freePort();
  system.write(`${id}-site.json`, site);
  system.write(`${id}-branch.secret`, secret);
  const dataDir = join(system.folder, `${id}-data`);
  mkdirSync(dataDir, { recursive: true });
  const config = system.write(`${id}-branch.json`, {
    site: `${id}-site.json`,
    dataDir: `${id}-data`,
    headOffice: { url: mqttUrl, secretFile: `${id}-branch.secret` },
    http: { host: '127.0.0.1', port },
    rawLog: { keepDays: 7 },
  });
  const url = `http://127.0.0.1:${port}`;
  const run = async (): Promise<Branch> => {
    const child = system.start(`${id}-agent`, ['edge-agent/main.ts', '--config', config], options.clock);
    await ready(system, { name: `${id}-agent`, child, url });
    return { url, child, dataDir, restart: run };
  };
  return run();
}

async function ready(system: TestSystem, part: { name: string; child: ChildProcess; url: string }): Promise<void> {
  try {
    await until(`${part.name} ready`, async () => {
      if (part.child.exitCode !== null) throw new Error(`ended with ${part.child.exitCode}`);
      const reply = await fetch(`${part.url}/readyz`);
      return reply.ok ? true : null;
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}; its log:\n${system.logOf(part.name).slice(-2_000)}`, {
      cause: error,
    });
  }
}

/** The demo hall's site file as it stands. */
export function readDemoSite(): Site {
  return JSON.parse(readFileSync(join(ROOT, 'devices', 'sites', 'demo-bank.json'), 'utf8')) as Site;
}

/** The demo hall on free ports. */
export async function demoSite(branch = 'demo'): Promise<Site> {
  const site = readDemoSite();
  for (const port of site.ports) if (port.link.type === 'tcp') port.link.port = await freePort();
  return { ...site, branch: { ...site.branch, id: branch as Site['branch']['id'] } };
}

export function startHall(
  system: TestSystem,
  site: Site,
  options: { clock?: ClockSpec; seed?: number } = {},
): ChildProcess {
  const file = system.write(`${site.branch.id}-hall-site.json`, site);
  const args = ['devices/cli/main.ts', 'simulate', '--site', file, '--tcp', '--seed', String(options.seed ?? 1)];
  return system.start(`${site.branch.id}-hall`, args, options.clock);
}

/** A working morning in the demo's time zone, `factor` times faster than real time. */
export function mondayMorning(factor: number, minutes = 0): ClockSpec {
  return { realAt: Date.now(), startAt: Date.UTC(2026, 10, 30, 0, 59, 50) + minutes * 60_000, factor };
}

/** Head office answers as to its first account. */
export async function getJson<T>(url: string): Promise<T> {
  const cookie = COOKIES.get(new URL(url).origin);
  const reply = await fetch(url, cookie === undefined ? {} : { headers: { cookie } });
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}
