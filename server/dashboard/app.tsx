import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '#contract/clock.ts';
import type { BranchSummary } from '#contract/head-office-api.ts';
import { BranchDetail } from './branch-detail.tsx';
import { BranchTable } from './branch-table.tsx';
import { TEXTS } from './texts.ts';
import type { Language, Texts } from './texts.ts';
import { useHeadOffice } from './use-head-office.ts';

export function App({ clock }: { readonly clock: Clock }): JSX.Element {
  const [language, setLanguage] = useState<Language>(homeLanguage);
  const [chosen, setChosen] = useState(location.hash.slice(1));
  const { branches, shown, lives, connected } = useHeadOffice(clock, chosen);
  const texts = TEXTS[language];
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  function choose(id: string): void {
    history.replaceState(null, '', `#${id}`);
    setChosen(id);
  }
  const branch = branches?.find(({ id }) => id === shown) ?? null;
  return (
    <>
      <header class="head">
        <h1>{texts.title}</h1>
        <p class="connection" role="status" data-testid="connection" data-ok={connected}>
          {connected ? `● ${texts.connected}` : `▲ ${texts.disconnected}`}
        </p>
        <LanguageSwitch language={language} choose={setLanguage} />
      </header>
      <main>
        <Branches branches={branches} chosen={shown} choose={choose} texts={texts} />
        {branch === null ? null : (
          <BranchDetail
            key={branch.id}
            branch={branch}
            live={lives.get(branch.id) ?? null}
            clock={clock}
            texts={texts}
          />
        )}
      </main>
    </>
  );
}

interface BranchesProps {
  readonly branches: readonly BranchSummary[] | null;
  readonly chosen: string;
  readonly choose: (id: string) => void;
  readonly texts: Texts;
}

function Branches({ branches, chosen, choose, texts }: BranchesProps): JSX.Element {
  if (branches === null) return <p class="card">{texts.loading}</p>;
  if (branches.length === 0) return <p class="card">{texts.noBranches}</p>;
  return <BranchTable branches={branches} chosen={chosen} choose={choose} texts={texts} />;
}

interface LanguageSwitchProps {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

function LanguageSwitch({ language, choose }: LanguageSwitchProps): JSX.Element {
  return (
    <div class="languages" role="group" aria-label="语言 Language">
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh'} onClick={() => choose('zh')}>
        中文
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => choose('en')}>
        English
      </button>
    </div>
  );
}

/** Chinese first; `?lang=en` starts in English. */
function homeLanguage(): Language {
  return new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh';
}
