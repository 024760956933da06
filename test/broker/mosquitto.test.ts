import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downMessageSchema, type DownMessage } from '#contract/down.ts';
import { encodeBatch } from '#contract/envelope.ts';
import type { DayReport } from '#contract/head-office-api.ts';
import { branchIdSchema, epochIdSchema, HEAD_OFFICE_USER } from '#contract/ids.ts';
import { TOPICS, topicOf } from '#contract/topics.ts';
import { hallBatches, hallBodies } from '../bench/hall-lines.ts';
import { end, ROOT, run, until } from '../setup/run.ts';
import { freePort } from '../setup/free-port.ts';
import { createSystem, getJson, newSecret, startHeadOffice, type HeadOffice } from '../setup/system.ts';

const demo = branchIdSchema.parse('demo');
const other = branchIdSchema.parse('other');

/** The bank's own broker: a real mosquitto with the shipped configuration and the generated ACL. */
describe('behind mosquitto', () => {
  const system = createSystem();
  const passwords = { [HEAD_OFFICE_USER]: newSecret(), demo: newSecret(), other: newSecret() };
  let broker: ChildProcess;
  let url: string;
  let office: HeadOffice;
  const clients: MqttClient[] = [];

  beforeAll(async () => {
    const port = await freePort();
    url = `mqtt://127.0.0.1:${port}`;
    broker = await startMosquitto(port);
    office = await startHeadOffice(system, {
      branches: ['demo', 'other'],
      external: { url, password: passwords[HEAD_OFFICE_USER] },
    });
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.endAsync(true)));
    await end(broker);
    await system.dispose();
  });

  async function startMosquitto(port: number): Promise<ChildProcess> {
    const shipped = readFileSync(join(ROOT, 'broker-config', 'mosquitto', 'mosquitto.conf'), 'utf8');
    const passwordFile = join(system.folder, 'passwords');
    const aclFile = join(system.folder, 'acl');
    copyFileSync(join(ROOT, 'broker-config', 'mosquitto', 'acl'), aclFile);
    for (const [index, [user, password]] of Object.entries(passwords).entries()) {
      const made = await run('mosquitto_passwd', [...(index === 0 ? ['-c'] : []), '-b', passwordFile, user, password]);
      expect(made).toMatchObject({ code: 0 });
    }
    // Started as root, mosquitto goes on as its own user and reads the files as that one.
    for (const path of [system.folder, passwordFile, aclFile]) chmodSync(path, 0o755);
    const config = shipped
      .replace('password_file passwords', `password_file ${passwordFile}`)
      .replace('acl_file acl', `acl_file ${aclFile}`)
      .replace('listener 1883 127.0.0.1', `listener ${port} 127.0.0.1`);
    expect(config).not.toBe(shipped);
    const child = spawn('mosquitto', ['-c', system.write('mosquitto.conf', config)], {
      stdio: 'ignore',
      env: { ...process.env, PATH: `/usr/sbin:${process.env['PATH']}` },
    });
    await until('mosquitto listens', async () => {
      const client = await mqtt.connectAsync(url, {
        username: 'demo',
        password: passwords.demo,
        reconnectPeriod: 0,
        connectTimeout: 1_000,
      });
      await client.endAsync();
      return true;
    });
    return child;
  }

  async function connect(user: keyof typeof passwords): Promise<MqttClient> {
    const client = await mqtt.connectAsync(url, {
      clientId: `${user}-test-${clients.length}`,
      username: user,
      password: passwords[user],
      reconnectPeriod: 0,
    });
    clients.push(client);
    return client;
  }

  /** One message from a connection of its own: mosquitto confirms a forbidden publish and then drops the client. */
  async function attempt(user: keyof typeof passwords, topic: string): Promise<void> {
    const client = await connect(user);
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    await Promise.race([client.publishAsync(topic, 'probe', { qos: 1 }), closed]);
    await client.endAsync(true);
  }

  test('batches reach the store and are acknowledged', async () => {
    const client = await connect('demo');
    const epoch = epochIdSchema.parse('000000000000b0b0');
    const bodies = hallBodies(1_200, Date.UTC(2026, 10, 30, 1));
    const acks: DownMessage[] = [];
    client.on('message', (_, payload) => acks.push(downMessageSchema.parse(JSON.parse(payload.toString()))));
    await client.subscribeAsync(topicOf(demo, 'down'), { qos: 1 });
    for (const batch of hallBatches(demo, epoch, bodies, 100)) {
      await client.publishAsync(topicOf(demo, 'up'), encodeBatch(batch, true), { qos: 1 });
    }
    await until('all acknowledged', () => acks.find((ack) => ack.type === 'ack' && ack.upto === bodies.length) ?? null);
    await client.endAsync(true);
    const report = await getJson<DayReport>(`${office.url}/api/branches/demo/days/2026-11-30`);
    expect(report.day.tickets.issued).toBe(bodies.filter(({ type }) => type === 'ticket.issued').length);
  });

  test('a wrong password is turned away', async () => {
    const connecting = mqtt.connectAsync(url, { username: 'demo', password: 'wrong', reconnectPeriod: 0 });
    await expect(connecting).rejects.toThrow(/not authorized/i);
  });

  test('a branch hears no other branch and cannot speak as one, nor as head office', async () => {
    const [branch, headOffice] = [await connect('demo'), await connect(HEAD_OFFICE_USER)];
    const heardByBranch: string[] = [];
    const heardByOffice: string[] = [];
    branch.on('message', (topic) => heardByBranch.push(topic));
    headOffice.on('message', (topic) => heardByOffice.push(topic));
    await headOffice
      .subscribeAsync(
        TOPICS.map(({ kind }) => topicOf('+', kind)),
        { qos: 1 },
      )
      .catch(() => null);
    await branch
      .subscribeAsync(['#', 'hm/1/+/down', ...TOPICS.map(({ kind }) => topicOf(other, kind)), topicOf(demo, 'down')], {
        qos: 1,
      })
      .catch(() => null);

    for (const { kind } of TOPICS) {
      await attempt('demo', topicOf(other, kind));
      await attempt('demo', topicOf(demo, kind));
      await attempt(HEAD_OFFICE_USER, topicOf(other, kind));
    }
    // The allowed one comes last on both sides: when it is here, the denied ones would have been too.
    await attempt(HEAD_OFFICE_USER, topicOf(demo, 'down'));
    await until('the allowed message', () => (heardByBranch.includes(topicOf(demo, 'down')) ? true : null));
    await until('all allowed topics', () => (heardByOffice.length >= 4 ? true : null));
    expect(new Set(heardByBranch)).toEqual(new Set([topicOf(demo, 'down')]));
    expect(new Set(heardByOffice)).toEqual(
      new Set(TOPICS.filter(({ writer }) => writer === 'branch').map(({ kind }) => topicOf(demo, kind))),
    );
  });
});
