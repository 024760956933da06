import type { JSX } from 'preact';
import { Field } from '../parts/field.tsx';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | undefined;
  /** For password managers. */
  readonly purpose: 'current-password' | 'new-password';
}

export function PasswordField({ label, value, change, purpose, ...rest }: PasswordFieldProps): JSX.Element {
  return (
    <Field label={label} {...rest}>
      {(attributes) => (
        <input
          {...attributes}
          class="field"
          type="password"
          autocomplete={purpose}
          required
          value={value}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
      )}
    </Field>
  );
}
