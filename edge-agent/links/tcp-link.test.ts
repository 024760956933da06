import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { LinkProblem } from './link.ts';
import { createTcpLink } from './tcp-link.ts';

const servers: Server[] = [];

async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer(onSocket);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

function observe(port: number) {
  const link = createTcpLink({ host: '127.0.0.1', port });
  const chunks: Uint8Array[] = [];
  let opened = 0;
  let onChunk = (): void => {};
  const open = (): Promise<LinkProblem> =>
    new Promise((resolve) =>
      link.open({
        onOpen: () => (opened += 1),
        onBytes: (chunk) => {
          chunks.push(chunk);
          onChunk();
        },
        onClosed: resolve,
      }),
    );
  const bytesArrive = (): Promise<void> => new Promise((resolve) => (onChunk = resolve));
  return { link, chunks, open, bytesArrive, opened: () => opened };
}

describe('a TCP link', () => {
  test('delivers what the device server sends and says when it hung up', async () => {
    const port = await listen((socket) => socket.end(Uint8Array.of(0xff, 0x68)));
    const { chunks, open, opened } = observe(port);
    expect((await open()).code).toBe('ended');
    expect(opened()).toBe(1);
    expect(Buffer.concat(chunks)).toEqual(Buffer.of(0xff, 0x68));
  });

  test('can be opened again after a loss', async () => {
    let connections = 0;
    const port = await listen((socket) => {
      connections += 1;
      socket.end();
    });
    const { open } = observe(port);
    await open();
    await open();
    expect(connections).toBe(2);
  });

  test('names a port where nobody listens', async () => {
    const port = await listen(() => {});
    await new Promise((resolve) => servers.pop()!.close(resolve));
    expect((await observe(port).open()).code).toBe('refused');
  });

  test('is silent after it was closed', async () => {
    let far: Socket | null = null;
    const port = await listen((socket) => {
      far = socket;
      socket.write('a');
    });
    const { link, chunks, open, bytesArrive } = observe(port);
    let isClosedReported = false;
    void open().then(() => (isClosedReported = true));
    await bytesArrive();
    const farClosed = new Promise((resolve) => far!.on('close', resolve));
    await link.close();
    await farClosed;
    expect(isClosedReported).toBe(false);
    expect(chunks).toHaveLength(1);
  });

  test('writes to the device server when a driver asks', async () => {
    let arrive: (bytes: Buffer) => void = () => {};
    const received = new Promise<Buffer>((resolve) => (arrive = resolve));
    const port = await listen((socket) => socket.once('data', arrive));
    const { link } = observe(port);
    await new Promise<void>((opened) => link.open({ onOpen: opened, onBytes() {}, onClosed() {} }));
    await link.write(Uint8Array.of(1, 2));
    expect(await received).toEqual(Buffer.of(1, 2));
    await link.close();
    await expect(link.write(Uint8Array.of(3))).rejects.toThrow('not open');
  });
});
