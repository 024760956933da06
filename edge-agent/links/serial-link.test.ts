import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPortMock } from 'serialport';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LinkHandlers, LinkProblem } from './link.ts';
import { createSerialLink, type SerialLibrary, type SerialOptions, type SerialStream } from './serial-link.ts';

const LINE = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 } as const;

/** serialport's own stream over its in-process binding. */
function mockLibrary(streams: SerialPortMock[] = []): SerialLibrary {
  return {
    create: (options: SerialOptions) => {
      const stream = new SerialPortMock({ ...options, autoOpen: false });
      streams.push(stream);
      return stream;
    },
    list: async () => ['/dev/ttyUSB7'],
  };
}

function failingStream(message: string): SerialStream {
  return {
    isOpen: false,
    open: (done) => done(new Error(message)),
    close: () => expect.unreachable('it never opened'),
    write: () => expect.unreachable('nothing is written'),
    on: () => {},
  };
}

function watchHandlers() {
  const chunks: Uint8Array[] = [];
  let opened = (): void => {};
  let closed = (_problem: LinkProblem): void => {};
  let arrived = (): void => {};
  const handlers: LinkHandlers = {
    onOpen: () => opened(),
    onBytes: (chunk) => {
      chunks.push(chunk);
      arrived();
    },
    onClosed: (problem) => closed(problem),
  };
  return {
    chunks,
    handlers,
    open: new Promise<void>((resolve) => (opened = resolve)),
    closed: new Promise<LinkProblem>((resolve) => (closed = resolve)),
    bytes: new Promise<void>((resolve) => (arrived = resolve)),
  };
}

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serial-'));
  path = join(folder, 'ttyTEST');
  await writeFile(path, '');
  SerialPortMock.binding.createPort(path, { echo: false, record: true });
});

afterEach(async () => {
  SerialPortMock.binding.reset();
  await rm(folder, { recursive: true });
});

describe('a serial link', () => {
  test('opens the line, delivers its bytes and writes', async () => {
    const streams: SerialPortMock[] = [];
    const link = createSerialLink({ path, ...LINE }, async () => mockLibrary(streams));
    const seen = watchHandlers();
    link.open(seen.handlers);
    await seen.open;
    streams[0]!.port!.emitData(Buffer.of(0xff, 0x68));
    await seen.bytes;
    expect(Buffer.concat(seen.chunks)).toEqual(Buffer.of(0xff, 0x68));
    await link.write(Uint8Array.of(0x16));
    expect(streams[0]!.port!.recording).toEqual(Buffer.of(0x16));
    await link.close();
    expect(streams[0]!.isOpen).toBe(false);
  });

  test('takes the removal of the device node for an unplug and closes the spinning port', async () => {
    const streams: SerialPortMock[] = [];
    const link = createSerialLink({ path, ...LINE }, async () => mockLibrary(streams));
    const seen = watchHandlers();
    link.open(seen.handlers);
    await seen.open;
    await unlink(path);
    expect(await seen.closed).toEqual({ code: 'unplugged', detail: `${path} disappeared` });
    await link.close();
    expect(streams[0]!.isOpen).toBe(false);
  });

  test('says which ports there are when its own is missing', async () => {
    const library: SerialLibrary = {
      create: () => failingStream('Error: No such file or directory, cannot open /dev/ttyUSB0'),
      list: async () => ['/dev/ttyUSB7'],
    };
    const link = createSerialLink({ path: '/dev/ttyUSB0', ...LINE }, async () => library);
    const seen = watchHandlers();
    link.open(seen.handlers);
    const problem = await seen.closed;
    expect(problem.code).toBe('not-found');
    expect(problem.detail).toContain('ports present: /dev/ttyUSB7');
  });

  test('names the package where ports cannot be listed', async () => {
    const library: SerialLibrary = {
      create: () => failingStream('Error: No such file or directory, cannot open /dev/ttyUSB0'),
      list: () => Promise.reject(new Error('spawn udevadm ENOENT')),
    };
    const link = createSerialLink({ path: '/dev/ttyUSB0', ...LINE }, async () => library);
    const seen = watchHandlers();
    link.open(seen.handlers);
    expect((await seen.closed).detail).toContain('Debian package udev');
  });

  test.each([
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'no-permission'],
    ['Error Resource temporarily unavailable Cannot lock port', 'busy'],
    ['Error: Inappropriate ioctl for device', 'io-error'],
  ])('explains "%s" as %s', async (message, code) => {
    const library: SerialLibrary = { create: () => failingStream(message), list: async () => [] };
    const link = createSerialLink({ path: '/dev/ttyUSB0', ...LINE }, async () => library);
    const seen = watchHandlers();
    link.open(seen.handlers);
    expect((await seen.closed).code).toBe(code);
  });

  test('is disabled, not broken, without the native library', async () => {
    const link = createSerialLink({ path, ...LINE }, () => Promise.reject(new Error('no native build')));
    const seen = watchHandlers();
    link.open(seen.handlers);
    expect(await seen.closed).toEqual({ code: 'library-missing', detail: 'serialport: no native build' });
  });

  test('stays silent when it is closed while still opening', async () => {
    const streams: SerialPortMock[] = [];
    const link = createSerialLink({ path, ...LINE }, async () => mockLibrary(streams));
    const fail = (): void => expect.unreachable('the link was closed');
    link.open({ onOpen: fail, onBytes: fail, onClosed: fail });
    await link.close();
    const again = watchHandlers();
    link.open(again.handlers);
    await again.open;
    await link.close();
  });
});
