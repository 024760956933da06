import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { Me } from '../../auth/me.ts';
import { AccountMenu } from '../account/account-menu.tsx';
import { useMe } from '../account/use-me.ts';
import { SignInAgain, Welcome } from '../account/welcome.tsx';
import { Frame } from './frame.tsx';
import type { Language } from './language.ts';
import type { PageEntry, PageProps } from './page.ts';
import { homePage } from './home-page.ts';
import { PAGES } from './pages.ts';
import { usePlace, type Place } from './router.ts';
import { SHELL_TEXTS } from './texts.ts';
import { useTop } from './use-top.ts';

/** Head, menu and the page that the address names. */
export function Shell({ clock }: { readonly clock: Clock }): JSX.Element {
  const [language, setLanguage] = useState<Language>(homeLanguage);
  const { me, state, signedIn, again } = useMe();
  const place = usePlace();
  useTop();
  const texts = SHELL_TEXTS[language];
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = me?.bank == null ? texts.title : `${me.bank[language]} · ${texts.title}`;
  }, [language, texts, me]);
  const pages = pagesFor(me, state === 'out');
  const current = currentOf(pages ?? [], me, place);
  const id = current?.id;
  return (
    <>
      <a class="skip" href="#content" onClick={skipToContent}>
        {texts.toContent}
      </a>
      <Frame
        pages={pages}
        current={current}
        bank={me?.bank ?? null}
        language={language}
        choose={setLanguage}
        account={me === null ? null : <AccountMenu me={me} language={language} />}
      />
      <main id="content" tabIndex={-1} data-page={id}>
        {isWelcome(place) || (me === null && state === 'out') ? (
          <Welcome language={language} place={place} signedIn={signedIn} />
        ) : me === null ? (
          <Waiting failed={state === 'unreachable'} again={again} language={language} />
        ) : (
          <Current key={id} entry={current} props={{ language, me, clock, place: within(place) }} />
        )}
      </main>
      {me !== null && state === 'out' ? <SignInAgain language={language} signedIn={signedIn} /> : null}
    </>
  );
}

/** Null while nobody knows yet who is there. */
function pagesFor(me: Me | null, isSignedOut: boolean): readonly PageEntry[] | null {
  if (me === null) return isSignedOut ? [] : null;
  return PAGES.filter(({ needs }) => needs.some((action) => me.actions.includes(action)));
}

function currentOf(pages: readonly PageEntry[], me: Me | null, place: Place): PageEntry | undefined {
  return pages.find(({ id }) => id === place.path[0]) ?? (place.path.length === 0 ? homePage(pages, me) : undefined);
}

/** A link that works whoever is signed in in this browser. */
function isWelcome(place: Place): boolean {
  return place.path[0] === 'password';
}

interface WaitingProps {
  readonly failed: boolean;
  readonly again: () => void;
  readonly language: Language;
}

function Waiting({ failed, again, language }: WaitingProps): JSX.Element {
  const texts = SHELL_TEXTS[language];
  if (!failed) return <p class="card">{texts.loading}</p>;
  return (
    <div class="banner" data-tone="over" role="alert">
      <p>{texts.unreachable}</p>
      <button type="button" class="button" onClick={again}>
        {texts.again}
      </button>
    </div>
  );
}

/** The address holds the place, so an anchor must not change it. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function within(place: Place): Place {
  return { ...place, path: place.path.slice(1) };
}

interface CurrentProps {
  readonly entry: PageEntry | undefined;
  readonly props: PageProps;
}

function Current({ entry, props }: CurrentProps): JSX.Element {
  const [Page, setPage] = useState<ComponentType<PageProps> | null>(null);
  const texts = SHELL_TEXTS[props.language];
  useEffect(() => {
    void entry?.load().then((loaded) => setPage(() => loaded.Page));
  }, [entry]);
  if (entry === undefined)
    return <p class="card">{props.me.actions.length === 0 ? texts.nothingAllowed : texts.noPage}</p>;
  return Page === null ? <p class="card placeholder">{texts.loading}</p> : <Page {...props} />;
}

/** Chinese first; `?lang=en` starts in English. */
function homeLanguage(): Language {
  return new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
}
