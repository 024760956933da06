import type { Clock } from '#contract/clock.ts';
import type { HallLog } from '../health/agent-log.ts';
import type { Speech, Spoken } from '../ports.ts';
import { findProgram } from './find-program.ts';
import { synthesize } from './synthesize.ts';
import type { Utterance } from './synthesize.ts';
import { createWavCache } from './wav-cache.ts';

/** Offline speech for screens whose browser has no voice of its own. */

export interface SpeechOptions {
  /** Path or name of a program that takes espeak-ng's options. */
  readonly command: string;
  /** Folders in which a name is looked for, as in the environment. */
  readonly path: string | undefined;
  /** Real time. */
  readonly pace: Clock;
  readonly log: HallLog;
}

/** Texts that wait for the one being synthesised. */
const MOST_WAITING = 8;

export const NO_SPEECH: Speech = { say: async () => ({ ok: false, code: 'no-voice' }) };

export function createSpeech({ command, path, pace, log }: SpeechOptions): Speech {
  const program = findProgram(command, path);
  if (program === null) {
    log.write('speech.no-program', { command });
    return NO_SPEECH;
  }
  const cache = createWavCache();
  /** Texts on their way, so that two screens asking for the same cost one run. */
  const pending = new Map<string, Promise<Spoken>>();
  let last: Promise<unknown> = Promise.resolve();

  async function speak(key: string, utterance: Utterance): Promise<Spoken> {
    const spoken = await synthesize(program!, utterance, pace);
    pending.delete(key);
    if (!spoken.ok) {
      log.write('speech.failed', { program: program!, reason: spoken.reason });
      return { ok: false, code: 'voice-failed' };
    }
    cache.put(key, spoken.wav);
    return spoken;
  }

  return {
    async say(text, language) {
      const key = `${language} ${text}`;
      const wav = cache.get(key);
      if (wav !== null) return { ok: true, wav };
      const same = pending.get(key);
      if (same !== undefined) return same;
      if (pending.size > MOST_WAITING) return { ok: false, code: 'voice-busy' };
      const spoken = last.then(() => speak(key, { text, language }));
      last = spoken;
      pending.set(key, spoken);
      return spoken;
    },
  };
}
