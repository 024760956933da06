import type { JSX } from 'preact';
import type { PartExplanation } from '#rubric/composite/explain.ts';
import { formatShare } from '../scores/format.ts';
import type { Language } from '../shell/language.ts';
import { TEXTS } from './texts.ts';

interface GoalpostBarProps {
  readonly part: PartExplanation;
  readonly language: Language;
}

/** From what is worth nothing (left) to what is worth all (right), and where the branch stands between them. */
export function GoalpostBar({ part: { goalposts, utility }, language }: GoalpostBarProps): JSX.Element {
  if (goalposts === null) return <>–</>;
  return (
    <span class="goalposts">
      <span>{TEXTS[language].goalpostsAre(formatShare(goalposts.floor), formatShare(goalposts.target))}</span>
      <span class="goalpost-bar" aria-hidden="true">
        <span class="got" style={{ inlineSize: `${utility ?? 0}%` }} />
      </span>
    </span>
  );
}
