import type { Cancel } from '#contract/clock.ts';
import type { Attempt, Link, LinkHandlers, LinkProblem } from './link.ts';
import { createAttempt, messageOf, systemCode } from './link.ts';
import { watchRemoval } from './node-removal.ts';

export interface SerialOptions {
  /** Device node, by-id link or COM name. */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

/** The part of a serialport stream that is used here. */
export interface SerialStream {
  readonly isOpen: boolean;
  open(done: (error: Error | null) => void): void;
  close(done: (error: Error | null) => void): void;
  write(bytes: Uint8Array, done: (error: Error | null | undefined) => void): boolean;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'error' | 'close', listener: (error?: Error | null) => void): unknown;
}

/** The native library as this link sees it: loaded late, so that a branch without serial ports runs without it. */
export interface SerialLibrary {
  create(options: SerialOptions): SerialStream;
  /** Paths of the serial ports present; rejects where they cannot be listed (on Linux without udev). */
  list(): Promise<readonly string[]>;
}

export async function loadSerialLibrary(): Promise<SerialLibrary> {
  const { SerialPort } = await import('serialport');
  return {
    // hupcl off: closing our listening end must not drop the modem lines of a host that shares the wire.
    create: (options) => new SerialPort({ ...options, autoOpen: false, lock: true, hupcl: false }),
    list: async () => (await SerialPort.list()).map((port) => port.path),
  };
}

export function createSerialLink(options: SerialOptions, load = loadSerialLibrary): Link {
  let current: { attempt: Attempt; stream: SerialStream | null; unwatch: Cancel } | null = null;

  const begin = async (attempt: Attempt): Promise<void> => {
    const library = await loadOrReason(load);
    if (typeof library === 'string') return attempt.onClosed({ code: 'library-missing', detail: library });
    if (attempt.over) return;
    const stream = library.create(options);
    if (current?.attempt === attempt) current.stream = stream;
    stream.on('data', (chunk) => attempt.onBytes(new Uint8Array(chunk)));
    stream.on('error', (error) => attempt.onClosed(ioProblem(error)));
    stream.on('close', (error) => attempt.onClosed(closeProblem(options.path, error)));
    stream.open((error) => {
      if (error !== null && error !== undefined) {
        void reportFailure(attempt, error, library);
      } else if (attempt.over) {
        closeQuietly(stream);
      } else {
        watchNode(attempt, stream);
        attempt.onOpen();
      }
    });
  };

  const reportFailure = async (attempt: Attempt, error: Error, library: SerialLibrary): Promise<void> => {
    attempt.onClosed(await openProblem(options.path, error, library));
  };

  const watchNode = (attempt: Attempt, stream: SerialStream): void => {
    const unwatch = watchRemoval(options.path, () => {
      attempt.onClosed({ code: 'unplugged', detail: `${options.path} disappeared` });
      closeQuietly(stream);
    });
    if (current?.attempt === attempt) current.unwatch = unwatch;
  };

  return {
    open(handlers: LinkHandlers) {
      current?.unwatch();
      const attempt = createAttempt(handlers);
      current = { attempt, stream: null, unwatch: () => {} };
      begin(attempt).catch((error: unknown) => attempt.onClosed(ioProblem(error)));
    },
    async write(bytes) {
      const stream = current?.stream;
      if (!stream?.isOpen) throw new Error('the link is not open');
      await new Promise<void>((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
    async close() {
      const closing = current;
      current = null;
      closing?.attempt.mute();
      closing?.unwatch();
      if (closing?.stream?.isOpen) await new Promise<void>((resolve) => closing.stream!.close(() => resolve()));
    },
  };
}

async function loadOrReason(load: () => Promise<SerialLibrary>): Promise<SerialLibrary | string> {
  try {
    return await load();
  } catch (error) {
    return `serialport: ${messageOf(error)}`;
  }
}

function closeQuietly(stream: SerialStream): void {
  if (stream.isOpen) stream.close(() => {});
}

function ioProblem(error: unknown): LinkProblem {
  return { code: 'io-error', detail: messageOf(error) };
}

function closeProblem(path: string, error: Error | null | undefined): LinkProblem {
  const disconnected = (error as { disconnected?: boolean } | null | undefined)?.disconnected === true;
  if (disconnected) return { code: 'unplugged', detail: `${path}: ${messageOf(error)}` };
  return { code: 'ended', detail: `${path} was closed` };
}

/** serialport wraps the system's answer in text only; the code is what the text names. */
async function openProblem(path: string, error: Error, library: SerialLibrary): Promise<LinkProblem> {
  const text = `${systemCode(error)} ${messageOf(error)}`;
  if (/ENOENT|no such|not found|ENXIO|ENODEV/i.test(text)) {
    return { code: 'not-found', detail: `${path} is not there; ${await portsPresent(library)}` };
  }
  if (/EACCES|EPERM|permission|access denied/i.test(text)) return { code: 'no-permission', detail: messageOf(error) };
  if (/EBUSY|EAGAIN|lock|busy|temporarily unavailable/i.test(text)) return { code: 'busy', detail: messageOf(error) };
  return { code: 'io-error', detail: messageOf(error) };
}

async function portsPresent(library: SerialLibrary): Promise<string> {
  try {
    const paths = await library.list();
    return paths.length === 0 ? 'no serial port found' : `ports present: ${paths.slice(0, 8).join(', ')}`;
  } catch {
    return 'ports cannot be listed without the Debian package udev';
  }
}
