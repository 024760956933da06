import { beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import type { DownMessage } from '#contract/down.ts';
import { MAX_BATCH_BYTES, decodeBatch, type Batch } from '#contract/envelope.ts';
import type { EventBody } from '#contract/events.ts';
import { branchIdSchema, epochIdSchema } from '#contract/ids.ts';
import { liveSnapshotSchema, type LiveSnapshot } from '#contract/live.ts';
import { statusMessageSchema, type StatusMessage } from '#contract/status.ts';
import { topicRule } from '#contract/topics.ts';
import { MemoryJournal } from '../journal/memory-journal.ts';
import { recordingLog, type RecordedLog } from '../recording-log.ts';
import { LIVE_DELAY_MS } from './lanes.ts';
import { MemoryMqtt, type Published } from './memory-mqtt.ts';
import { GOODBYE_MS, createUplink, type CountingUplink } from './uplink.ts';

const branch = branchIdSchema.parse('b-0001');
const epoch = epochIdSchema.parse('00112233445566ff');
const boot = 'aaaaaaaaaaaaaaaa';
const NOW = 1_700_000_000_000;

let clock: VirtualClock;
let journal: MemoryJournal;
let mqtt: MemoryMqtt;
let log: RecordedLog;
let uplink: CountingUplink;

beforeEach(() => {
  clock = new VirtualClock(NOW);
  journal = new MemoryJournal(branch, epoch);
  mqtt = new MemoryMqtt();
  log = recordingLog();
  uplink = createUplink({
    journal,
    clock,
    random: () => 0.5,
    boot,
    url: 'mqtt://127.0.0.1:1',
    secret: 'correct horse',
    statusMessage,
    log,
    mqtt,
  });
});

function statusMessage(): StatusMessage {
  return { v: 1, branch, online: true, at: clock.now(), boot, epoch, agent: '0.1.0', rubric: '1.0.0', devices: [] };
}

function snapshot(upto: number): LiveSnapshot {
  const today = { issued: 0, served: 0, abandoned: 0, waiting: 0, overtime: 0, meanWaitMs: null, p90WaitMs: null };
  return liveSnapshotSchema.parse({
    v: 1,
    branch,
    at: NOW,
    date: '2023-11-14',
    upto,
    queues: [],
    counters: [],
    lastCalls: [],
    lastRatings: [],
    today: { ...today, ratings: { invited: 0, given: 0, satisfied: 0 } },
  });
}

function fill(count: number, detail = ''): void {
  const body: EventBody = { type: 'device.offline', at: NOW, src: 'bus', device: 'bus', reason: detail };
  journal.append(Array.from({ length: count }, () => body));
  uplink.notify();
}

function hear(message: DownMessage | string): void {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  mqtt.session.handlers.onMessage(`hm/1/${branch}/down`, Buffer.from(text));
}

function connect(): void {
  uplink.start();
  mqtt.session.accept();
}

function batches(): Batch[] {
  return mqtt.session.take('up').map(batchOf);
}

function batchOf(message: Published): Batch {
  expect(message.options).toEqual({ qos: 1, retain: false });
  const decoded = decodeBatch(message.payload);
  if (!decoded.ok) throw new Error(`${decoded.refusal}: ${decoded.detail}`);
  return decoded.batch;
}

function spans(): string[] {
  return batches().map(({ header }) => `${header.first}+${header.count}`);
}

function jsonOf(message: Published | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(message!.payload.toString()) as Record<string, unknown>;
}

test('it identifies as the branch and leaves an offline status as its last will', () => {
  uplink.start();
  const { options } = mqtt.session;
  expect(options).toMatchObject({ clientId: branch, password: 'correct horse', url: 'mqtt://127.0.0.1:1' });
  expect(options.will.topic).toBe('hm/1/b-0001/status');
  const will = statusMessageSchema.parse(JSON.parse(options.will.payload.toString()));
  expect(will).toMatchObject({ online: false, boot, at: NOW });
});

test('it listens before it sends: own topic, then birth, then events', () => {
  fill(2);
  uplink.start();
  mqtt.session.handlers.onConnect();
  expect(mqtt.session.subscriptions.map((subscription) => subscription.topic)).toEqual(['hm/1/b-0001/down']);
  expect(mqtt.session.published).toEqual([]);
  expect(uplink.state().connected).toBe(false);

  mqtt.session.subscriptions[0]!.done(true);
  expect(mqtt.session.published.map((message) => message.topic)).toEqual(['hm/1/b-0001/status', 'hm/1/b-0001/up']);
  expect(mqtt.session.published[0]!.options).toEqual({ qos: 1, retain: true });
  expect(jsonOf(mqtt.session.published[0])).toEqual({ ...statusMessage(), online: true });
  expect(uplink.state()).toMatchObject({ connected: true, pending: 2, reason: '' });
});

test('a broker that does not let the branch listen is left and tried again later', () => {
  uplink.start();
  mqtt.session.handlers.onConnect();
  mqtt.session.subscriptions[0]!.done(false);

  expect(mqtt.session.destroyed).toContain('own topic');
  expect(uplink.state()).toMatchObject({ connected: false });
  clock.advance(500);
  expect(mqtt.sessions).toHaveLength(2);
});

test('batches carry the exact journal lines and prove their place in the chain', () => {
  fill(3);
  connect();
  const [batch] = batches();
  expect(batch!.lines).toEqual(journal.read(1, 10).map((row) => row.line));
  expect(batch!.header).toEqual({
    branch,
    epoch,
    first: 1,
    count: 3,
    chain: journal.hashAfter(0),
    tip: journal.hashAfter(3),
  });
});

test('live events go plain within a quarter of a second, a backlog goes deflated', () => {
  connect();
  fill(1);
  expect(mqtt.session.take('up')).toEqual([]);
  clock.advance(LIVE_DELAY_MS);
  const [live] = mqtt.session.take('up');
  expect(live!.payload[0]).toBe('{'.charCodeAt(0));
  hear({ type: 'ack', epoch, upto: 1 });

  fill(400);
  const [backlog] = mqtt.session.take('up');
  expect(backlog!.payload[0]).toBe(0x78);
  expect(batchOf(backlog!).header).toMatchObject({ first: 2, count: 400 });
});

test('acknowledgements reach the journal and open the window', () => {
  fill(2_000);
  connect();
  expect(spans()).toEqual(['1951+50', '1+500']);
  hear({ type: 'ack', epoch, upto: 500 });
  expect(journal.acked()).toBe(500);
  expect(spans()).toEqual(['501+500', '1001+500']);
  hear({ type: 'ack', epoch, upto: 1_500 });
  expect(spans()).toEqual(['1501+450']);
  hear({ type: 'ack', epoch, upto: 2_000 });
  expect(uplink.state()).toMatchObject({ pending: 0, counts: { batches: 5, events: 2_000 } });
  expect(log.events()).toEqual(['uplink.connected', 'uplink.caught-up']);
});

test('what was not acknowledged goes again after a time-out', () => {
  fill(10);
  connect();
  expect(spans()).toEqual(['1+10']);
  for (const message of mqtt.session.take('up')) message.done();
  clock.advance(29_999);
  expect(spans()).toEqual([]);
  clock.advance(1);
  expect(spans()).toEqual(['1+10']);
  expect(log.events()).toContain('uplink.resent');
});

test('a lost connection is tried again with growing delays, by a new client each time, and sends what is missing', () => {
  fill(10);
  connect();
  hear({ type: 'ack', epoch, upto: 4 });
  mqtt.session.handlers.onClose('keepalive timeout', false);
  expect(uplink.state()).toMatchObject({ connected: false, reason: 'keepalive timeout', pending: 6 });

  for (const delay of [500, 1_000, 2_000]) {
    const attempts = mqtt.sessions.length;
    clock.advance(delay - 1);
    expect(mqtt.sessions).toHaveLength(attempts);
    clock.advance(1);
    expect(mqtt.sessions).toHaveLength(attempts + 1);
    if (delay < 2_000) mqtt.session.handlers.onClose('connection refused', false);
  }
  mqtt.session.accept();
  expect(spans()).toEqual(['5+6']);
});

test('what a dead connection still says is not listened to', () => {
  fill(10);
  connect();
  const dead = mqtt.session;
  const [batch] = dead.take('up');
  dead.handlers.onClose('reset', false);
  dead.handlers.onMessage('hm/1/b-0001/down', Buffer.from(JSON.stringify({ type: 'ack', epoch, upto: 10 })));
  batch!.done();
  dead.handlers.onClose('reset again', false);
  expect(journal.acked()).toBe(0);
  expect(uplink.state().reason).toBe('reset');
});

test('a wish below the acknowledged number takes the journal’s acknowledgement back', () => {
  fill(40);
  connect();
  hear({ type: 'ack', epoch, upto: 40 });
  expect(spans()).toEqual(['1+40']);
  hear({ type: 'want', epoch, from: 11 });
  expect(journal.acked()).toBe(10);
  expect(spans()).toEqual(['11+30']);
});

test('a wish for rows that are gone gets the oldest kept ones', () => {
  fill(40);
  connect();
  hear({ type: 'ack', epoch, upto: 40 });
  batches();
  journal.forget(30);
  hear({ type: 'want', epoch, from: 1 });
  expect(spans()).toEqual(['31+10']);
  expect(log.events()).toContain('uplink.gone');
  hear({ type: 'ack', epoch, upto: 40 });
  expect(uplink.state().pending).toBe(0);
});

test('nonsense from head office is counted, named and does not disturb delivery', () => {
  connect();
  const nonsense = ['', '{', 'null', '[]', '{"type":"ack"}', '{"type":"ack","epoch":"x","upto":-1}', '{"type":"boo"}'];
  for (const text of nonsense) hear(text);
  mqtt.session.handlers.onMessage('hm/1/b-0002/down', Buffer.from('not for us'));
  expect(uplink.state().counts.malformed).toBe(nonsense.length);
  expect(log.events().filter((event) => event === 'uplink.malformed-down')).toHaveLength(1);
  fill(1);
  clock.advance(LIVE_DELAY_MS);
  expect(spans()).toEqual(['1+1']);
});

test('a batch never exceeds what the topic allows, however long its events are', () => {
  const targets = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`class-number-${index}`, 60_000]));
  const day = { date: '2023-11-14', timeZone: 'Asia/Shanghai', opensAt: NOW, closesAt: NOW, targets };
  const body: EventBody = { type: 'day.opened', at: NOW, src: 'agent', ...day };
  journal.append(Array.from({ length: 500 }, () => body));
  connect();

  const [message] = mqtt.session.take('up');
  const batch = batchOf(message!);
  expect(batch.header.first).toBe(1);
  expect(batch.header.count).toBeGreaterThan(50);
  expect(batch.lines.join('\n').length).toBeLessThan(topicRule('up').maxBytes);
  expect(batch.lines.join('\n').length).toBeLessThan(MAX_BATCH_BYTES);
  hear({ type: 'ack', epoch, upto: batch.header.count });
  expect(batches()[0]!.header.first).toBe(batch.header.count + 1);
});

