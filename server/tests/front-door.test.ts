import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { branchLiveSchema, type BranchLive } from '#contract/head-office-api.ts';
import { downMessageSchema, type DownMessage } from '#contract/down.ts';
import { topicOf, topicRule } from '#contract/topics.ts';
import { BRANCH, daysJournal, EPOCH, OPENING, OTHER } from './branch-journal.ts';
import { runOffice, SECRETS, type RunningOffice } from './running-office.ts';

const journal = daysJournal(1, 8);
const last = journal.lines.length;
let office: RunningOffice;
let clients: MqttClient[];

beforeEach(async () => {
  office = await runOffice();
  clients = [];
});

afterEach(async () => {
  for (const client of clients) await client.endAsync(true);
  await office.stop();
});

async function connect(id: string, password: string, username = id): Promise<MqttClient> {
  const client = mqtt.connect(office.mqttUrl, { clientId: id, username, password, reconnectPeriod: 0 });
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
  });
  client.on('error', () => {});
  return client;
}

async function listen(client: MqttClient): Promise<() => Promise<DownMessage>> {
  const heard: DownMessage[] = [];
  const waiting: ((message: DownMessage) => void)[] = [];
  client.on('message', (_topic, payload) => {
    const message = downMessageSchema.parse(JSON.parse(payload.toString()));
    const next = waiting.shift();
    if (next === undefined) heard.push(message);
    else next(message);
  });
  await client.subscribeAsync(topicOf(BRANCH, 'down'), { qos: 1 });
  return () => {
    const message = heard.shift();
    return message === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(message);
  };
}

async function live(branch = BRANCH): Promise<BranchLive> {
  const reply = await office.fetch(`/api/branches/${branch}/live`);
  return branchLiveSchema.parse(await reply.json());
}

const alarmKinds = async (branch = BRANCH): Promise<string[]> => (await live(branch)).alarms.map(({ kind }) => kind);
const closed = (client: MqttClient): Promise<void> => new Promise((resolve) => client.once('close', () => resolve()));

function status(boot: string, online = true): string {
  const rest = { epoch: EPOCH, agent: '0.1.0', rubric: '1.0.0', devices: [] };
  return JSON.stringify({ v: 1, branch: BRANCH, online, at: OPENING, boot, ...rest });
}

describe('who may come in', () => {
  test.each([
    ['a wrong secret', BRANCH, 'not-the-secret', BRANCH],
    ['the secret of another branch', BRANCH, SECRETS[OTHER]!, BRANCH],
    ['an unknown branch', 'nobody', SECRETS[BRANCH]!, 'nobody'],
    ['another client id than the branch', OTHER, SECRETS[BRANCH]!, BRANCH],
    ['the name of head office', 'head-office', SECRETS[BRANCH]!, 'head-office'],
  ])('%s is refused', async (_what, id, password, username) => {
    await expect(connect(id, password, username)).rejects.toThrow(/Connection refused: Bad username or password/);
    expect(office.log.events).toContain('door.refused');
  });

  test('a wrong secret is an alarm of the branch', async () => {
    await expect(connect(BRANCH, 'not-the-secret')).rejects.toThrow(/Connection refused: Bad username or password/);
    expect(await alarmKinds()).toEqual(['refused']);
  });
});

describe('delivery', () => {
  test('PUBACK comes after the commit, and the application acknowledgement follows', async () => {
    const client = await connect(BRANCH, SECRETS[BRANCH]!);
    const next = await listen(client);

    await client.publishAsync(topicOf(BRANCH, 'up'), journal.payload(), { qos: 1 });

    expect((await live()).cursors).toEqual([{ epoch: EPOCH, upto: last, highest: last, missing: 0 }]);
    expect(await next()).toEqual({ type: 'ack', epoch: EPOCH, upto: last });
  });

  test('a gap is answered with what is held and what is wanted', async () => {
    const client = await connect(BRANCH, SECRETS[BRANCH]!);
    const next = await listen(client);
    await client.publishAsync(topicOf(BRANCH, 'up'), journal.payload(6, 10), { qos: 1 });

    expect(await next()).toEqual({ type: 'ack', epoch: EPOCH, upto: 0 });
    expect(await next()).toEqual({ type: 'want', epoch: EPOCH, from: 1 });
    expect((await live()).cursors).toEqual([{ epoch: EPOCH, upto: 0, highest: 10, missing: 5 }]);
  });

  test('malformed and oversized batches are refused and the client goes on', async () => {
    const client = await connect(BRANCH, SECRETS[BRANCH]!);
    await client.publishAsync(topicOf(BRANCH, 'up'), 'nonsense', { qos: 1 });
    await client.publishAsync(topicOf(BRANCH, 'up'), Buffer.alloc(topicRule('up').maxBytes + 1), { qos: 1 });
    await client.publishAsync(topicOf(BRANCH, 'status'), '{"v":1}', { qos: 1 });
    await client.publishAsync(topicOf(BRANCH, 'up'), journal.payload(), { qos: 1 });

    expect((await live()).cursors).toMatchObject([{ upto: last }]);
    expect(await alarmKinds()).toEqual(['refused', 'refused', 'refused']);
  });

  test('a batch in the name of another branch is refused', async () => {
    const client = await connect(OTHER, SECRETS[OTHER]!);
    await client.publishAsync(topicOf(OTHER, 'up'), journal.payload(), { qos: 1 });
    expect((await live()).cursors).toEqual([]);
    expect(await alarmKinds(OTHER)).toEqual(['refused']);
  });
});

