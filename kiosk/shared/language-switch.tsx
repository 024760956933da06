import type { JSX } from 'preact';
import { LANGUAGES } from './language.ts';
import type { Language, LanguageChoice } from './language.ts';

export function LanguageSwitch({ choice }: { readonly choice: LanguageChoice }): JSX.Element {
  return (
    <div class="languages" role="group" aria-label="语言 Language">
      {(Object.keys(LANGUAGES) as Language[]).map((language) => (
        <button
          key={language}
          type="button"
          lang={LANGUAGES[language].tag}
          data-testid={`language-${language}`}
          aria-pressed={choice.language === language}
          onClick={() => choice.choose(language)}
        >
          {LANGUAGES[language].name}
        </button>
      ))}
    </div>
  );
}
