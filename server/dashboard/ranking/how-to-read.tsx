import type { JSX } from 'preact';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

/** Legend of the rank bars, and what follows from them in words. */
export function HowToRead({ language }: { readonly language: Language }): JSX.Element {
  const texts = TEXTS[language];
  const marks = [
    ['band', texts.legendBand],
    ['own-place', texts.legendPlace],
    ['median', texts.legendMedian],
    ['tier-line', texts.legendTier],
  ] as const;
  return (
    <details class="card how-to-read" open={matchMedia('(min-width: 961px)').matches}>
      <summary>{texts.howToRead}</summary>
      <p>{texts.explanation}</p>
      <p>{SCORE_WORDS[language].standardisedAbout}</p>
      <ul class="legend">
        {marks.map(([mark, meaning]) => (
          <li key={mark}>
            <span class="rank-bar sample" aria-hidden="true">
              <span class={mark} />
            </span>
            {meaning}
          </li>
        ))}
      </ul>
    </details>
  );
}
