import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordingAgentLog } from '../health/agent-log.ts';
import { KioskPin, weaknessOf, writeKioskPin } from './kiosk-pin.ts';
import { MOST_TRIES, TRY_WINDOW_MS } from './try-limit.ts';

const PIN = '482913';
let folder: string;
let file: string;
let now: number;
let log: ReturnType<typeof recordingAgentLog>;
let pin: KioskPin;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-pin-'));
  file = join(folder, 'kiosk-pin.json');
  now = 1_796_000_000_000;
  log = recordingAgentLog();
  pin = new KioskPin({ file, now: () => now, log });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a new PIN', () => {
  test.each(['', '12345', '1234567890123', '12345a', '１２３４５６', ' 482913'])('"%s" is no PIN', (text) => {
    expect(weaknessOf(text)).toContain('6 to 12 digits');
  });

  test.each(['000000', '777777', '121212', '123123', '123456', '456789', '890123', '654321', '987654321', '3210987'])(
    '%s is what anybody tries first',
    (text) => {
      expect(weaknessOf(text)).toContain('anybody tries');
    },
  );

  test.each(['482913', '112233', '135790', '123465'])('%s will do', (text) => {
    expect(weaknessOf(text)).toBeNull();
  });
});

describe('unlocking', () => {
  test('without a PIN there is nothing to open', async () => {
    expect(await pin.unlock(PIN)).toEqual({ kind: 'no-pin' });
  });

  test('the right PIN opens and a wrong one does not; a new one counts at once', async () => {
    await writeKioskPin(file, PIN);
    expect(await pin.unlock(PIN)).toEqual({ kind: 'open' });
    expect(await pin.unlock('482914')).toEqual({ kind: 'wrong' });
    await writeKioskPin(file, '920517');
    expect(await pin.unlock(PIN)).toEqual({ kind: 'wrong' });
    expect(await pin.unlock('920517')).toEqual({ kind: 'open' });
  });

  test('the file is private and does not hold the PIN; two equal PINs look different', async () => {
    await writeKioskPin(file, PIN);
    const first = readFileSync(file, 'utf8');
    await writeKioskPin(file, PIN);
    expect(first).not.toContain(PIN);
    expect(readFileSync(file, 'utf8')).not.toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('after a few wrong ones even the right PIN has to wait', async () => {
    await writeKioskPin(file, PIN);
    for (let i = 0; i < MOST_TRIES; i++) expect(await pin.unlock('111111')).toEqual({ kind: 'wrong' });
    now += 60_000;
    expect(await pin.unlock(PIN)).toEqual({ kind: 'locked', forMs: TRY_WINDOW_MS - 60_000 });
    now += TRY_WINDOW_MS - 60_000;
    expect(await pin.unlock(PIN)).toEqual({ kind: 'open' });
    expect(log.entries.map(({ event }) => event)).toEqual(['screens.pin-locked']);
  });

  test('many tries at once are no more tries than one after the other', async () => {
    await writeKioskPin(file, PIN);
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => pin.unlock('111111')));
    expect(outcomes.filter(({ kind }) => kind === 'wrong')).toHaveLength(MOST_TRIES);
    expect(outcomes.filter(({ kind }) => kind === 'locked')).toHaveLength(40 - MOST_TRIES);
  });

  test('a damaged file opens nothing and is named in the log, without its content', async () => {
    writeFileSync(file, '{"v":1,"kdf":"scrypt","salt":"secret');
    expect(await pin.unlock(PIN)).toEqual({ kind: 'no-pin' });
    expect(log.entries).toEqual([{ event: 'screens.pin-unusable', detail: { reason: 'not JSON' } }]);
  });
});
