import type { JSX } from 'preact';
import type { Item } from '#rubric/scorecards/schema.ts';
import type { Language } from '../shell/language.ts';
import type { CellFields } from './fields.ts';
import type { EntryTexts } from './texts.ts';

export interface AnswerFieldProps {
  readonly item: Item;
  /** Unique on the page. */
  readonly name: string;
  readonly label: string;
  readonly value: CellFields;
  readonly set: (value: CellFields) => void;
  readonly language: Language;
  readonly texts: EntryTexts;
  /** Id of what is said about it, and whether that is a problem. */
  readonly describedBy?: string;
  readonly isWrong?: boolean;
}

/** The field for one answer: choices by number key, numbers and texts as typed. */
export function AnswerField(props: AnswerFieldProps): JSX.Element {
  const { type } = props.item.answer;
  if (type === 'pass-fail' || type === 'choice') return <Choice {...props} />;
  return <Typed {...props} />;
}

interface Option {
  readonly id: string;
  readonly title: string;
}

function optionsOf({ item, texts, language }: AnswerFieldProps): readonly Option[] {
  if (item.answer.type === 'choice') {
    return item.answer.options.map(({ id, title }) => ({ id, title: title[language] }));
  }
  return [
    { id: 'pass', title: texts.met },
    { id: 'fail', title: texts.failed },
  ];
}

function Choice(props: AnswerFieldProps): JSX.Element {
  const { item, name, label, value, set, texts } = props;
  const options = optionsOf(props);
  const choose = (answer: string): void => set({ ...value, answer, notApplicable: false });
  const apply = (notApplicable: boolean): void => set({ ...value, answer: '', notApplicable });
  const byKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const option = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined;
    if (option !== undefined) choose(option.id);
    else if ((event.key === 'n' || event.key === '0') && item.allowNotApplicable) apply(true);
    else if (event.key === 'Backspace' || event.key === 'Delete') apply(false);
    else return;
    event.preventDefault();
  };
  return (
    <div class="choices" role="radiogroup" aria-label={label} onKeyDown={byKey}>
      {options.map(({ id, title }, index) => (
        <label key={id} class="choice">
          <input
            type="radio"
            name={name}
            checked={!value.notApplicable && value.answer === id}
            onChange={() => choose(id)}
          />
          <span>
            <kbd aria-hidden="true">{index + 1}</kbd> {title}
          </span>
        </label>
      ))}
      {item.allowNotApplicable ? (
        <label class="choice">
          <input type="radio" name={name} checked={value.notApplicable} onChange={() => apply(true)} />
          <span>
            <kbd aria-hidden="true">N</kbd> {texts.notApplicable}
          </span>
        </label>
      ) : null}
    </div>
  );
}

function Typed({ item, label, value, set, texts, describedBy, isWrong }: AnswerFieldProps): JSX.Element {
  const { type } = item.answer;
  const apply = (notApplicable: boolean): void => set({ ...value, notApplicable });
  const byKey = (event: KeyboardEvent): void => {
    if (type === 'text' || event.key.toLowerCase() !== 'n' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (item.allowNotApplicable) apply(!value.notApplicable);
  };
  const field = {
    class: 'field',
    'aria-label': label,
    'aria-invalid': isWrong === true,
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
    value: value.answer,
    onInput: (event: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      set({ ...value, answer: event.currentTarget.value, notApplicable: false }),
    onKeyDown: byKey,
  };
  return (
    <div class="typed">
      {type === 'text' ? (
        <textarea {...field} rows={2} maxLength={4_000} />
      ) : (
        <input {...field} type="text" inputMode="decimal" autoComplete="off" size={8} />
      )}
      {type === 'text' ? null : <span class="quiet">{unitOf(item, texts)}</span>}
      {item.allowNotApplicable ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={value.notApplicable}
            onChange={(event) => apply(event.currentTarget.checked)}
          />
          <span>{texts.notApplicable}</span>
        </label>
      ) : null}
    </div>
  );
}

function unitOf({ answer, points }: Item, texts: EntryTexts): string {
  if (answer.type === 'points') return texts.pointsUnit(points);
  return answer.type === 'count' ? texts.countUnit : texts.timeUnit;
}
