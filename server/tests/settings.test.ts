import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { downMessageSchema, type DownMessage } from '#contract/down.ts';
import { statusMessageSchema, type StatusMessage } from '#contract/status.ts';
import { topicOf, topicRule } from '#contract/topics.ts';
import { SettingsSender } from '../branch-settings.ts';
import { loadServerConfig, type LoadedConfig } from '../config.ts';
import { BRANCH, EPOCH, OPENING, OTHER } from './branch-journal.ts';
import { onBothStores, type TestPlace } from './databases.ts';
import { recordingLog, temporaryFolder, type RecordedLog } from './office.ts';
import { runOffice, SECRETS, type RunningOffice } from './running-office.ts';

const WANTED = { version: 3, config: { kiosk: { scale: 4, idleSeconds: 20 } } };
const BOOT = 'aaaaaaaaaaaaaaaa';

function status(change: Partial<StatusMessage> = {}): StatusMessage {
  const versions = { agent: '0.1.0', rubric: '1.0.0' };
  const message = {
    v: 1,
    branch: BRANCH,
    online: true,
    at: OPENING,
    boot: BOOT,
    epoch: EPOCH,
    ...versions,
    devices: [],
  };
  return statusMessageSchema.parse({ ...message, config: null, ...change });
}

describe('head office', () => {
  let clock: VirtualClock;
  let log: RecordedLog;
  let sent: DownMessage[];
  let sender: SettingsSender;

  beforeEach(() => {
    clock = new VirtualClock(OPENING);
    log = recordingLog();
    sent = [];
    sender = new SettingsSender({
      settings: new Map([[BRANCH, WANTED]]),
      clock,
      log,
      down: (branch, message) => void (branch === BRANCH && sent.push(message)),
    });
  });

  /** How many messages a status leads to. */
  const answersTo = (change: Partial<StatusMessage>): number => {
    const before = sent.length;
    sender.heard(BRANCH, status(change));
    return sent.length - before;
  };

  test('sends its settings to a branch that has none or older ones, and not to one that has them', () => {
    expect(answersTo({ config: 3 })).toBe(0);
    expect(answersTo({ config: null })).toBe(1);
    expect(answersTo({ config: 2, boot: 'bbbbbbbbbbbbbbbb' })).toBe(1);
    expect(sent[0]).toEqual({ type: 'config', ...WANTED });
    expect(downMessageSchema.safeParse(sent[0]).success).toBe(true);
  });

  test('does not repeat itself at once, but later, and at each start of the agent', () => {
    expect(answersTo({})).toBe(1);
    clock.advance(29_999);
    expect(answersTo({})).toBe(0);
    clock.advance(1);
    expect(answersTo({})).toBe(1);
    expect(answersTo({ boot: 'bbbbbbbbbbbbbbbb' })).toBe(1);
  });

  test('does not repeat what the branch refused, and says so once', () => {
    const configProblem = { version: 3, text: 'thresholds.queues.0.service: no service "x" in services' };
    for (let i = 0; i < 3; i++) {
      expect(answersTo({ configProblem })).toBe(0);
      clock.advance(60_000);
    }
    expect(log.events).toEqual(['settings.refused']);
    expect(answersTo({ configProblem: { ...configProblem, version: 2 } })).toBe(1);
  });

  test('does not turn a branch back, and says so once', () => {
    expect([answersTo({ config: 4 }), answersTo({ config: 4 })]).toEqual([0, 0]);
    expect(log.events).toEqual(['settings.older']);
  });

  test.each([
    ['a branch that is gone', { online: false }],
    ['an agent that is too old to take settings', { config: undefined }],
  ])('sends nothing to %s', (_what, change) => {
    expect(answersTo(change as Partial<StatusMessage>)).toBe(0);
  });

  test('sends nothing to a branch that is to work by its site map', () => {
    sender.heard(OTHER, { ...status(), branch: OTHER });
    expect(sent).toEqual([]);
  });
});

onBothStores('over MQTT', (makePlace) => {
  let at: TestPlace;
  let office: RunningOffice;
  let client: MqttClient;

  beforeEach(async () => {
    at = await makePlace();
    office = await runOffice({ settings: WANTED, place: at.place });
    client = mqtt.connect(office.mqttUrl, {
      clientId: BRANCH,
      username: BRANCH,
      password: SECRETS[BRANCH]!,
      reconnectPeriod: 0,
    });
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  });

  afterEach(async () => {
    await client.endAsync(true);
    await office.stop();
    await at.remove();
  });

  test('a branch that comes online hears its settings', async () => {
    await client.subscribeAsync(topicOf(BRANCH, 'down'), { qos: 1 });
    const heard = new Promise<DownMessage>((resolve) =>
      client.once('message', (_topic, payload) => resolve(downMessageSchema.parse(JSON.parse(payload.toString())))),
    );
    const { qos, retain } = topicRule('status');
    await client.publishAsync(topicOf(BRANCH, 'status'), JSON.stringify(status()), { qos, retain });
    expect(await heard).toEqual({ type: 'config', ...WANTED });
    expect(office.log.events).toContain('settings.sent');
  });
});

