import type { Cancel, Clock } from '#contract/clock.ts';
import type { Language } from '../shared/language.ts';
import { within } from './within.ts';

/** Speech synthesis of the browser, with voices of this device only: nothing said in the hall leaves it. */
export interface DeviceVoice {
  /** True when it was said; false when this device cannot, and another voice should. */
  say(text: string, language: Language): Promise<boolean>;
  stop(): void;
}

/** The part of SpeechSynthesis that is used. */
export interface Synthesis {
  getVoices(): readonly SpeechSynthesisVoice[];
  speak(utterance: SpeechSynthesisUtterance): void;
  cancel(): void;
  addEventListener(type: 'voiceschanged', listener: () => void): void;
}

/** Best first; zh-HK is Cantonese. */
const WANTED: Readonly<Record<Language, readonly RegExp[]>> = {
  zh: [/^(zh|cmn)[-_](hans[-_])?cn/i, /^(zh|cmn)$/i, /^(zh|cmn)[-_](hans|sg)/i, /^(zh|cmn)[-_](hant[-_])?tw/i],
  en: [/^en[-_]gb/i, /^en([-_]|$)/i],
};

/** Voices arrive some time after the page. */
const VOICES_LIMIT_MS = 1_500;
const START_LIMIT_MS = 3_000;
/** Slow speech, and some more. */
const END_GRACE_MS = 3_000;
const MS_PER_LETTER: Readonly<Record<Language, number>> = { zh: 450, en: 150 };

/** Device voices only: others send the text to somebody's server. */
export function pickVoice(voices: readonly SpeechSynthesisVoice[], language: Language): SpeechSynthesisVoice | null {
  const local = voices.filter(({ localService }) => localService);
  for (const wanted of WANTED[language]) {
    const found = local.find(({ lang }) => wanted.test(lang));
    if (found !== undefined) return found;
  }
  return null;
}

export function createDeviceVoice(
  clock: Clock,
  synthesis: Synthesis | null,
  newUtterance = (text: string): SpeechSynthesisUtterance => new SpeechSynthesisUtterance(text),
): DeviceVoice {
  if (synthesis === null) return { say: async () => false, stop() {} };
  const loaded = voicesLoaded(clock, synthesis);
  // Begun now, so that the first text need not wait.
  void loaded();
  let isDead = false;
  let end: (said: boolean) => void = () => undefined;

  /** Engines exist that list voices and never start, and others that never say they have ended. */
  function speak(own: Synthesis, utterance: SpeechSynthesisUtterance, limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      let cancel: Cancel = () => undefined;
      const settle = (said: boolean): void => {
        cancel();
        resolve(said);
      };
      const giveUp = (said: boolean): void => {
        own.cancel();
        settle(said);
      };
      utterance.addEventListener('start', () => {
        cancel();
        cancel = clock.after(limitMs, () => giveUp(true));
      });
      utterance.addEventListener('end', () => settle(true));
      utterance.addEventListener('error', () => settle(false));
      end = settle;
      cancel = clock.after(START_LIMIT_MS, () => {
        isDead = true;
        giveUp(false);
      });
      own.speak(utterance);
    });
  }

  return {
    async say(text, language) {
      await loaded();
      const voice = isDead ? null : pickVoice(synthesis.getVoices(), language);
      if (voice === null) return false;
      const utterance = newUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      return speak(synthesis, utterance, END_GRACE_MS + text.length * MS_PER_LETTER[language]);
    },
    stop() {
      synthesis.cancel();
      end(true);
    },
  };
}

/** Waits once, and not for long: many devices have none. */
function voicesLoaded(clock: Clock, synthesis: Synthesis): () => Promise<void> {
  let waiting: Promise<void> | null = null;
  return () => {
    if (synthesis.getVoices().length > 0) return Promise.resolve();
    waiting ??= within(clock, VOICES_LIMIT_MS, (done) => synthesis.addEventListener('voiceschanged', done));
    return waiting;
  };
}
