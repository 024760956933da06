import type { JSX } from 'preact';
import type { LobbyView } from '#contract/lobby-view.ts';
import type { Language } from '../shared/language.ts';
import { adviceKey, adviceWords, whatIfWords } from './advice-words.ts';
import type { Names } from './names.ts';
import { LOBBY_TEXTS } from './texts.ts';

interface AdviceProps {
  readonly view: LobbyView;
  /** No business day is open: nothing is advised, which does not mean that all is well. */
  readonly closed: boolean;
  readonly names: Names;
  readonly language: Language;
}

/** The first action large, with its reason; the others as a list. */
export function Advice({ view: { advice, whatIf }, closed, names, language }: AdviceProps): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  const [first, ...others] = advice;
  return (
    <section class="card advice" data-testid="advice" data-count={advice.length}>
      <h2>{texts.nextAction}</h2>
      {first === undefined ? (
        <NoAdvice closed={closed} language={language} />
      ) : (
        <FirstAdvice advice={first} names={names} language={language} />
      )}
      {others.length === 0 ? null : (
        <ul class="advice-others" aria-label={texts.also}>
          {others.map((entry, index) => {
            const { action, reason, effect } = adviceWords(entry, names, language);
            return (
              <li key={adviceKey(entry)} data-testid={`advice-${index + 1}`} data-action={entry.action}>
                <strong>{action}</strong>
                <span>
                  {reason}
                  {effect === null ? null : <> · {effect}</>}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {whatIf === null ? null : <WhatIf whatIf={whatIf} language={language} />}
    </section>
  );
}

function NoAdvice({ closed, language }: Pick<AdviceProps, 'closed' | 'language'>): JSX.Element {
  const texts = LOBBY_TEXTS[language];
  if (closed) return <p class="advice-calm">{texts.adviceLater}</p>;
  return (
    <p class="advice-calm">
      <span aria-hidden="true">✓</span> {texts.noAdvice}
    </p>
  );
}

interface FirstAdviceProps {
  readonly advice: LobbyView['advice'][number];
  readonly names: Names;
  readonly language: Language;
}

function FirstAdvice({ advice, names, language }: FirstAdviceProps): JSX.Element {
  const { action, reason, effect } = adviceWords(advice, names, language);
  return (
    <div class="advice-first" data-testid="advice-0" data-action={advice.action}>
      <p class="advice-action">{action}</p>
      <p class="advice-reason">{reason}</p>
      {effect === null ? null : <p class="advice-effect">{effect}</p>}
    </div>
  );
}

interface WhatIfProps {
  readonly whatIf: NonNullable<LobbyView['whatIf']>;
  readonly language: Language;
}

function WhatIf({ whatIf, language }: WhatIfProps): JSX.Element {
  const { more, fewer, basis } = whatIfWords(whatIf, language);
  return (
    <div class="what-if" data-testid="what-if">
      <p>
        <strong>{more}</strong>
        {fewer === null ? null : <span>{fewer}</span>}
      </p>
      <p class="quiet">{basis}</p>
    </div>
  );
}