test('the hall now goes out at most once a second, always the latest', () => {
  connect();
  const live = (): unknown[] => mqtt.session.take('live').map((message) => jsonOf(message).upto);
  uplink.publish('live', snapshot(1));
  expect(mqtt.session.published.at(-1)!.options).toEqual({ qos: 0, retain: true });
  mqtt.session.published.at(-1)!.done();
  expect(live()).toEqual([1]);
  uplink.publish('live', snapshot(2));
  uplink.publish('live', snapshot(3));
  clock.advance(999);
  expect(live()).toEqual([]);
  clock.advance(1);
  expect(live()).toEqual([3]);
});

test('on a slow line the latest hall waits for the one before instead of queueing', () => {
  connect();
  uplink.publish('live', snapshot(1));
  const [first] = mqtt.session.take('live');
  for (let upto = 2; upto <= 9; upto++) {
    clock.advance(1_000);
    uplink.publish('live', snapshot(upto));
  }
  expect(mqtt.session.take('live')).toEqual([]);
  first!.done();
  expect(mqtt.session.take('live').map((message) => jsonOf(message).upto)).toEqual([9]);
});

test('after a reconnect the latest of each kind goes out again, with a fresh status', () => {
  connect();
  uplink.publish('live', snapshot(7));
  mqtt.session.handlers.onClose('reset', false);
  uplink.publish('live', snapshot(8));
  clock.advance(60_000);
  mqtt.session.accept();

  const kinds = mqtt.session.published.map((message) => message.topic.split('/').at(-1));
  expect(kinds).toEqual(['status', 'live']);
  expect(jsonOf(mqtt.session.published[0]).at).toBe(NOW + 60_000);
  expect(jsonOf(mqtt.session.published[1]).upto).toBe(8);
});

