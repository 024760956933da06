import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { Aedes, type AedesPublishPacket } from 'aedes';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realClock } from '#contract/clock.ts';
import type { ConfigMessage } from '#contract/down.ts';
import { decodeBatch } from '#contract/envelope.ts';
import { branchIdSchema, epochIdSchema } from '#contract/ids.ts';
import { statusMessageSchema, type StatusMessage } from '#contract/status.ts';
import { branchMayPublish, branchMaySubscribe } from '#contract/topics.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { recordingLog, type RecordedLog } from '../recording-log.ts';
import { createUplink, type CountingUplink } from './uplink.ts';

/** Against a real broker on a real socket, with the ACL of the topic table. */

const branch = branchIdSchema.parse('b-0001');
const epoch = epochIdSchema.parse('00112233445566ff');
const secret = 'correct horse';
const clock = realClock();

let broker: Aedes;
let server: Server;
let port: number;
let journal: MemoryJournal;
let log: RecordedLog;
let uplinks: CountingUplink[];
let sockets: Set<Socket>;

beforeEach(async () => {
  journal = new MemoryJournal(branch, epoch);
  log = recordingLog();
  uplinks = [];
  sockets = new Set();
  port = 0;
  await openBroker();
});

afterEach(async () => {
  await Promise.all(uplinks.map((uplink) => uplink.stop()));
  await closeBroker();
});

async function openBroker(): Promise<void> {
  broker = await Aedes.createBroker({
    authenticate: (client, username, password, done) =>
      done(null, client.id === username && password?.toString() === secret),
    authorizePublish: (client, packet, done) =>
      done(client === null || branchMayPublish(branch, packet.topic) ? null : new Error('not yours')),
    authorizeSubscribe: (_client, subscription, done) =>
      done(null, branchMaySubscribe(branch, subscription.topic) ? subscription : null),
  });
  server = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
}

async function closeBroker(): Promise<void> {
  await new Promise<void>((resolve) => broker.close(resolve));
  for (const socket of sockets) socket.destroy();
  if (!server.listening) return;
  await new Promise((resolve) => server.close(resolve));
}

function begin(password = secret, onConfig?: (message: ConfigMessage) => void): CountingUplink {
  const uplink = createUplink({
    journal,
    clock,
    // No waiting between attempts: the tests run on the real clock.
    random: () => 0.01,
    boot: 'aaaaaaaaaaaaaaaa',
    url: `mqtt://127.0.0.1:${port}`,
    secret: password,
    statusMessage,
    ...(onConfig === undefined ? {} : { onConfig }),
    log,
  });
  uplinks.push(uplink);
  uplink.start();
  return uplink;
}

function statusMessage(): StatusMessage {
  const versions = { agent: '0.1.0', rubric: '1.0.0' };
  return { v: 1, branch, online: true, at: clock.now(), boot: 'bbbbbbbbbbbbbbbb', epoch, ...versions, devices: [] };
}

function fill(count: number): void {
  const body = { type: 'device.online', at: clock.now(), src: 'bus', device: 'bus' } as const;
  journal.append(Array.from({ length: count }, () => body));
}

/** Resolves with the first message of a kind that fits. */
function message(
  kind: string,
  fits: (packet: AedesPublishPacket) => boolean = () => true,
): Promise<AedesPublishPacket> {
  return new Promise((resolve) => {
    broker.on('publish', (packet) => {
      if (packet.topic === `hm/1/${branch}/${kind}` && fits(packet)) resolve(packet);
    });
  });
}

function statusOf(packet: AedesPublishPacket): StatusMessage {
  return statusMessageSchema.parse(JSON.parse(packet.payload.toString()));
}

/** A head office in a nutshell: applies contiguous events, keeps early ones, acknowledges. */
function headOffice(): { lines: Map<number, string>; done: (last: number) => Promise<void> } {
  const lines = new Map<number, string>();
  let upto = 0;
  broker.on('publish', (packet) => {
    if (packet.topic !== `hm/1/${branch}/up`) return;
    const decoded = decodeBatch(packet.payload as Buffer);
    if (!decoded.ok) throw new Error(decoded.refusal);
    decoded.batch.lines.forEach((line, index) => lines.set(decoded.batch.header.first + index, line));
    while (lines.has(upto + 1)) upto += 1;
    say({ type: 'ack', epoch, upto });
  });
  return {
    lines,
    done: (last) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (journal.acked() >= last) resolve();
        };
        broker.on('publish', () => setImmediate(check));
        broker.on('ack', () => setImmediate(check));
        check();
      }),
  };
}

