import type { JSX } from 'preact';
import { PasswordField } from './password-field.tsx';
import type { AccountTexts } from './texts.ts';

export interface NewPassword {
  readonly password: string;
  readonly repeated: string;
}

interface NewPasswordProps {
  readonly value: NewPassword;
  readonly change: (value: NewPassword) => void;
  readonly problem: string | undefined;
  readonly texts: AccountTexts;
}

/** A password that nobody sees while it is chosen is typed twice. */
export function NewPasswordFields({ value, change, problem, texts }: NewPasswordProps): JSX.Element {
  const { password, repeated } = value;
  const differs = repeated !== '' && !password.startsWith(repeated);
  return (
    <>
      <PasswordField
        label={texts.newPassword}
        value={password}
        change={(typed) => change({ ...value, password: typed })}
        hint={texts.passwordHint}
        problem={problem}
        purpose="new-password"
      />
      <PasswordField
        label={texts.repeat}
        value={repeated}
        change={(typed) => change({ ...value, repeated: typed })}
        problem={differs ? texts.repeatProblem : undefined}
        purpose="new-password"
      />
    </>
  );
}

export function isRepeated({ password, repeated }: NewPassword): boolean {
  return password !== '' && password === repeated;
}
