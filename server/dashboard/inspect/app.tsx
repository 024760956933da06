import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../shell/language.ts';
import { usePlace } from '../shell/router.ts';
import { AssignmentList } from './assignment-list.tsx';
import { Form } from './form.tsx';
import type { Phone } from './phone.ts';
import { StatusBar } from './status-bar.tsx';
import { TEXTS } from './texts.ts';
import { useOffline } from './use-offline.ts';
import { usePhone } from './use-phone.ts';

/** The inspector's page; without a phone it says why there is none. */
export function App({ phone }: { readonly phone: Phone | 'no-store' | 'other-tab' }): JSX.Element {
  const [language, setLanguage] = useState<Language>(homeLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = TEXTS[language].title;
  }, [language]);
  return (
    <>
      <header class="top">
        <h1>{TEXTS[language].title}</h1>
        <button
          type="button"
          class="button"
          data-kind="quiet"
          data-testid="language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'English' : '中文'}
        </button>
      </header>
      {typeof phone === 'string' ? (
        <main>
          <p class="banner" data-tone="over" role="alert">
            {phone === 'no-store' ? TEXTS[language].noStore : TEXTS[language].otherTab}
          </p>
        </main>
      ) : (
        <Body phone={phone} language={language} />
      )}
    </>
  );
}

function Body({ phone, language }: { readonly phone: Phone; readonly language: Language }): JSX.Element {
  const state = usePhone(phone);
  const isOfflineReady = useOffline();
  const { path } = usePlace();
  const visit = state.visits.find(
    ({ account, assignment }) =>
      account === state.account && assignment.branch === path[0] && assignment.inspection === path[1],
  );
  return (
    <main>
      <StatusBar phone={phone} state={state} language={language} />
      {visit === undefined ? (
        <AssignmentList state={state} language={language} isOfflineReady={isOfflineReady} />
      ) : (
        <Form key={visit.key} phone={phone} state={state} visit={visit} language={language} />
      )}
    </main>
  );
}

/** Chinese first; `?lang=en` starts in English. */
function homeLanguage(): Language {
  return new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
}