function say(value: object): void {
  const payload = Buffer.from(JSON.stringify(value));
  broker.publish(
    { cmd: 'publish', topic: `hm/1/${branch}/down`, payload, qos: 1, retain: false, dup: false },
    () => {},
  );
}

test('a backlog and live events arrive, each once in the end, and are acknowledged through the broker', async () => {
  fill(3_210);
  const office = headOffice();
  const uplink = begin();
  await office.done(3_210);
  fill(3);
  uplink.notify();
  await office.done(3_213);

  expect(office.lines.size).toBe(3_213);
  expect([...office.lines].toSorted((a, b) => a[0] - b[0]).map(([, line]) => line)).toEqual(
    journal.read(1, 10_000).map((row) => row.line),
  );
  expect(uplink.state()).toMatchObject({ connected: true, pending: 0 });
  expect(uplink.state().counts.timeouts).toBe(0);
});

test('birth on connect; the last will when the line is cut; birth again; farewell when stopped', async () => {
  const birth = message('status');
  const uplink = begin();
  expect(statusOf(await birth)).toMatchObject({ online: true, boot: 'aaaaaaaaaaaaaaaa' });
  expect((await birth).retain).toBe(true);

  const will = message('status', (packet) => !statusOf(packet).online);
  const rebirth = message('status', (packet) => statusOf(packet).online);
  for (const socket of sockets) socket.destroy();
  await will;
  await rebirth;
  expect(log.events()).toContain('uplink.lost');

  const statuses: boolean[] = [];
  broker.on('publish', (packet) => {
    if (packet.topic.endsWith('/status')) statuses.push(statusOf(packet).online);
  });
  await uplink.stop();
  expect(statuses).toEqual([false]);
});

test('a broker that goes away and comes back gets everything, from the last acknowledgement on', async () => {
  const first = headOffice();
  fill(700);
  const uplink = begin();
  await first.done(700);

  await closeBroker();
  fill(800);
  uplink.notify();
  await openBroker();
  const second = headOffice();
  for (let seq = 1; seq <= 700; seq++) second.lines.set(seq, '');
  await second.done(1_500);
  expect(second.lines.size).toBe(1_500);
  expect(uplink.state().counts.connects).toBe(2);
});

test('a head office restored from a backup asks, and gets what it had acknowledged before', async () => {
  const office = headOffice();
  fill(300);
  begin();
  await office.done(300);

  const again = message('up');
  say({ type: 'want', epoch, from: 101 });
  const decoded = decodeBatch((await again).payload as Buffer);
  expect(decoded).toMatchObject({ ok: true, batch: { header: { first: 101, count: 200 } } });
});

test('a configuration is handed on as it came, and one that breaks the agent does not end the connection', async () => {
  const birth = message('status');
  const heard: ConfigMessage[] = [];
  let isDone = (): void => {};
  const done = new Promise<void>((resolve) => (isDone = resolve));
  const uplink = begin(secret, (config) => {
    heard.push(config);
    if (config.version === 1) throw new Error('a fault of ours');
    isDone();
  });
  await birth;
  say({ type: 'config', version: 0, config: {} });
  say({ type: 'config', version: 1, config: {} });
  say({ type: 'config', version: 2, config: { kiosk: { scale: 4, idleSeconds: 20 } } });
  await done;
  expect(heard.map(({ version }) => version)).toEqual([1, 2]);
  expect(heard[1]?.config).toEqual({ kiosk: { scale: 4, idleSeconds: 20 } });
  expect(uplink.state()).toMatchObject({ connected: true, counts: { malformed: 1 } });
  expect(log.events()).toContain('uplink.config-failed');
});

test('a wrong secret is named as a refusal and tried again', async () => {
  const attempts = new Promise<void>((resolve) => {
    let count = 0;
    broker.on('clientError', () => {
      count += 1;
      if (count === 2) resolve();
    });
  });
  const uplink = begin('wrong');
  await attempts;
  expect(log.events()).toEqual(['uplink.refused']);
  expect(uplink.state()).toMatchObject({ connected: false, reason: expect.stringContaining('refused') as string });
});

test('an address that cannot be right is a reason, not a crash', async () => {
  const uplink = createUplink({
    journal,
    clock,
    random: () => 0.5,
    boot: 'aaaaaaaaaaaaaaaa',
    url: 'nonsense',
    secret,
    statusMessage,
    log,
  });
  uplink.start();
  await Promise.resolve();
  expect(uplink.state().connected).toBe(false);
  expect(log.events()).toEqual(['uplink.lost']);
  await uplink.stop();
});
