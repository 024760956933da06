import type { JSX } from 'preact';
import type { InsufficientComposite } from '#rubric/composite/score.ts';
import { SCORE_WORDS } from '../scores/words.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

interface InsufficientProps {
  readonly composite: InsufficientComposite;
  readonly language: Language;
}

/** What exactly is missing, and what to do about each. */
export function Insufficient({ composite, language }: InsufficientProps): JSX.Element {
  const texts = TEXTS[language];
  const words = SCORE_WORDS[language];
  return (
    <section class="card insufficient" data-state="insufficient" data-testid="insufficient">
      <h2>◌ {texts.insufficient}</h2>
      <p>{texts.insufficientWhy}</p>
      <ul class="missing">
        {composite.missing.map((missing) => {
          const { what, todo } = words.missing(missing);
          return (
            <li key={what}>
              <span class="tag">{words.pillars[missing.pillar]}</span>
              <strong>{what}</strong>
              <span>
                {texts.todo}
                {language === 'zh' ? '：' : ': '}
                {todo}
              </span>
            </li>
          );
        })}
      </ul>
      {composite.flags.map((flag) => (
        <p key={JSON.stringify(flag)} class="quiet">
          {words.flag(flag)}
        </p>
      ))}
      <p class="quiet">{texts.window(composite.window.from, composite.window.to)}</p>
    </section>
  );
}
