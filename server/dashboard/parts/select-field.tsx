import type { JSX } from 'preact';
import { Field } from './field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | undefined;
  /** The empty value will not do. */
  readonly required?: boolean;
}

export function SelectField({
  label,
  value,
  choices,
  change,
  required = false,
  ...rest
}: SelectFieldProps): JSX.Element {
  return (
    <Field label={label} {...rest}>
      {(attributes) => (
        <select
          {...attributes}
          class="field"
          required={required}
          value={value}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