describe('the configuration of head office', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  function load(change: object, ownSettings?: object): LoadedConfig {
    const { path } = folder;
    writeFileSync(join(path, 'a.secret'), 'a-long-enough-secret');
    const branches = [
      {
        id: 'a',
        name: 'A',
        secretFile: 'a.secret',
        ...(ownSettings === undefined ? {} : { branchConfig: ownSettings }),
      },
      { id: 'b', name: 'B', secretFile: 'a.secret' },
    ];
    const file = join(path, 'head-office.json');
    const base = { dataDir: 'data', http: { port: 0 }, frontDoor: { type: 'embedded', port: 0 }, branches };
    writeFileSync(file, JSON.stringify({ ...base, ...change }));
    return loadServerConfig(file);
  }

  const problemsIn = (change: object, own?: object): string[] => {
    const loaded = load(change, own);
    return loaded.ok ? [] : loaded.problems.map(({ path }) => path);
  };

  test('gives every branch the general settings, or its own', () => {
    const own = { version: 7, config: {} };
    const loaded = load({ branchConfig: WANTED }, own);
    expect(loaded.ok && loaded.config.branches.map(({ settings }) => settings)).toEqual([own, WANTED]);
    const without = load({});
    expect(without.ok && without.config.branches.map(({ settings }) => settings)).toEqual([undefined, undefined]);
  });

  test('may say what the bank calls itself, in both languages', () => {
    const bank = { zh: '示范银行', en: 'Sample Bank' };
    const loaded = load({ bank });
    expect(loaded.ok && loaded.config.bank).toEqual(bank);
    expect(problemsIn({ bank: { zh: '', en: 'x'.repeat(41) } })).toEqual(['bank.zh', 'bank.en']);
    expect(problemsIn({ bank: { zh: '示范银行' } })).toEqual(['bank.en']);
  });

  test('is refused when no branch could work by it, with every place', () => {
    const words = [{ zh: '好', en: 'Good' }];
    const bad = { version: 0, config: { kiosk: { scale: 4, idleSeconds: 20, words }, thresholds: { waiting: -1 } } };
    expect(problemsIn({ branchConfig: bad }).toSorted()).toEqual([
      'branchConfig.config.kiosk.words',
      'branchConfig.config.thresholds.waiting',
      'branchConfig.version',
    ]);
    expect(problemsIn({}, { version: 1, config: { colour: 'red' } })).toEqual(['branches.0.branchConfig.config']);
  });

  test('is refused when it is too large to be sent', () => {
    const text = { zh: '问'.repeat(160), en: 'q'.repeat(160) };
    const questions = Array.from({ length: 24 }, (_, index) => ({ id: `q${index}`, kind: 'text', text }));
    const surveys = Array.from({ length: 8 }, (_, index) => ({
      id: `s${index}`,
      version: 1,
      title: { zh: '问', en: 'q' },
      questions,
    }));
    const config = { kiosk: { scale: 4, idleSeconds: 20, surveys } };
    expect(problemsIn({ branchConfig: { version: 1, config } })).toEqual(['branchConfig.config']);
  });

  test('keeps everything in a file of dataDir, or in the PostgreSQL database of urlFile', () => {
    const file = join(folder.path, 'data', 'head-office.db');
    const byDefault = load({});
    expect(byDefault.ok && byDefault.config.store).toEqual({ type: 'sqlite', file });
    const url = 'postgres://hallmeter:p%40ss@db.bank:5432/head_office?sslmode=verify-full';
    writeFileSync(join(folder.path, 'url'), `${url}\n`);
    const loaded = load({ store: { type: 'postgres', urlFile: 'url' } });
    expect(loaded.ok && loaded.config.store).toEqual({ type: 'postgres', url });
  });

  test.each([
    ['a URL that is none of PostgreSQL', { type: 'postgres', urlFile: 'url' }, 'mysql://a:secret@db/head_office'],
    ['a URL without a database', { type: 'postgres', urlFile: 'url' }, 'postgres://a:secret@db.bank'],
    ['a file that is not there', { type: 'postgres', urlFile: 'nowhere' }, 'postgres://a:secret@db/head_office'],
    ['a URL in the configuration itself', { type: 'postgres', url: 'postgres://a:secret@db/x' }, 'none'],
  ])('refuses %s without repeating it', (_what, store, url) => {
    writeFileSync(join(folder.path, 'url'), url);
    expect(problemsIn({ store })).toContain('store.urlFile');
    expect(JSON.stringify(load({ store }))).not.toContain('secret@');
  });

  test('refuses another kind of store', () => {
    expect(problemsIn({ store: { type: 'oracle' } })).toEqual(['store.type']);
  });
});
