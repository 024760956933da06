import type { JSX } from 'preact';
import type { BranchName } from '../../scoring/wire.ts';
import type { Confidence } from '#rubric/ranking/tiers.ts';
import type { Language } from '../shell/language.ts';
import { CONFIDENCE_MARKS, gradeName, SCORE_WORDS } from './words.ts';

export function Grade({ grade }: { readonly grade: string }): JSX.Element {
  return <span class="grade">{gradeName(grade)}</span>;
}

interface ConfidenceMarkProps {
  readonly confidence: Confidence;
  readonly language: Language;
}

export function ConfidenceMark({ confidence, language }: ConfidenceMarkProps): JSX.Element {
  return (
    <span class="confidence">
      <span aria-hidden="true">{CONFIDENCE_MARKS[confidence]}</span> {SCORE_WORDS[language].confidences[confidence]}
    </span>
  );
}

interface BranchLinkProps {
  readonly name: BranchName;
  /** Null = a branch that the viewer may not open. */
  readonly href: string | null;
  readonly language: Language;
}

export function BranchLink({ name, href, language }: BranchLinkProps): JSX.Element {
  if (href === null) return <>{name[language]}</>;
  return (
    <a class="branch-link" href={href}>
      {name[language]}
    </a>
  );
}
