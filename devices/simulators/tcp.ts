import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { CaptureRecord } from '#devices/capture/capture.ts';
import type { Site } from '#devices/sites/site.ts';

/**
 * A simulated hall on TCP: one server per port of the site that has a TCP link, as a serial-to-network adapter would
 * offer it. Bytes for which nobody is connected are lost, as on a real wire.
 */
export interface TcpTaps {
  /** Where each port listens. */
  readonly addresses: ReadonlyMap<string, { readonly host: string; readonly port: number }>;
  deliver(record: CaptureRecord): void;
  close(): Promise<void>;
}

export interface TapListener {
  connected(port: string): void;
  disconnected(port: string): void;
  /** A tap only listens: bytes from its client are a violation. `total` counts them since the start. */
  unexpectedBytes(port: string, total: number): void;
}

export type OpenedTaps =
  | { readonly ok: true; readonly taps: TcpTaps }
  | { readonly ok: false; readonly code: 'not-loopback' | 'no-tcp-port' | 'cannot-listen'; readonly message: string };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
/** A client that reads too slowly loses bytes rather than eating memory. */
const MAX_UNREAD_BYTES = 1_048_576;

/** Listens for every TCP port of the site; a port number 0 takes any free one. */
export async function openTcpTaps(site: Site, listener: TapListener): Promise<OpenedTaps> {
  const wanted = site.ports.flatMap(({ id, link }) => (link.type === 'tcp' ? [{ id, ...link }] : []));
  if (wanted.length === 0) {
    return { ok: false, code: 'no-tcp-port', message: 'no port of this site has a link of type "tcp"' };
  }
  const far = wanted.find(({ host }) => !LOOPBACK.test(host));
  if (far !== undefined) {
    const message = `port "${far.id}" is at ${far.host}; a simulated hall listens on this machine only (127.0.0.1)`;
    return { ok: false, code: 'not-loopback', message };
  }
  const taps = new Map<string, Tap>();
  for (const { id, host, port } of wanted) {
    const tap = new Tap(id, listener);
    const problem = await tap.listen(host, port);
    if (problem !== null) {
      await Promise.all([...taps.values()].map((one) => one.close()));
      return { ok: false, code: 'cannot-listen', message: `port "${id}" cannot listen on ${host}:${port}: ${problem}` };
    }
    taps.set(id, tap);
  }
  return {
    ok: true,
    taps: {
      addresses: new Map([...taps].map(([id, tap]) => [id, tap.address()])),
      deliver: (record) => taps.get(record.port)?.deliver(record.bytes),
      close: async () => void (await Promise.all([...taps.values()].map((tap) => tap.close()))),
    },
  };
}

class Tap {
  readonly #id: string;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  readonly #listener: TapListener;
  #unexpected = 0;

  constructor(id: string, listener: TapListener) {
    this.#id = id;
    this.#listener = listener;
    this.#server = createServer((socket) => this.#admit(socket));
  }

  /** Null when it listens, else why not. */
  listen(host: string, port: number): Promise<string | null> {
    return new Promise((done) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => {
        done(error.code === 'EADDRINUSE' ? 'another program listens there already' : error.message);
      });
      this.#server.listen(port, host, () => done(null));
    });
  }

  address(): { host: string; port: number } {
    const { address, port } = this.#server.address() as AddressInfo;
    return { host: address, port };
  }

  deliver(bytes: Uint8Array): void {
    for (const socket of this.#clients) {
      if (socket.writableLength < MAX_UNREAD_BYTES) socket.write(bytes);
    }
  }

  close(): Promise<void> {
    for (const socket of this.#clients) socket.destroy();
    return new Promise((done) => this.#server.close(() => done()));
  }

  #admit(socket: Socket): void {
    this.#clients.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#unexpected += chunk.length;
      this.#listener.unexpectedBytes(this.#id, this.#unexpected);
    });
    // A reset connection is reported by 'close', which always follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#clients.delete(socket);
      this.#listener.disconnected(this.#id);
    });
    this.#listener.connected(this.#id);
  }
}
