import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Language } from '../shell/language.ts';
import { AnswerField } from './answer-field.tsx';
import { Beside } from './beside.tsx';
import type { Cell, CellFields, FieldProblem } from './fields.ts';
import type { EntryTexts } from './texts.ts';

export interface CellRowProps {
  readonly card: Scorecard;
  readonly of: Cell;
  readonly number: number;
  readonly value: CellFields;
  readonly set: (cell: string, value: CellFields) => void;
  readonly problem: FieldProblem | undefined;
  readonly language: Language;
  readonly texts: EntryTexts;
}

/** One line of the paper: the item, its answer, and what else is written beside it. */
export function CellRow({ card, of, number, value, set, problem, language, texts }: CellRowProps): JSX.Element {
  const about = useId();
  const { cell, item } = of;
  const label = cellTitle(card, of, language);
  const change = (next: CellFields): void => set(cell, next);
  return (
    <tr data-testid={`cell-${cell}`} data-problem={problem !== undefined}>
      <th scope="row">
        <span class="quiet">{number}</span> {label}
        {item.criterion === undefined ? null : <small class="criterion">{item.criterion[language]}</small>}
      </th>
      <td data-place>
        <AnswerField
          item={item}
          name={cell}
          label={label}
          value={value}
          set={change}
          language={language}
          texts={texts}
          {...(problem === undefined ? {} : { describedBy: about, isWrong: true })}
        />
        {problem === undefined ? null : (
          <p id={about} class="wrong">
            ▲ {texts.problems[problem]}
          </p>
        )}
      </td>
      <td>
        <Beside of={of} label={label} value={value} change={change} texts={texts} />
      </td>
    </tr>
  );
}

export function cellTitle(card: Scorecard, { item, role }: Cell, language: Language): string {
  const title = card.roles.find(({ id }) => id === role)?.title[language];
  return title === undefined ? item.title[language] : `${item.title[language]} · ${title}`;
}
