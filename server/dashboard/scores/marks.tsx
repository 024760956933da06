import type { JSX } from 'preact';
import type { BranchName, Named } from '../../scoring/wire.ts';
import type { Confidence } from '#rubric/ranking/tiers.ts';
import type { Language } from '../shell/language.ts';
import { CONFIDENCE_MARKS, gradeName, SCORE_WORDS } from './words.ts';

interface GradeProps {
  readonly grade: string;
  /** Of the definition that it was given under. */
  readonly grades: readonly Named[];
  /** The grade that a veto keeps the branch from. */
  readonly uncapped?: string | null;
  readonly language: Language;
}

export function Grade({ grade, grades, uncapped = null, language }: GradeProps): JSX.Element {
  return (
    <>
      <span class="grade">{gradeName(grade, grades, language)}</span>
      {uncapped === null ? null : (
        <span class="tag capped" data-tone="over" data-testid="capped">
          ▲ {SCORE_WORDS[language].capped(gradeName(uncapped, grades, language))}
        </span>
      )}
    </>
  );
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
