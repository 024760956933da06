import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SignInWays } from '../../auth/setup-routes.ts';
import type { AddedPerson } from '../../people/change-people.ts';
import { Dialog } from '../parts/dialog.tsx';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Form, useSending } from '../parts/form.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import { OneTimeLink } from './one-time-link.tsx';
import { PEOPLE_TEXTS } from './texts.ts';

interface AddPersonProps {
  readonly language: Language;
  readonly changed: () => void;
  readonly close: () => void;
}

/** A new account, and the link with which its owner chooses a password. */
export function AddPerson({ language, changed, close }: AddPersonProps): JSX.Element {
  const texts = PEOPLE_TEXTS[language];
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [way, setWay] = useState('password');
  const ways = useReply<SignInWays>('/api/setup');
  const sending = useSending<AddedPerson>('POST', '/api/people', {
    texts,
    done: ({ code }) => {
      changed();
      if (code === null) close();
    },
  });
  const code = sending.answer?.code ?? null;
  const hasProvider = ways.asked.state === 'there' && ways.asked.value.provider;
  const choices = [
    { value: 'password', label: texts.byPassword },
    { value: 'provider', label: texts.byProvider },
  ];
  return (
    <Dialog title={code === null ? texts.add : texts.linkTitle} close={close}>
      {code === null ? (
        <Form
          sending={sending}
          submit={() => sending.send({ login, name, byProvider: way === 'provider' })}
          texts={texts}
        >
          <TextField label={texts.name} value={name} change={setName} problem={sending.problemOf('name')} />
          <TextField
            label={texts.login}
            value={login}
            change={setLogin}
            hint={texts.loginHint}
            problem={sending.problemOf('login')}
          />
          {hasProvider ? <SelectField label={texts.signsInBy} value={way} choices={choices} change={setWay} /> : null}
          <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
        </Form>
      ) : (
        <>
          <OneTimeLink code={code} name={name} texts={texts} />
          <button type="button" class="button" onClick={close}>
            {texts.close}
          </button>
        </>
      )}
    </Dialog>
  );
}
