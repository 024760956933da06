import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Killed after this long. */
  readonly limitMs?: number;
  readonly input?: string;
}

export interface RunResult {
  readonly code: number;
  readonly output: string;
  readonly stdout: string;
}

/** The environment in which the project's own `node` and tools come first. */
export function toolEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const bin = join(ROOT, 'node_modules', '.bin');
  return { ...process.env, NO_COLOR: '1', ...extra, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}

/** Runs a command to its end and returns what it printed; never rejects for a non-zero exit. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd ?? ROOT, env: toolEnvironment(options.env) });
    let stdout = '';
    let output = '';
    const limit = setTimeout(() => child.kill('SIGKILL'), options.limitMs ?? 60_000);
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ code: code ?? -1, output, stdout });
    });
    // A child that ends without reading its input is none of our business.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** Ends a process this test started: politely, then for good. Resolves with its exit code. */
export function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM', limitMs = 8_000): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('exit', (code) => {
      clearTimeout(limit);
      resolve(code);
    });
    child.kill(signal);
  });
}

/** Polls until `probe` gives something other than null, or fails with `what` after `limitMs`. */
export async function until<T>(what: string, probe: () => Promise<T | null> | T | null, limitMs = 20_000): Promise<T> {
  const deadline = Date.now() + limitMs;
  let last: unknown = null;
  while (Date.now() < deadline) {
    try {
      const found = await probe();
      if (found !== null) return found;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${what}: not within ${limitMs} ms`, { cause: last });
}
