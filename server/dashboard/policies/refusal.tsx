import type { JSX } from 'preact';
import type { Reply } from '../shell/request.ts';
import { wordsOf } from './editing.ts';
import { POLICY_TEXTS } from './texts.ts';
import type { Language } from '../shell/language.ts';

interface RefusalProps {
  readonly reply: (Reply<unknown> & { readonly ok: false }) | null;
  readonly language: Language;
  /** Problems are named beside their fields already. */
  readonly brief?: boolean;
}

/** Why something could not be done, and each place that stands in the way. */
export function Refusal({ reply, language, brief = false }: RefusalProps): JSX.Element | null {
  if (reply === null) return null;
  const { code, message, problems } = reply;
  return (
    <div class="banner" data-tone="over" role="alert" data-testid="refusal">
      <p>{POLICY_TEXTS[language].refusals[code] ?? message}</p>
      {brief || problems.length === 0 ? null : (
        <ul class="places">
          {problems.map((problem, index) => (
            <li key={index}>
              <code>{problem.path}</code> {wordsOf(problem, language)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
