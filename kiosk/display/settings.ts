import { homeLanguage, LANGUAGES } from '../shared/language.ts';
import type { Language } from '../shared/language.ts';

/** What the address of a display says about it. */
export interface DisplaySettings {
  /** The language written large. */
  readonly first: Language;
  readonly theme: 'light' | 'dark';
  /** In which languages calls are spoken, in this order. */
  readonly speech: readonly Language[];
  /** Which of several displays. */
  readonly screen: string;
}

const SCREEN = /^[a-z0-9][a-z0-9-]{0,23}$/;

/** `?lang=en&theme=dark&speech=zh,en&screen=hall-2`; what is not understood is left as it usually is. */
export function displaySettings(search: string): DisplaySettings {
  const query = new URLSearchParams(search);
  const screen = query.get('screen') ?? '';
  return {
    first: homeLanguage(search),
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    speech: speechLanguages(query.get('speech')),
    screen: SCREEN.test(screen) ? screen : 'display',
  };
}

/** Chinese, then English. A second display within earshot is told to be silent with `speech=none`. */
function speechLanguages(wanted: string | null): readonly Language[] {
  if (wanted === null) return ['zh', 'en'];
  return wanted.split(',').filter((language): language is Language => Object.hasOwn(LANGUAGES, language));
}
