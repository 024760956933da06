import { spawn } from 'node:child_process';
import type { Clock } from '#contract/clock.ts';
import { systemCode } from '../links/link.ts';
import type { SpeechLanguage } from '../ports.ts';
import { repairWav } from './wav.ts';

/**
 * The voice of each language at espeak-ng. Its plain `cmn` reads Chinese characters as English words ("ling-two wun"
 * for 零一); the pinyin variant speaks them properly and still says Latin letters by name.
 */
export const VOICES: Readonly<Record<SpeechLanguage, string>> = { zh: 'cmn-latn-pinyin', en: 'en-gb' };

const WORDS_PER_MINUTE = 150;
const LIMIT_MS = 5_000;
/** 160 characters are some 40 s, 2 MB. */
const MOST_BYTES = 8 * 1024 * 1024;

export interface Utterance {
  readonly text: string;
  readonly language: SpeechLanguage;
}

export type Synthesis = { readonly ok: true; readonly wav: Buffer } | { readonly ok: false; readonly reason: string };

/** One run of the program: text in, WAV out of its standard output. Never rejects; a program that hangs is killed. */
export function synthesize(program: string, { text, language }: Utterance, pace: Clock): Promise<Synthesis> {
  const { promise, resolve } = Promise.withResolvers<Synthesis>();
  const end = (synthesis: Synthesis): void => {
    cancel();
    resolve(synthesis);
  };
  const fail = (reason: string): void => end({ ok: false, reason });
  // No shell, and nothing of the text can be taken for an option.
  const args = ['-v', VOICES[language], '-s', String(WORDS_PER_MINUTE), '--stdout', '--', text];
  const child = start(program, args);
  if (typeof child === 'string') return Promise.resolve({ ok: false, reason: child });
  const chunks: Buffer[] = [];
  let size = 0;
  const give = (reason: string): void => {
    fail(reason);
    child.kill('SIGKILL');
  };
  const cancel = pace.after(LIMIT_MS, () => give(`not done after ${LIMIT_MS} ms`));
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_BYTES) give(`more than ${MOST_BYTES} bytes`);
    else chunks.push(chunk);
  });
  child.on('error', (error) => fail(error.message));
  child.on('close', (code, signal) => {
    if (code !== 0) return fail(`ended with ${code ?? signal}`);
    const wav = repairWav(Buffer.concat(chunks));
    return wav === null ? fail('no WAV came out of it') : end({ ok: true, wav });
  });
  return promise;
}

/** The reason when the system refuses at once, e.g. for want of memory. */
function start(program: string, args: readonly string[]) {
  try {
    return spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true, env: environment() });
  } catch (error) {
    // The message would quote the text.
    return `cannot be started: ${systemCode(error) || 'refused'}`;
  }
}

/** Secrets that the agent was started with are none of its business. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, ESPEAK_DATA_PATH, SystemRoot } = process.env;
  const known = { PATH, ESPEAK_DATA_PATH, SystemRoot };
  return { LANG: 'C.UTF-8', ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) };
}
