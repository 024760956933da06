import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordingAgentLog } from '../health/agent-log.ts';
import { MOST_SCREENS, PairedScreenStore } from './paired-screens.ts';

let folder: string;
let file: string;
let now: number;
let log: ReturnType<typeof recordingAgentLog>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'screens-'));
  file = join(folder, 'screens.json');
  now = 1_796_000_000_000;
  log = recordingAgentLog();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): PairedScreenStore => new PairedScreenStore({ file, now: () => now, log });

test('a screen is known by its token, also after a restart, and by nothing else', () => {
  const { token, screen } = open().add('lobby', '大堂平板');
  const restarted = open();
  expect(restarted.identify(token)).toMatchObject({ id: screen.id, name: '大堂平板', role: 'lobby' });
  expect(restarted.identify(screen.id)).toBeNull();
  expect(restarted.identify('')).toBeNull();
  expect(restarted.identify(`${token}x`)).toBeNull();
});

test('the token has 256 bits and stands in no file and no list', () => {
  const store = open();
  const { token } = store.add('kiosk', 'K1');
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(readFileSync(file, 'utf8')).not.toContain(token);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Object.keys(store.list()[0]!).toSorted()).toEqual(['id', 'lastSeenAt', 'name', 'pairedAt', 'role']);
});

test('a revoked screen is unknown at once and stays so', () => {
  const store = open();
  const first = store.add('display', 'TV');
  const second = store.add('display', 'TV 2');
  expect(store.revoke(first.screen.id)).toBe(true);
  expect(store.revoke(first.screen.id)).toBe(false);
  expect(store.identify(first.token)).toBeNull();
  expect(
    open()
      .list()
      .map(({ name }) => name),
  ).toEqual(['TV 2']);
  expect(open().identify(second.token)).not.toBeNull();
});

test('a screen that is paired again is what it was before no more', () => {
  const store = open();
  const first = store.add('display', 'TV');
  const second = store.add('lobby', 'TV', first.screen);
  expect(store.identify(first.token)).toBeNull();
  expect(store.identify(second.token)?.role).toBe('lobby');
  expect(open().list()).toHaveLength(1);
  rmSync(folder, { recursive: true });
  expect(() => store.add('kiosk', 'K', second.screen)).toThrow('ENOENT');
  expect(store.identify(second.token)?.role).toBe('lobby');
});

test('when it was seen is written down at first and then now and again', () => {
  const store = open();
  const { token } = store.add('lobby', 'L');
  const stored = (): number | null => open().list()[0]!.lastSeenAt;
  expect(stored()).toBeNull();
  store.identify(token);
  expect(stored()).toBe(now);
  const first = now;
  now += 600_000;
  store.identify(token);
  expect(store.list()[0]!.lastSeenAt).toBe(now);
  expect(stored()).toBe(first);
  for (let i = 0; i < 6; i++) {
    now += 600_000;
    store.identify(token);
  }
  expect(stored()).toBe(first + 3_600_000);
});

test('a damaged file lets nobody in and is named in the log', () => {
  open().add('lobby', 'L');
  writeFileSync(file, '{"v":1,"screens":[{}]}');
  expect(open().list()).toEqual([]);
  expect(log.entries.map(({ event }) => event)).toEqual(['screens.unreadable']);
});

test('a full disk leaves things as they were, but never a screen inside that was shut out', () => {
  const store = open();
  const { token, screen } = store.add('lobby', 'L');
  store.identify(token);
  rmSync(folder, { recursive: true });
  expect(() => store.add('kiosk', 'K')).toThrow('ENOENT');
  expect(store.list()).toHaveLength(1);
  now += 7_200_000;
  expect(store.identify(token)).not.toBeNull();
  expect(log.entries.map(({ event }) => event)).toEqual(['screens.not-stored']);
  expect(() => store.revoke(screen.id)).toThrow('ENOENT');
  expect(store.identify(token)).toBeNull();
});

test('there is an end to how many screens a hall can have', () => {
  const store = open();
  for (let i = 0; i < MOST_SCREENS; i++) {
    expect(store.isFull).toBe(false);
    store.add('display', `TV ${i}`);
  }
  expect(store.isFull).toBe(true);
});
