import type { JSX } from 'preact';
import type { Language } from '../shell/language.ts';
import type { CaseLeaf } from './leaves.ts';
import { TEXTS } from './texts.ts';

interface CaseListProps {
  readonly cases: readonly CaseLeaf[];
  readonly language: Language;
}

/** Complaints or problems to be put right, those that cost points first. */
export function CaseList({ cases, language }: CaseListProps): JSX.Element {
  const texts = TEXTS[language];
  return (
    <ul class="lost-items">
      {cases
        .toSorted((a, b) => Number(a.met) - Number(b.met))
        .map(({ id, met }) => (
          <li key={id}>
            <span>{id}</span>
            <span class="tag" data-tone={met ? 'ok' : 'over'}>
              {met ? texts.caseMet : texts.caseNotMet}
            </span>
          </li>
        ))}
    </ul>
  );
}
