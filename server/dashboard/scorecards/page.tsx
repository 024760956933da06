import '../policies/policies.css';
import './scorecards.css';
import type { JSX } from 'preact';
import { lintScorecard } from '#rubric/scorecards/lint.ts';
import { PolicyListPage } from '../policies/policy-list.tsx';
import { POLICY_TEXTS } from '../policies/texts.ts';
import { VersionPage, type PolicyKindView } from '../policies/version-page.tsx';
import type { Language } from '../shell/language.ts';
import type { PageProps } from '../shell/page.ts';
import { CardEditor } from './card-editor.tsx';
import { CardPreview } from './card-preview.tsx';
import { CARD_TEXTS } from './texts.ts';

const SCORECARDS: PolicyKindView = { lint: lintScorecard, Editor: CardEditor, Preview: CardPreview, label: labelOf };

/** Scorecards: `#/scorecards`, one version: `#/scorecards/mystery-visit/2`. */
export function Page(props: PageProps): JSX.Element {
  const [id, version] = props.place.path;
  const texts = CARD_TEXTS[props.language];
  if (id === undefined || !/^[1-9]\d{0,3}$/.test(version ?? '')) {
    return (
      <PolicyListPage
        {...props}
        kind="scorecard"
        title={texts.title}
        emptyTitle={texts.emptyTitle}
        emptyText={texts.emptyText}
      />
    );
  }
  const policy = { kind: 'scorecard', id, version: Number(version) } as const;
  return <VersionPage {...props} policy={policy} kindView={SCORECARDS} />;
}

/** Options are named by place while one edits and by id where versions are compared. */
function labelOf(field: string, language: Language): string {
  const words = CARD_TEXTS[language].fields;
  const common = POLICY_TEXTS[language].fields;
  const option = /^answer\.options\.[^.]+\.(.+)$/.exec(field)?.[1];
  if (option !== undefined) return `${words['answer.options']!} · ${labelOf(option, language)}`;
  return words[field] ?? common[field] ?? field;
}
