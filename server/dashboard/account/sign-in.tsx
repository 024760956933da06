import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { PasswordField } from './password-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import { Form, useSending } from '../parts/form.tsx';
import type { AccountTexts } from './texts.ts';

interface SignInProps {
  readonly texts: AccountTexts;
  /** The bank's own sign-in can be used. */
  readonly provider: boolean;
  readonly done: () => void;
}

export function SignIn({ texts, provider, done }: SignInProps): JSX.Element {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const sending = useSending('POST', '/api/session', { texts, done });
  return (
    <Form sending={sending} submit={() => sending.send({ login, password })} texts={texts}>
      <TextField label={texts.login} value={login} change={setLogin} autocomplete="username" />
      <PasswordField label={texts.password} value={password} change={setPassword} purpose="current-password" />
      <button type="submit" class="button" data-kind="primary">
        {texts.signIn}
      </button>
      {provider ? (
        <>
          <p class="account-or">{texts.or}</p>
          <a class="button" href="/api/session/provider">
            {texts.provider}
          </a>
        </>
      ) : null}
    </Form>
  );
}
