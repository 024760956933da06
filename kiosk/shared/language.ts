import { useEffect, useState } from 'preact/hooks';

export type Language = 'zh' | 'en';

/** One dictionary per language; `T` lists the strings, so a missing one is a type error. */
export type Dictionary<T> = Readonly<Record<Language, T>>;

/** `?lang=en` makes English the page's own language; otherwise Chinese first. */
export function homeLanguage(search: string): Language {
  return new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'zh';
}

export interface LanguageChoice {
  readonly language: Language;
  choose(language: Language): void;
  /** Back to the page's own language, for the next person. */
  reset(): void;
}

export function useLanguage(home: Language): LanguageChoice {
  const [language, setLanguage] = useState(home);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return { language, choose: setLanguage, reset: () => setLanguage(home) };
}
