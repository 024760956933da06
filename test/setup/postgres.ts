import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';

/**
 * One PostgreSQL server for the whole test run, on loopback, with its data in a temporary folder. Every test that wants
 * a database makes its own in it (`server/tests/databases.ts`).
 */

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the maintenance database; the role may make others. */
    readonly postgresUrl: string;
  }
}

const VERSIONS = '/usr/lib/postgresql';
const START_LIMIT_MS = 30_000;

/** Folder of the newest installed server's programs; throws when there is none. */
export function postgresPrograms(): string {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number).filter(Number.isInteger) : [];
  const newest = Math.max(0, ...versions);
  const folder = join(VERSIONS, String(newest), 'bin');
  if (!existsSync(join(folder, 'initdb'))) {
    throw new Error('Tests need a PostgreSQL server: run node test/setup/system-packages.ts (Debian: postgresql).');
  }
  return folder;
}

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** `durable`: with fsync, for measuring; tests do without. */
export async function startPostgres({ durable }: { readonly durable: boolean }): Promise<PostgresServer> {
  const programs = postgresPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'hallmeter-pg-'));
  const identity = unprivileged(folder);
  const data = join(folder, 'data');
  const args = ['-D', data, '-U', 'hallmeter', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const made = spawnSync(join(programs, 'initdb'), args, { ...identity, encoding: 'utf8', cwd: folder });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: folder, max_connections: 200 };
  const flags = Object.entries({ ...settings, ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }) });
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...flags.flatMap(([name, value]) => ['-c', `${name}=${String(value)}`])],
    { ...identity, cwd: folder, stdio: 'ignore' },
  );
  const url = `postgres://hallmeter@127.0.0.1:${String(port)}/postgres`;
  const stop = async (): Promise<void> => {
    await ended(server);
    rmSync(folder, { recursive: true, force: true });
  };
  const ready = (): boolean =>
    spawnSync(join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' }).status === 0;
  for (let waited = 0; !ready(); waited += 100) {
    if (server.exitCode !== null || waited > START_LIMIT_MS) {
      await stop();
      throw new Error('the PostgreSQL server did not start');
    }
    await pause(100);
  }
  return { url, stop };
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function unprivileged(folder: string): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());
  const identity = { uid: id('-u'), gid: id('-g') };
  chownSync(folder, identity.uid, identity.gid);
  return identity;
}

/** SIGINT is PostgreSQL's "fast shutdown": open sessions are ended. */
function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    server.once('exit', () => done());
    server.kill('SIGINT');
  });
}

/** Vitest's global set-up. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ durable: false });
  project.provide('postgresUrl', server.url);
  return server.stop;
}
