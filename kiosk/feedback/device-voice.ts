import { LANGUAGES } from '../shared/language.ts';
import type { Voice } from '../voice/voice.ts';

/** Speaks with a voice that is installed on this device, if there is one; never with one from the network. */
export function deviceVoice(): Voice {
  const synthesis = window.speechSynthesis as SpeechSynthesis | undefined;
  let finish: () => void = () => undefined;
  return {
    say(text, language) {
      finish();
      const [prefix = language] = LANGUAGES[language].tag.split('-');
      const voice = synthesis?.getVoices().find(({ localService, lang }) => localService && lang.startsWith(prefix));
      if (synthesis === undefined || voice === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        finish = resolve;
        const utterance = new SpeechSynthesisUtterance(text);
        utterance.voice = voice;
        utterance.lang = voice.lang;
        utterance.addEventListener('end', () => resolve());
        utterance.addEventListener('error', () => resolve());
        synthesis.speak(utterance);
      });
    },
    stop() {
      synthesis?.cancel();
      finish();
    },
  };
}
