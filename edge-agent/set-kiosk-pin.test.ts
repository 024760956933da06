import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordingAgentLog } from './health/agent-log.ts';
import { KioskPin } from './screens/kiosk-pin.ts';
import { kioskPinFile } from './screens/screens.ts';
import { readSecretLine, typed, type SecretInput } from './secret-line.ts';
import { setKioskPin } from './set-kiosk-pin.ts';

let folder: string;
let dataDir: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'set-pin-'));
  dataDir = join(folder, 'data');
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What is typed, and whether a terminal hid it. */
function terminal(text: string): SecretInput & { readonly raw: boolean[] } {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, raw, setRawMode: (isRaw: boolean) => raw.push(isRaw) });
  input.end(text);
  return input;
}

function pipe(text: string): SecretInput {
  const input = new PassThrough();
  input.end(text);
  return input;
}

const set = (input: SecretInput): Promise<boolean> => setKioskPin({ dataDir, input, say: (text) => said.push(text) });
const opens = async (pin: string): Promise<string> =>
  (await new KioskPin({ file: kioskPinFile(dataDir), now: () => 0, log: recordingAgentLog() }).unlock(pin)).kind;

describe('setting the PIN', () => {
  test('from a pipe takes its first line', async () => {
    expect(await set(pipe('482913\n'))).toBe(true);
    expect(await opens('482913')).toBe('open');
    expect(said.join(' ')).not.toContain('482913');
  });

  test('at a terminal shows nothing and asks twice', async () => {
    const input = terminal('482914\u007F3\r482913\r');
    expect(await set(input)).toBe(true);
    expect(input.raw).toEqual([true, false, true, false]);
    expect(await opens('482913')).toBe('open');
  });

  test.each([
    ['a trivial one', '123456\n', /anybody tries.* Nothing has changed/],
    ['a short one', '4829\n', /6 to 12 digits.* Nothing has changed/],
    ['nothing', '', /No PIN was given/],
    ['an empty line', '\n', /6 to 12 digits/],
  ])('refuses %s and leaves the old one', async (_what, text, answer) => {
    await set(pipe('482913'));
    expect(await set(pipe(text))).toBe(false);
    expect(said.at(-1)).toMatch(answer);
    expect(await opens('482913')).toBe('open');
  });

  test.each([
    ['two that differ', '482913\r482914\r', /not the same/],
    ['a change of mind', '4829\u0003', /No PIN was given/],
  ])('at a terminal refuses %s', async (_what, text, answer) => {
    const input = terminal(text);
    expect(await set(input)).toBe(false);
    expect(said.at(-1)).toMatch(answer);
    expect(input.raw.at(-1)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('names a disk that refuses', async () => {
    dataDir = join(folder, 'absent', 'data');
    expect(await set(pipe('482913'))).toBe(false);
    expect(said.at(-1)).toContain('cannot be stored');
  });
});

describe('a line typed unseen', () => {
  test('can be corrected, ended and broken off', () => {
    expect(typed('12', '\b')).toEqual({ done: false, line: '1' });
    expect(typed('', '\u007F')).toEqual({ done: false, line: '' });
    expect(typed('12', '\u0004')).toEqual({ done: true, line: '12' });
    expect(typed('', '\u0004')).toEqual({ done: true, line: null });
  });

  test('has an end even when the other side does not', async () => {
    expect(await readSecretLine(pipe('7'.repeat(100_000)))).toHaveLength(200);
  });
});
