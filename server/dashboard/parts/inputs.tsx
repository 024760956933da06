import type { JSX } from 'preact';
import { Field } from './field.tsx';

interface CommonProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly change: (value: string) => void;
}

interface InputProps extends CommonProps {
  readonly type?: 'text' | 'number' | 'date';
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly required?: boolean;
}

/** One line of text, a number or a date, with its label. */
export function InputField({ label, hint, problem, value, change, type, ...attributes }: InputProps): JSX.Element {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} problem={problem}>
      {(its) => (
        <input
          {...its}
          {...attributes}
          type={type as 'text'}
          class="field"
          value={value}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps extends CommonProps {
  /** Values with what they are called. */
  readonly options: readonly (readonly [string, string])[];
}

/** One of several, with its label. */
export function SelectField({ label, hint, problem, value, change, options }: SelectProps): JSX.Element {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} problem={problem}>
      {(its) => (
        <select {...its} class="field" value={value} onChange={(event) => change(event.currentTarget.value)}>
          {options.map(([option, title]) => (
            <option key={option} value={option}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