test('head office can ask for status and hall anew', () => {
  connect();
  uplink.publish('live', snapshot(7));
  for (const message of mqtt.session.published.splice(0)) message.done();
  clock.advance(5_000);
  hear({ type: 'command', id: 'c-000001', name: 'publish-status' });
  hear({ type: 'command', id: 'c-000002', name: 'publish-live' });
  hear({ type: 'command', id: 'c-000003', name: 'publish-score' });
  expect(jsonOf(mqtt.session.take('status')[0]).at).toBe(NOW + 5_000);
  expect(jsonOf(mqtt.session.take('live')[0]).upto).toBe(7);
  expect(mqtt.session.take('score')).toEqual([]);
});

test('a message larger than its topic allows is not sent: the broker would drop the connection', () => {
  connect();
  mqtt.session.take('status');
  uplink.publish('status', { ...statusMessage(), agent: 'x'.repeat(70_000) });
  expect(mqtt.session.take('status')).toEqual([]);
  expect(log.events()).toContain('uplink.too-large');
});

test('stopping says offline, waits for the broker to have it, and closes', async () => {
  connect();
  for (const message of mqtt.session.published.splice(0)) message.done();
  let stopped = false;
  const stopping = uplink.stop().then(() => (stopped = true));

  const [farewell] = mqtt.session.take('status');
  expect(jsonOf(farewell)).toMatchObject({ online: false, boot });
  expect(mqtt.session.ended).toBe(false);
  farewell!.done();
  expect(mqtt.session.ended).toBe(true);
  expect(stopped).toBe(false);
  mqtt.session.handlers.onClose('closed', false);
  await stopping;
  expect(uplink.state()).toMatchObject({ connected: false, reason: 'stopped' });
  clock.advance(600_000);
  expect(mqtt.sessions).toHaveLength(1);
});

