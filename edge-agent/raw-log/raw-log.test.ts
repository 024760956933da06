import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { parseCapture, type CaptureRecord } from '#devices/capture/capture.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import { createRawLog } from './raw-log.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raw-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const DAY = 86_400_000;
const START = Date.parse('2026-03-02T08:00:00Z');

function setUp(keepDays = 2, directory = join(folder, 'raw')) {
  const clock = new VirtualClock(START);
  const log = recordingAgentLog();
  const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return { clock, log, directory, raw: createRawLog({ directory, keepDays, dateOf, clock, log }) };
}

function chunk(at: number, ...bytes: number[]): CaptureRecord {
  return { at, port: 'bus', direction: 'shared', bytes: Uint8Array.from(bytes) };
}

describe('the raw byte log', () => {
  test('writes what a replay can read, one private file per day', async () => {
    const { raw, directory } = setUp();
    raw.write(chunk(START, 0xff, 0x68));
    raw.write(chunk(START + DAY, 0x16));
    await raw.flush();
    expect((await readdir(directory)).toSorted()).toEqual(['raw-2026-03-02.capture', 'raw-2026-03-03.capture']);
    const file = join(directory, 'raw-2026-03-02.capture');
    expect(parseCapture(await readFile(file, 'utf8'))).toEqual({ records: [chunk(START, 0xff, 0x68)], problems: [] });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('collects for a second before it writes', async () => {
    const { raw, clock } = setUp();
    raw.write(chunk(START, 1));
    clock.advance(999);
    expect(raw.counts().written).toBe(0);
    clock.advance(1);
    await raw.flush();
    expect(raw.counts().written).toBe(1);
  });

  test('removes files older than it should keep, and nothing else', async () => {
    const { raw, directory } = setUp(2);
    raw.write(chunk(START - 3 * DAY, 1));
    raw.write(chunk(START - 2 * DAY, 1));
    await raw.flush();
    await writeFile(join(directory, 'notes.txt'), 'kept');
    raw.write(chunk(START, 1));
    await raw.flush();
    expect((await readdir(directory)).toSorted()).toEqual([
      'notes.txt',
      'raw-2026-02-28.capture',
      'raw-2026-03-02.capture',
    ]);
  });

  test('goes on behind the half line of a power cut', async () => {
    const first = setUp();
    first.raw.write(chunk(START, 1));
    await first.raw.stop();
    const file = join(first.directory, 'raw-2026-03-02.capture');
    await writeFile(file, `${await readFile(file, 'utf8')}${START} bus = FF6`);
    const second = setUp();
    second.raw.write(chunk(START + 5, 2));
    await second.raw.stop();
    const { records, problems } = parseCapture(await readFile(file, 'utf8'));
    expect(records).toEqual([chunk(START, 1), chunk(START + 5, 2)]);
    expect(problems).toHaveLength(1);
  });

  test('a disk that refuses costs lines of this log, never the agent', async () => {
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    const { raw, log } = setUp(2, blocked);
    raw.write(chunk(START, 1));
    await raw.flush();
    raw.write(chunk(START, 2));
    await raw.flush();
    await rm(blocked);
    raw.write(chunk(START, 3));
    await raw.flush();
    expect(raw.counts()).toEqual({ written: 1, lost: 2 });
    expect(log.entries.map(({ event }) => event)).toEqual(['raw-log.failed', 'raw-log.recovered']);
  });

  test('writes nothing at all when no days are kept', async () => {
    const { raw, directory } = setUp(0);
    raw.write(chunk(START, 1));
    await raw.stop();
    await expect(readdir(directory)).rejects.toThrow('ENOENT');
  });
});
