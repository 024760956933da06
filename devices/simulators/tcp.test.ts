import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import type { Site } from '#devices/sites/site.ts';
import { demoSite } from './hall-bench.ts';
import { openTcpTaps, type TapListener, type TcpTaps } from './tcp.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

const site = demoSite();
const onFreePorts = site.ports.map((port) => ({ ...port, link: { type: 'tcp', host: '127.0.0.1', port: 0 } as const }));
const freePorts: Site = { ...site, ports: onFreePorts };
const bytes = Uint8Array.of(0xff, 0x68);
const chunk = (port: string) => ({ at: 0, port, direction: 'shared', bytes }) as const;

class Log implements TapListener {
  readonly #waiting = new Map<string, () => void>();
  readonly heard: string[] = [];
  connected = (port: string): void => this.#note(`${port} connected`);
  disconnected = (port: string): void => this.#note(`${port} gone`);
  unexpectedBytes = (port: string, total: number): void => this.#note(`${port} ${total} bytes`);

  /** Resolves once this was heard `times` times. */
  async until(what: string, times = 1): Promise<void> {
    while (this.heard.filter((one) => one === what).length < times) {
      await new Promise<void>((done) => this.#waiting.set(what, done));
    }
  }

  #note(what: string): void {
    this.heard.push(what);
    this.#waiting.get(what)?.();
  }
}

async function open(log: TapListener): Promise<TcpTaps> {
  const opened = await openTcpTaps(freePorts, log);
  if (!opened.ok) throw new Error(opened.message);
  cleanups.push(() => opened.taps.close());
  return opened.taps;
}

function client(taps: TcpTaps, port: string): Socket {
  const socket = connect(taps.addresses.get(port)!.port, '127.0.0.1');
  cleanups.push(() => socket.destroy());
  return socket;
}

describe('a hall on TCP', () => {
  test('all clients of a port get its bytes, nobody those of another port', async () => {
    const log = new Log();
    const taps = await open(log);
    const bus = [client(taps, 'bus'), client(taps, 'bus')];
    const strip = client(taps, 'strip');
    const heardOnStrip: Buffer[] = [];
    strip.on('data', (data: Buffer) => heardOnStrip.push(data));
    const heardOnBus = bus.map((socket) => once(socket, 'data') as Promise<[Buffer]>);
    await log.until('strip connected');
    await log.until('bus connected', 2);
    taps.deliver(chunk('bus'));
    const heard = await Promise.all(heardOnBus);
    expect(heard.map(([data]) => [...data])).toEqual([[...bytes], [...bytes]]);
    expect(heardOnStrip).toEqual([]);
  });

  test('bytes without a listener are lost, a later client gets those from then on', async () => {
    const log = new Log();
    const taps = await open(log);
    taps.deliver({ ...chunk('bus'), bytes: Uint8Array.of(1) });
    const late = client(taps, 'bus');
    await log.until('bus connected');
    taps.deliver({ ...chunk('bus'), bytes: Uint8Array.of(2) });
    const [data] = (await once(late, 'data')) as [Buffer];
    expect([...data]).toEqual([2]);
    late.destroy();
    await log.until('bus gone');
    taps.deliver(chunk('bus'));
  });

  test('bytes sent by a client are reported', async () => {
    const log = new Log();
    const taps = await open(log);
    client(taps, 'printer').write('abc');
    await log.until('printer 3 bytes');
    expect(log.heard).toContain('printer 3 bytes');
  });

  test('a port that is taken, far away, or not there is said', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    cleanups.push(() => other.close());
    const { port } = other.address() as AddressInfo;
    const taken = demoSite((changed) => (changed.ports[0]!.link.port = port));
    const answers = [
      await openTcpTaps(taken, new Log()),
      await openTcpTaps(
        demoSite((changed) => (changed.ports[1]!.link.host = '10.1.2.3')),
        new Log(),
      ),
      await openTcpTaps({ ...freePorts, ports: [] }, new Log()),
    ];
    expect(answers.map((answer) => (answer.ok ? '' : answer.code))).toEqual([
      'cannot-listen',
      'not-loopback',
      'no-tcp-port',
    ]);
    expect(answers[0]).toMatchObject({ message: expect.stringContaining('another program listens there') });
  });
});
