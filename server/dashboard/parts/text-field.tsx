import type { JSX } from 'preact';
import { Field } from './field.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly autocomplete?: string;
}

/** One line of text that must be filled in. */
export function TextField({ label, value, change, autocomplete = 'off', ...rest }: TextFieldProps): JSX.Element {
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
          required
          value={value}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
      )}
    </Field>
  );
}