describe('topics', () => {
  test.each([topicOf(OTHER, 'up'), topicOf(BRANCH, 'down'), 'hm/1/demo/other', 'elsewhere', '$SYS/x'])(
    'publishing to %s ends the connection and stores nothing',
    async (topic) => {
      const client = await connect(BRANCH, SECRETS[BRANCH]!);
      const gone = closed(client);
      client.publish(topic, journal.payload(), { qos: 1 });
      await gone;
      expect(await alarmKinds()).toEqual(['refused']);
      expect((await live(OTHER)).cursors).toEqual([]);
    },
  );

  test.each([topicOf(OTHER, 'down'), topicOf(OTHER, 'live'), topicOf('+', 'down'), 'hm/#', '#', '$SYS/#'])(
    'subscribing to %s is refused',
    async (filter) => {
      const client = await connect(BRANCH, SECRETS[BRANCH]!);
      await expect(client.subscribeAsync(filter, { qos: 1 })).rejects.toThrow(/subscribe error|unspecified/i);
      expect(await alarmKinds()).toEqual(['refused']);
    },
  );

  test('a branch hears nothing of another', async () => {
    const client = await connect(BRANCH, SECRETS[BRANCH]!);
    const next = await listen(client);
    const other = await connect(OTHER, SECRETS[OTHER]!);
    await other.publishAsync(topicOf(OTHER, 'up'), daysJournal(1, 2).payload(), { qos: 1 });
    await client.publishAsync(topicOf(BRANCH, 'up'), journal.payload(1, 2), { qos: 1 });
    expect(await next()).toEqual({ type: 'ack', epoch: EPOCH, upto: 2 });
  });
});

describe('status', () => {
  const [a, b] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'];

  test('birth and last will are seen', async () => {
    const client = mqtt.connect(office.mqttUrl, {
      clientId: BRANCH,
      username: BRANCH,
      password: SECRETS[BRANCH]!,
      reconnectPeriod: 0,
      will: { topic: topicOf(BRANCH, 'status'), payload: Buffer.from(status(a, false)), qos: 1, retain: true },
    });
    clients.push(client);
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
    await client.publishAsync(topicOf(BRANCH, 'status'), status(a), { qos: 1, retain: true });
    expect((await live()).status).toMatchObject({ online: true, boot: a });

    client.stream.destroy();
    await expect.poll(async () => (await live()).status?.online).toBe(false);
  });

  test('a restarted agent is no alarm, two agents taking turns are one', async () => {
    const client = await connect(BRANCH, SECRETS[BRANCH]!);
    const say = (boot: string) => client.publishAsync(topicOf(BRANCH, 'status'), status(boot), { qos: 1 });
    await say(a);
    await say(b);
    expect(await alarmKinds()).toEqual([]);
    await say(a);
    await say(b);
    const [alarm] = (await live()).alarms;
    expect(alarm).toMatchObject({ kind: 'duplicate-agent', count: 2 });
  });

  test('a status that speaks for another branch is refused', async () => {
    const client = await connect(OTHER, SECRETS[OTHER]!);
    await client.publishAsync(topicOf(OTHER, 'status'), status(a), { qos: 1 });
    expect((await live()).status).toBeNull();
    expect(await alarmKinds(OTHER)).toEqual(['refused']);
  });
});
