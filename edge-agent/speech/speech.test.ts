import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { realClock, VirtualClock, type Clock } from '#contract/clock.ts';
import { recordingAgentLog } from '../health/agent-log.ts';
import type { Speech } from '../ports.ts';
import { createSpeech } from './speech.ts';
import { VOICES } from './synthesize.ts';

let folder: string;
let log: ReturnType<typeof recordingAgentLog>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hallmeter-speech-'));
  log = recordingAgentLog();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program in place of the real one. */
function program(script: string): string {
  const file = join(folder, 'say');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function speechOf(command: string, pace: Clock = realClock()): Speech {
  return createSpeech({ command, path: process.env['PATH'], pace, log });
}

function secondsOf(wav: Buffer): number {
  return wav.readUInt32LE(40) / wav.readUInt32LE(28);
}

describe('with the real program', () => {
  test.each([
    ['zh', 'A 零一二号，请到三号窗口'],
    ['en', 'Ticket A zero one two, please go to counter three'],
  ] as const)('%s is spoken as WAV of a believable length', async (language, text) => {
    const spoken = await speechOf('espeak-ng').say(text, language);
    if (!spoken.ok) throw new Error(spoken.code);
    expect(spoken.wav.toString('latin1', 8, 12)).toBe('WAVE');
    expect(spoken.wav.readUInt32LE(4)).toBe(spoken.wav.length - 8);
    expect(secondsOf(spoken.wav)).toBeGreaterThan(2);
    expect(secondsOf(spoken.wav)).toBeLessThan(8);
  });

  test('Chinese is pronounced as Chinese, not as English words for its romanisation', () => {
    const phonemes = (voice: string): string =>
      execFileSync('espeak-ng', ['-v', voice, '-x', '-q', '--', '请到三号窗口'], { encoding: 'utf8' });
    expect(phonemes('cmn')).toContain('(en)');
    expect(phonemes(VOICES.zh)).not.toContain('(en)');
  });

  test('what looks like an option is text', async () => {
    const target = join(folder, 'written.wav');
    expect((await speechOf('espeak-ng').say(`-w${target}`, 'en')).ok).toBe(true);
    expect(existsSync(target)).toBe(false);
  });

  test('no shell ever sees the text', async () => {
    const target = join(folder, 'touched');
    expect((await speechOf('espeak-ng').say(`$(touch ${target}); \`touch ${target}\``, 'en')).ok).toBe(true);
    expect(existsSync(target)).toBe(false);
  });
});

test('the same text is synthesised once, however many screens ask for it', async () => {
  const speech = speechOf(program(`echo run >> ${folder}/runs; exec espeak-ng "$@"`));
  const [first, second] = await Promise.all([speech.say('一号', 'zh'), speech.say('一号', 'zh')]);
  const third = await speech.say('一号', 'zh');
  expect(new Set([first, second, third].map((spoken) => (spoken.ok ? spoken.wav.length : 0))).size).toBe(1);
  expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe('run\n');
});

test('one program runs at a time, in the order asked', async () => {
  const speech = speechOf(
    program(
      `mkdir ${folder}/lock || exit 9\nfor last; do :; done; echo "$last" >> ${folder}/runs; espeak-ng "$@"; rmdir ${folder}/lock`,
    ),
  );
  const spoken = await Promise.all(['one', 'two', 'three'].map((text) => speech.say(text, 'en')));
  expect(spoken.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe('one\ntwo\nthree\n');
});

test('a program that hangs is killed after five seconds, and the next text is tried', async () => {
  const clock = new VirtualClock(0);
  const speech = speechOf(program(`echo $$ > ${folder}/pid; exec sleep 60`), clock);
  const first = speech.say('one', 'en');
  await expect.poll(() => existsSync(join(folder, 'pid')) && readFileSync(join(folder, 'pid'), 'utf8')).toMatch(/\d\n/);
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  program('exec espeak-ng "$@"');
  clock.advance(5_000);
  expect(await first).toEqual({ ok: false, code: 'voice-failed' });
  await expect.poll(() => isRunning(pid)).toBe(false);
  expect((await speech.say('two', 'en')).ok).toBe(true);
  expect(log.entries.map(({ event }) => event)).toEqual(['speech.failed']);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('beyond a short queue a text is refused at once', async () => {
  const clock = new VirtualClock(0);
  const speech = speechOf(program('exec sleep 60'), clock);
  const asked = Array.from({ length: 9 }, (_, index) => speech.say(`text ${index}`, 'en'));
  expect(await speech.say('one too many', 'en')).toEqual({ ok: false, code: 'voice-busy' });
  for (const spoken of asked) {
    await expect
      .poll(async () => {
        clock.advance(5_000);
        return Promise.race([spoken, Promise.resolve(null)]);
      })
      .toEqual({ ok: false, code: 'voice-failed' });
  }
});

test.each([
  ['fails', 'exit 3'],
  ['says nothing', 'exit 0'],
  ['answers with something else', 'echo "<html>"'],
])('a program that %s is a failed voice, logged without the text', async (_what, script) => {
  expect(await speechOf(program(script)).say('private words', 'en')).toEqual({ ok: false, code: 'voice-failed' });
  expect(log.entries).toHaveLength(1);
  expect(JSON.stringify(log.entries)).not.toContain('private');
});

test('a program that cannot even be started is a failed voice, and the next text is tried', async () => {
  const speech = speechOf('espeak-ng');
  // No argument of a program can hold this character, so the start itself is refused.
  expect(await speech.say('one\0', 'en')).toEqual({ ok: false, code: 'voice-failed' });
  expect(await speech.say('one\0', 'en')).toEqual({ ok: false, code: 'voice-failed' });
  expect((await speech.say('two', 'en')).ok).toBe(true);
});

test('a flood of output is cut off', async () => {
  expect(await speechOf(program('exec yes')).say('one', 'en')).toEqual({ ok: false, code: 'voice-failed' });
  expect(log.entries[0]!.detail['reason']).toContain('more than');
});

test('without a program there is no voice, and the log says so once', async () => {
  for (const command of ['no-such-program', join(folder, 'gone')]) {
    const speech = speechOf(command);
    expect(await speech.say('one', 'en')).toEqual({ ok: false, code: 'no-voice' });
    expect(await speech.say('two', 'en')).toEqual({ ok: false, code: 'no-voice' });
  }
  expect(log.entries.map(({ event }) => event)).toEqual(['speech.no-program', 'speech.no-program']);
});

test('secrets in the environment of the agent do not reach the program', async () => {
  process.env['HALLMETER_TEST_SECRET'] = 'x';
  const speech = speechOf(program(`env > ${folder}/env; exec espeak-ng "$@"`));
  await speech.say('one', 'en');
  delete process.env['HALLMETER_TEST_SECRET'];
  expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('SECRET');
});
