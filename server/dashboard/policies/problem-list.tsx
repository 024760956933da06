import type { JSX } from 'preact';
import type { Problem } from '#contract/problems.ts';
import type { Language } from '../shell/language.ts';
import { useEditing, wordsOf } from './editing.ts';
import { fieldOf } from './fields.tsx';
import { textAt } from './json-path.ts';
import { POLICY_TEXTS } from './texts.ts';

interface ProblemsProps {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly language: Language;
  readonly label: (field: string) => string;
}

/** Everything at once, since a long card shows one entry at a time. */
export function ProblemList({ problems, warnings, language, label }: ProblemsProps): JSX.Element {
  const texts = POLICY_TEXTS[language];
  return (
    <section class="card problem-list" data-testid="problems" data-count={problems.length}>
      {problems.length === 0 ? (
        <p class="sound">✓ {texts.sound}</p>
      ) : (
        <details open>
          <summary>▲ {texts.problems(problems.length)}</summary>
          <Lines list={problems} language={language} label={label} />
        </details>
      )}
      {warnings.length === 0 ? null : (
        <details>
          <summary>△ {texts.warnings(warnings.length)}</summary>
          <Lines list={warnings} language={language} label={label} />
        </details>
      )}
    </section>
  );
}

interface LinesProps {
  readonly list: readonly Problem[];
  readonly language: Language;
  readonly label: (field: string) => string;
}

function Lines({ list, language, label }: LinesProps): JSX.Element {
  const { body } = useEditing();
  return (
    <ul class="places">
      {list.map((problem, index) => (
        <li key={index}>
          <strong>{placeName(body, problem.path, language, label)}</strong> {wordsOf(problem, language)}
        </li>
      ))}
    </ul>
  );
}

/** "Item clean (Clean floor): points" rather than `items.3.points`. */
// oxlint-disable-next-line max-params -- where, of what, in whose words
function placeName(body: unknown, path: string, language: Language, label: (field: string) => string): string {
  const texts = POLICY_TEXTS[language];
  const [list = '', index] = path.split('.');
  const field = fieldOf(path);
  if (path === '(root)') return texts.whole;
  if (index === undefined || !/^\d+$/.test(index)) return label(path);
  const at = `${list}.${index}`;
  const name = textAt(body, `${at}.title.${language}`) || textAt(body, `${at}.id`) || String(Number(index) + 1);
  return `${texts.lists[list] ?? list} ${name}${field === '' ? '' : ` · ${label(field)}`}`;
}
