import { useEffect, useState } from 'preact/hooks';

export type Language = 'zh' | 'en';

interface LanguageInfo {
  /** BCP 47 tag for `lang`. */
  readonly tag: string;
  /** Its own name, in itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

/** One line per language; layouts use logical sides, so a right-to-left one needs no layout of its own. */
export const LANGUAGES: Readonly<Record<Language, LanguageInfo>> = {
  zh: { tag: 'zh-CN', name: '中文', direction: 'ltr' },
  en: { tag: 'en', name: 'English', direction: 'ltr' },
};

/** One dictionary per language; `T` lists the strings, so a missing one is a type error. */
export type Dictionary<T> = Readonly<Record<Language, T>>;

/** `?lang=en` makes English the page's own language; otherwise Chinese first. */
export function homeLanguage(search: string): Language {
  const wanted = new URLSearchParams(search).get('lang');
  return wanted !== null && Object.hasOwn(LANGUAGES, wanted) ? (wanted as Language) : 'zh';
}

export interface LanguageChoice {
  readonly language: Language;
  choose(language: Language): void;
  /** Back to the page's own language, for the next person. */
  reset(): void;
}

export function useLanguage(home: Language): LanguageChoice {
  const [language, setLanguage] = useState(home);
  useEffect(() => showLanguage(language), [language]);
  return { language, choose: setLanguage, reset: () => setLanguage(home) };
}

/** Tells the browser, and whatever reads the page aloud, which language it is in. */
export function showLanguage(language: Language): void {
  const { tag, direction } = LANGUAGES[language];
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
}
