import type { JSX } from 'preact';
import { Field } from './field.tsx';

interface DayFieldProps {
  readonly label: string;
  /** YYYY-MM-DD, '' = none. */
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | undefined;
  /** May stay empty. */
  readonly optional?: boolean;
}

export function DayField({ label, value, change, optional = false, ...rest }: DayFieldProps): JSX.Element {
  return (
    <Field label={label} {...rest}>
      {(attributes) => (
        <input
          {...attributes}
          class="field"
          type="date"
          required={!optional}
          value={value}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
      )}
    </Field>
  );
}
