import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Form, useSending } from '../parts/form.tsx';
import { isRepeated, NewPasswordFields } from './new-password.tsx';
import type { AccountTexts } from './texts.ts';

/** With the code that IT has handed out. */
export function ChoosePassword({ texts, code }: { readonly texts: AccountTexts; readonly code: string }): JSX.Element {
  const [chosen, setChosen] = useState({ password: '', repeated: '' });
  const sending = useSending<{ readonly login: string }>('POST', '/api/session/code', { texts, done: () => {} });
  if (sending.answer !== null)
    return (
      <div class="form">
        <p role="status">{texts.chosen(sending.answer.login)}</p>
        <a class="button" data-kind="primary" href="#/">
          {texts.toSignIn}
        </a>
      </div>
    );
  const submit = (): void => {
    if (isRepeated(chosen)) sending.send({ code, password: chosen.password });
  };
  const wrongCode = sending.problemOf('code');
  return (
    <Form sending={sending} submit={submit} texts={texts}>
      {wrongCode === undefined ? (
        <p>{texts.chooseAbout}</p>
      ) : (
        <p class="banner" data-tone="over" role="alert">
          {wrongCode}
        </p>
      )}
      <NewPasswordFields value={chosen} change={setChosen} problem={sending.problemOf('password')} texts={texts} />
      <button type="submit" class="button" data-kind="primary">
        {texts.save}
      </button>
    </Form>
  );
}
