import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConfigMessage } from '#contract/down.ts';
import { eventBodySchema, type EventBody } from '#contract/events.ts';
import { statusMessageSchema } from '#contract/status.ts';
import { demoHall } from './hall/demo-hall.ts';
import { recordingLog, type RecordedLog } from './recording-log.ts';
import { createSettings, type Settings } from './settings.ts';

const NOW = 1_796_000_000_000;
const site = demoHall();
const service = Object.keys(site.services)[0]!;
let folder: string;
let file: string;
let events: EventBody[];
let log: RecordedLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  file = join(folder, 'branch-config.json');
  events = [];
  log = recordingLog();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(): Settings {
  const report = (bodies: readonly EventBody[]): void => {
    events.push(...bodies.map((body) => eventBodySchema.parse(body)));
  };
  return createSettings({ site, file, now: () => NOW, report, log });
}

const message = (version: number, config: object): ConfigMessage => ({
  type: 'config',
  version,
  config: config as ConfigMessage['config'],
});
const KIOSK = { scale: 4, idleSeconds: 20 };
const THRESHOLDS = { waiting: 9, queues: [{ service, waiting: 4 }] };

describe('settings', () => {
  test('are those of the site map until head office sets others', () => {
    const settings = open();
    expect(settings.kiosk()).toBe(site.kiosk);
    expect(settings.thresholds()).toBe(site.thresholds);
    expect(settings.status()).toEqual({ config: null });
    expect(log.events()).toEqual([]);
  });

  test('of head office take effect at once, each part as a whole, are journalled and told', () => {
    const settings = open();
    const heard: number[] = [];
    settings.onChange(() => heard.push(settings.kiosk().idleSeconds));
    settings.configure(message(3, { kiosk: KIOSK }));
    expect(heard).toEqual([20]);
    // Nothing of the site's own kiosk is left: its reasons, too, are gone.
    expect(settings.kiosk()).toMatchObject({ scale: 4, idleSeconds: 20, reasons: [], thanksSeconds: 4 });
    expect(settings.thresholds()).toBe(site.thresholds);
    expect(settings.status()).toEqual({ config: 3 });
    const digest = createHash('sha256')
      .update(JSON.stringify({ kiosk: KIOSK }))
      .digest('hex');
    expect(events).toEqual([{ type: 'config.applied', at: NOW, src: 'agent', version: 3, digest }]);
  });

  test('of head office survive a restart, in a private file', () => {
    open().configure(message(3, { kiosk: KIOSK, thresholds: THRESHOLDS }));
    const restarted = open();
    expect(restarted.kiosk().idleSeconds).toBe(20);
    expect(restarted.thresholds()).toMatchObject({ waiting: 9, stalledMinutes: 10 });
    expect(restarted.status()).toEqual({ config: 3 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(events).toHaveLength(1);
  });

  test('go back to the site map where a later version leaves them out', () => {
    const settings = open();
    settings.configure(message(3, { kiosk: KIOSK }));
    settings.configure(message(4, {}));
    expect(settings.kiosk()).toBe(site.kiosk);
    expect(settings.status()).toEqual({ config: 4 });
  });

  test('are not changed by a version that is older or already in force', () => {
    const settings = open();
    settings.configure(message(3, { kiosk: KIOSK }));
    let changes = 0;
    settings.onChange(() => (changes += 1));
    settings.configure(message(3, { kiosk: { ...KIOSK, idleSeconds: 99 } }));
    settings.configure(message(2, { kiosk: { ...KIOSK, idleSeconds: 99 } }));
    expect(settings.kiosk().idleSeconds).toBe(20);
    expect([changes, events.length]).toEqual([0, 1]);
  });
});

describe('a configuration that does not fit', () => {
  test.each([
    ['an unknown key', { colour: 'red' }, '(root)'],
    ['a scale that its words contradict', { kiosk: { ...KIOSK, words: [{ zh: '好', en: 'Good' }] } }, 'kiosk.words'],
    [
      'a missing translation',
      { kiosk: { ...KIOSK, reasons: [{ id: 'a', name: { zh: '慢' } }] } },
      'kiosk.reasons.0.name.en',
    ],
    [
      'a queue that the hall does not have',
      { thresholds: { queues: [{ service: 'gold-bars' }] } },
      'thresholds.queues.0.service',
    ],
    [
      'a class that the hall does not have',
      { thresholds: { queues: [{ service, class: 'royal' }] } },
      'thresholds.queues.0.class',
    ],
    ['a queue given twice', { thresholds: { queues: [{ service }, { service }] } }, 'thresholds.queues'],
    ['one good and one bad part', { kiosk: KIOSK, thresholds: { waiting: -1 } }, 'thresholds.waiting'],
  ])('%s is refused as a whole, with its place', (_what, config, path) => {
    const settings = open();
    settings.configure(message(2, { kiosk: { ...KIOSK, idleSeconds: 7 } }));
    settings.configure(message(3, config));
    expect(settings.kiosk().idleSeconds).toBe(7);
    const { config: version, configProblem } = settings.status();
    expect(version).toBe(2);
    expect(configProblem).toMatchObject({ version: 3, text: expect.stringContaining(`${path}: `) as string });
    expect(log.entries.find(({ event }) => event === 'settings.refused')?.detail).toMatchObject({ version: 3, path });
    expect(events).toHaveLength(1);
    expect(open().status()).toEqual({ config: 2 });
  });

  test('is told once, however often it comes, and no longer once a later one fits', () => {
    const settings = open();
    let changes = 0;
    settings.onChange(() => (changes += 1));
    for (let i = 0; i < 3; i++) settings.configure(message(3, { colour: 'red' }));
    expect(changes).toBe(1);
    settings.configure(message(4, { kiosk: KIOSK }));
    expect(settings.status()).toEqual({ config: 4 });
  });

  test('with very many problems still makes a status of the contract', () => {
    const settings = open();
    const reasons = Array.from({ length: 12 }, (_, index) => ({ id: `r${index}`, name: {} }));
    settings.configure(message(3, { kiosk: { ...KIOSK, reasons } }));
    expect(statusMessageSchema.pick({ config: true, configProblem: true }).safeParse(settings.status()).success).toBe(
      true,
    );
    expect(log.entries.filter(({ event }) => event === 'settings.refused').length).toBeGreaterThan(12);
  });
});

describe('the stored configuration', () => {
  test.each([
    ['half a file', '{"v":1,"vers'],
    ['something else', '{"v":2}'],
    [
      'a configuration that does not fit the site map any more',
      JSON.stringify({ v: 1, version: 3, config: { thresholds: { queues: [{ service: 'gone' }] } } }),
    ],
  ])('is ignored when it is %s, and head office can send it again', (_what, text) => {
    writeFileSync(file, text);
    const settings = open();
    expect(settings.kiosk()).toBe(site.kiosk);
    expect(settings.status()).toEqual({ config: null });
    expect(log.events()).toEqual(['settings.unreadable']);
    settings.configure(message(3, { kiosk: KIOSK }));
    expect(open().status()).toEqual({ config: 3 });
  });

  test('that cannot be written is in force until a restart, and asked for again then', () => {
    const settings = open();
    rmSync(folder, { recursive: true });
    settings.configure(message(3, { kiosk: KIOSK }));
    expect(settings.kiosk().idleSeconds).toBe(20);
    expect(log.events()).toEqual(['settings.not-stored', 'settings.applied']);
    expect(open().status()).toEqual({ config: null });
  });

  test('is kept as it came', () => {
    open().configure(message(3, { kiosk: KIOSK }));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ v: 1, version: 3, config: { kiosk: KIOSK } });
  });
});
