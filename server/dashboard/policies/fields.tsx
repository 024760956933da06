import type { JSX } from 'preact';
import { Field } from '../parts/field.tsx';
import { useEditing, wordsOf } from './editing.ts';
import { textAt, valueAt } from './json-path.ts';

/** Controls tied to a place in the draft, with its problem beside them. */

interface PlaceProps {
  /** Where in the draft, as `items.3.points`. */
  readonly path: string;
  /** Which words; by default the end of the path after the place in a list. */
  readonly field?: string;
  readonly hint?: string | undefined;
}

interface Place {
  readonly label: string;
  readonly problem: string | undefined;
  readonly hint: string | undefined;
  readonly text: string;
  readonly isLocked: boolean;
  readonly set: (value: unknown) => void;
}

function useField({ path, field, hint }: PlaceProps): Place {
  const { body, edit, problems, warnings, isLocked, language, label } = useEditing();
  const problem = problems.find((each) => each.path === path);
  const warning = warnings.find((each) => each.path === path);
  return {
    label: label(field ?? fieldOf(path)),
    problem: problem === undefined ? undefined : wordsOf(problem, language),
    hint: warning === undefined ? hint : `△ ${wordsOf(warning, language)}`,
    text: textAt(body, path),
    isLocked,
    set: (value) => edit(path, value),
  };
}

/** `items.3.title.zh` is the field `title.zh`. */
export function fieldOf(path: string): string {
  return path.split('.').reduce((field, key) => (/^\d+$/.test(key) ? '' : field === '' ? key : `${field}.${key}`), '');
}

interface TextProps extends PlaceProps {
  /** Taken away when empty. */
  readonly optional?: boolean;
  /** Null when empty: the draft says that there is none. */
  readonly nullable?: boolean;
  readonly rows?: number;
  readonly type?: 'text' | 'date';
}

export function TextField({
  optional = false,
  nullable = false,
  rows = 1,
  type = 'text',
  ...place
}: TextProps): JSX.Element {
  const { label, problem, hint, text, isLocked, set } = useField(place);
  const empty = nullable ? null : optional ? undefined : '';
  const change = (value: string): void => set(value === '' ? empty : value);
  const control = {
    class: 'field',
    'data-path': place.path,
    value: text,
    disabled: isLocked,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => change(event.currentTarget.value),
  };
  return (
    <Field label={label} problem={problem} {...(hint === undefined ? {} : { hint })}>
      {(attributes) => {
        if (rows > 1) return <textarea {...attributes} {...control} rows={rows} />;
        return type === 'date' ? (
          <input {...attributes} {...control} type="date" />
        ) : (
          <input {...attributes} {...control} />
        );
      }}
    </Field>
  );
}

/** Chinese and English side by side. An optional text goes when both are empty. */
export function BothFields({ path, rows = 1, optional = false }: TextProps): JSX.Element {
  const { body, edit } = useEditing();
  const isAbsent = valueAt(body, path) === undefined;
  const isEmpty = textAt(body, `${path}.zh`) === '' && textAt(body, `${path}.en`) === '';
  // Both stay while one of them is being typed, so that the other is asked for.
  const settle = (): void => {
    if (optional && isEmpty && !isAbsent) edit(path, undefined);
  };
  return (
    <div class="pair" onFocusOut={settle}>
      <TextField path={`${path}.zh`} rows={rows} />
      <TextField path={`${path}.en`} rows={rows} />
    </div>
  );
}

/** A whole number; what is none stays as typed and is told. */
export function NumberField({ optional = false, ...place }: TextProps): JSX.Element {
  const { label, problem, hint, text, isLocked, set } = useField(place);
  const change = (value: string): void => {
    if (value === '' && optional) set(undefined);
    else set(/^\d{1,9}$/.test(value) ? Number(value) : value);
  };
  return (
    <Field label={label} problem={problem} {...(hint === undefined ? {} : { hint })}>
      {(attributes) => (
        <input
          {...attributes}
          class="field"
          data-path={place.path}
          inputMode="numeric"
          value={text}
          disabled={isLocked}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectProps extends PlaceProps {
  readonly choices: readonly Choice[];
  /** Words for nothing chosen; without them something must be chosen. */
  readonly none?: string;
  readonly choose?: (value: string) => void;
}

export function SelectField({ choices, none, choose, ...place }: SelectProps): JSX.Element {
  const { label, problem, hint, text, isLocked, set } = useField(place);
  const isKnown = text === '' || choices.some(({ value }) => value === text);
  return (
    <Field label={label} problem={problem} {...(hint === undefined ? {} : { hint })}>
      {(attributes) => (
        <select
          {...attributes}
          class="field"
          data-path={place.path}
          value={text}
          disabled={isLocked}
          onChange={({ currentTarget: { value } }) => {
            if (choose === undefined) set(value === '' ? undefined : value);
            else choose(value);
          }}
        >
          {none === undefined && text !== '' ? null : <option value="">{none ?? '—'}</option>}
          {/* What stands there and leads nowhere is shown, not replaced by the first choice. */}
          {isKnown ? null : <option value={text}>{text}</option>}
          {choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProps extends PlaceProps {
  /** What an absent value says; setting it takes the field away. */
  readonly byDefault?: boolean;
}

export function CheckField({ byDefault = false, ...place }: CheckProps): JSX.Element {
  const { body } = useEditing();
  const { label, problem, hint, isLocked, set } = useField(place);
  const value = valueAt(body, place.path) ?? byDefault;
  return (
    <div class="check">
      <label>
        <input
          type="checkbox"
          data-path={place.path}
          checked={value === true}
          disabled={isLocked}
          aria-invalid={problem !== undefined}
          onChange={({ currentTarget: { checked } }) => set(checked === byDefault ? undefined : checked)}
        />
        {label}
      </label>
      {problem === undefined ? (
        hint === undefined ? null : (
          <p class="about">{hint}</p>
        )
      ) : (
        <p class="about wrong">▲ {problem}</p>
      )}
    </div>
  );
}
