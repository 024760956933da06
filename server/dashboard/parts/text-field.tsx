import type { JSX } from 'preact';
import { Field } from './field.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly autocomplete?: string;
  /** May stay empty. */
  readonly optional?: boolean;
}

/** One line of text. */
export function TextField({
  autocomplete = 'off',

  optional = false,
  label,
  value,
  change,
  ...rest
}: TextFieldProps): JSX.Element {
  return (
    <Field label={label} {...rest}>
      {(attributes) => (
        <input
          {...attributes}
          class="field"
          type="text"
          autocomplete={autocomplete}
          autocapitalize="none"
          spellcheck={false}
          required={!optional}
          value={value}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
      )}
    </Field>
  );
}
