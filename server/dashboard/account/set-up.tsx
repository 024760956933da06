import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from '../parts/text-field.tsx';
import { Form, useSending } from '../parts/form.tsx';
import { isRepeated, NewPasswordFields } from './new-password.tsx';
import type { AccountTexts } from './texts.ts';

interface SetUpProps {
  readonly texts: AccountTexts;
  /** From the link. */
  readonly code: string;
  readonly done: () => void;
}

/** Makes the first account. */
export function SetUp({ texts, code: linked, done }: SetUpProps): JSX.Element {
  const [code, setCode] = useState(linked);
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [chosen, setChosen] = useState({ password: '', repeated: '' });
  const sending = useSending('POST', '/api/setup', { texts, done });
  const submit = (): void => {
    if (isRepeated(chosen)) sending.send({ code: code.trim(), name, login, password: chosen.password });
  };
  return (
    <Form sending={sending} submit={submit} texts={texts}>
      <p>{texts.setUpAbout}</p>
      <TextField
        label={texts.setUpCode}
        value={code}
        change={setCode}
        hint={texts.setUpCodeHint}
        problem={sending.problemOf('code')}
      />
      <TextField
        label={texts.name}
        value={name}
        change={setName}
        problem={sending.problemOf('name')}
        autocomplete="name"
      />
      <TextField
        label={texts.login}
        value={login}
        change={setLogin}
        hint={texts.loginHint}
        problem={sending.problemOf('login')}
        autocomplete="username"
      />
      <NewPasswordFields value={chosen} change={setChosen} problem={sending.problemOf('password')} texts={texts} />
      <button type="submit" class="button" data-kind="primary">
        {texts.create}
      </button>
    </Form>
  );
}
