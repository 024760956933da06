import './account.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Me } from '../../auth/me.ts';
import { FormButtons } from '../parts/form-buttons.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ROLE_NAMES } from '../parts/role-names.ts';
import type { Language } from '../shell/language.ts';
import { request } from '../shell/request.ts';
import { Form, useSending } from '../parts/form.tsx';
import { isRepeated, NewPasswordFields } from './new-password.tsx';
import { PasswordField } from './password-field.tsx';
import { ACCOUNT_TEXTS, type AccountTexts } from './texts.ts';

interface AccountMenuProps {
  readonly me: Me;
  readonly language: Language;
}

/** Who is signed in, their password, and the way out. */
export function AccountMenu({ me, language }: AccountMenuProps): JSX.Element {
  const texts = ACCOUNT_TEXTS[language];
  const [isChanging, setChanging] = useState(false);
  const roles = [...new Set(me.grants.map(({ role }) => ROLE_NAMES[role][language]))];
  return (
    <>
      <details class="account-menu">
        <summary aria-label={`${texts.account}: ${me.name}`}>{me.name}</summary>
        <div class="card">
          <p class="quiet">{roles.length === 0 ? texts.noRoles : roles.join(language === 'zh' ? '、' : ', ')}</p>
          <button type="button" class="button" onClick={() => setChanging(true)}>
            {texts.changePassword}
          </button>
          <button type="button" class="button" onClick={signOut}>
            {texts.signOut}
          </button>
        </div>
      </details>
      {isChanging ? <ChangePassword texts={texts} close={() => setChanging(false)} /> : null}
    </>
  );
}

/** Afterwards nothing of what was shown stays in memory. */
function signOut(): void {
  void request('DELETE', '/api/session').then(() => {
    location.hash = '';
    return location.reload();
  });
}

function ChangePassword({ texts, close }: { readonly texts: AccountTexts; readonly close: () => void }): JSX.Element {
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState({ password: '', repeated: '' });
  const [isDone, setDone] = useState(false);
  const sending = useSending('POST', '/api/session/password', { texts, done: () => setDone(true) });
  const submit = (): void => {
    if (isRepeated(chosen)) sending.send({ current, next: chosen.password });
  };
  return (
    <Dialog title={texts.changePassword} close={close}>
      {isDone ? (
        <>
          <p role="status">{texts.changed}</p>
          <button type="button" class="button" onClick={close}>
            {texts.close}
          </button>
        </>
      ) : (
        <Form sending={sending} submit={submit} texts={texts}>
          <PasswordField
            label={texts.currentPassword}
            value={current}
            change={setCurrent}
            problem={sending.problemOf('current')}
            purpose="current-password"
          />
          <NewPasswordFields value={chosen} change={setChosen} problem={sending.problemOf('next')} texts={texts} />
          <FormButtons save={texts.save} cancel={texts.cancel} close={close} />
        </Form>
      )}
    </Dialog>
  );
}
