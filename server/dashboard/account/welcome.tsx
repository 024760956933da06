import './account.css';
import type { ComponentChildren, JSX } from 'preact';
import type { SignInWays } from '../../auth/setup-routes.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Language } from '../shell/language.ts';
import type { Place } from '../shell/router.ts';
import { ChoosePassword } from './choose-password.tsx';
import { SetUp } from './set-up.tsx';
import { SignIn } from './sign-in.tsx';
import { ACCOUNT_TEXTS } from './texts.ts';

interface WelcomeProps {
  readonly language: Language;
  readonly place: Place;
  readonly signedIn: () => void;
}

/** What somebody sees who is not signed in. */
export function Welcome({ language, place, signedIn }: WelcomeProps): JSX.Element {
  const texts = ACCOUNT_TEXTS[language];
  const { asked, again } = useReply<SignInWays>('/api/setup');
  const code = place.query['code'] ?? '';
  // The code must not stay in the address.
  const home = (): void => {
    history.replaceState(null, '', '#/');
    dispatchEvent(new HashChangeEvent('hashchange'));
    signedIn();
  };
  if (place.path[0] === 'password')
    return (
      <Panel title={texts.choose}>
        <ChoosePassword texts={texts} code={code} />
      </Panel>
    );
  return (
    <Loaded asked={asked} language={language} again={again}>
      {({ setUp, provider }) =>
        setUp ? (
          <Panel title={texts.setUp}>
            <SetUp texts={texts} code={code} done={home} />
          </Panel>
        ) : (
          <Panel title={texts.signIn}>
            {place.query['refused'] === undefined ? null : (
              <p class="banner" data-tone="over" role="alert">
                {texts.refusals['provider']}
              </p>
            )}
            <SignIn texts={texts} provider={provider} done={signedIn} />
          </Panel>
        )
      }
    </Loaded>
  );
}

function Panel({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <section class="card account-panel">
      <h1>{title}</h1>
      {children}
    </section>
  );
}

/** Over the page as it stands, which keeps what was typed. */
export function SignInAgain({ language, signedIn }: Omit<WelcomeProps, 'place'>): JSX.Element {
  const texts = ACCOUNT_TEXTS[language];
  return (
    <Dialog title={texts.signInAgain}>
      <p>{texts.ended}</p>
      <SignIn texts={texts} provider={false} done={signedIn} />
    </Dialog>
  );
}
