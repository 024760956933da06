import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import type { Site } from '#devices/sites/site.ts';

/**
 * A simulated hall on pseudo-terminals: one per serial or TCP port of the site, as a link in a folder, so that the
 * agent opens it like a serial port. Each is one `socat` process that ends with this one.
 */
interface PtyTaps {
  /** Link of each port. */
  readonly paths: ReadonlyMap<string, string>;
  deliver(record: CaptureRecord): void;
  close(): Promise<void>;
}

export type OpenedPtys =
  | { readonly ok: true; readonly taps: PtyTaps }
  | { readonly ok: false; readonly code: 'no-socat' | 'socat-failed'; readonly message: string };

type Socat = ChildProcessByStdio<Writable, Readable, Readable>;

/** When nobody reads the terminal, bytes beyond this are lost. */
const MAX_UNREAD_BYTES = 65_536;

/** Makes the links `<folder>/<port id>`; `onUnexpectedBytes` hears of bytes written by the tapping side. */
export async function openPtyTaps(
  site: Site,
  folder: string,
  onUnexpectedBytes: (port: string, count: number) => void,
): Promise<OpenedPtys> {
  const children = new Map<string, Socat>();
  const paths = new Map<string, string>();
  const close = async (): Promise<void> => void (await Promise.all([...children.values()].map(endChild)));
  for (const { id, link } of site.ports) {
    if (link.type === 'hid') continue;
    const path = `${folder}/${id}`;
    const started = await startSocat(path);
    if (typeof started === 'string') {
      await close();
      return started === 'ENOENT'
        ? { ok: false, code: 'no-socat', message: 'socat is not installed. On Debian: apt-get install socat' }
        : { ok: false, code: 'socat-failed', message: `socat cannot make ${path}: ${started}` };
    }
    started.stdout.on('data', (chunk: Buffer) => onUnexpectedBytes(id, chunk.length));
    children.set(id, started);
    paths.set(id, path);
  }
  return {
    ok: true,
    taps: {
      paths,
      deliver({ port, bytes }) {
        const input = children.get(port)?.stdin;
        if (input !== undefined && input.writableLength < MAX_UNREAD_BYTES) input.write(bytes);
      },
      close,
    },
  };
}

/** The running process once its terminal exists, else why it does not. */
function startSocat(path: string): Promise<Socat | string> {
  return new Promise((done) => {
    const child = spawn('socat', ['-d', '-d', '-', `pty,raw,echo=0,link=${path}`], { stdio: 'pipe' });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
      if (said.includes('starting data transfer loop')) done(child);
    });
    child.once('error', (error: NodeJS.ErrnoException) => done(error.code === 'ENOENT' ? 'ENOENT' : error.message));
    child.once('exit', () => done(lastLine(said)));
    // The other end of a closed terminal: the exit says it all.
    child.stdin.on('error', () => undefined);
  });
}

function endChild(child: Socat): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
