import type { JSX } from 'preact';
import type { LanguageChoice } from './language.ts';

const NAMES = { zh: '中文', en: 'English' } as const;
const LANGS = { zh: 'zh-CN', en: 'en' } as const;

export function LanguageSwitch({ choice }: { readonly choice: LanguageChoice }): JSX.Element {
  return (
    <div class="languages" role="group" aria-label="语言 Language">
      {(['zh', 'en'] as const).map((language) => (
        <button
          key={language}
          type="button"
          lang={LANGS[language]}
          data-testid={`language-${language}`}
          aria-pressed={choice.language === language}
          onClick={() => choice.choose(language)}
        >
          {NAMES[language]}
        </button>
      ))}
    </div>
  );
}