test('stopping does not wait for a broker that no longer answers, nor while there is no connection', async () => {
  connect();
  const stopping = uplink.stop();
  clock.advance(GOODBYE_MS);
  await stopping;
  expect(mqtt.session.destroyed).toContain('farewell');

  uplink.start();
  const second = uplink.stop();
  await second;
  uplink.start();
  mqtt.session.handlers.onClose('connection refused', false);
  await uplink.stop();
  await uplink.stop();
  expect(uplink.state().connected).toBe(false);
});

test('a journal that cannot be read closes the connection and is tried again; nothing crashes', () => {
  connect();
  fill(60);
  hear({ type: 'ack', epoch, upto: 60 });
  journal.append([{ type: 'device.online', at: NOW, src: 'bus', device: 'bus' }]);
  uplink.notify();
  journal.failure = new Error('disk I/O error');
  clock.advance(LIVE_DELAY_MS);
  expect(uplink.state().connected).toBe(false);
  expect(log.entries).toContainEqual({ event: 'uplink.journal-failed', detail: { reason: 'disk I/O error' } });

  journal.failure = null;
  clock.advance(500);
  mqtt.session.accept();
  expect(spans()).toEqual(['61+1']);
});

test('an acknowledgement that cannot be written is remembered for as long as the process lives', () => {
  connect();
  fill(60);
  batches();
  journal.failure = new Error('database or disk is full');
  hear({ type: 'ack', epoch, upto: 50 });
  expect(uplink.state()).toMatchObject({ connected: true, pending: 10 });
  expect(log.events()).toContain('uplink.journal-failed');
});

test('a batch that falls due between the decision and the arming of the timer is still sent', () => {
  let reads = 0;
  let isSlow = false;
  // The first reading of a dispatch decides; every later one finds that the live delay has passed meanwhile.
  const slowClock = {
    now: () => clock.now() + (isSlow && reads++ > 0 ? LIVE_DELAY_MS : 0),
    after: (delayMs: number, action: () => void) => clock.after(delayMs, action),
  };
  const options = { journal, clock: slowClock, random: () => 0.5, boot, url: 'mqtt://127.0.0.1:1', secret: 's', log };
  uplink = createUplink({ ...options, statusMessage, mqtt });
  connect();
  isSlow = true;
  fill(1);
  isSlow = false;
  expect(spans()).toEqual([]);
  clock.advance(LIVE_DELAY_MS);
  expect(spans()).toEqual(['1+1']);
});
