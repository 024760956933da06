import './frame.css';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import icon from '../icon.svg';
import type { Bilingual, Language } from './language.ts';
import { menuSections, type MenuSection } from './menu-groups.ts';
import type { PageEntry } from './page.ts';
import { hrefOf } from './router.ts';
import { SHELL_TEXTS } from './texts.ts';

interface FrameProps {
  /** Null while it is not known yet what the viewer may open: the menu keeps its room. */
  readonly pages: readonly PageEntry[] | null;
  readonly current: PageEntry | undefined;
  /** What the bank calls itself. */
  readonly bank: Bilingual | null;
  readonly language: Language;
  readonly choose: (language: Language) => void;
  /** Whoever is signed in. */
  readonly account: ComponentChildren;
}

/** Head and menu: beside the page where there is room, else behind a button. */
export function Frame({ pages, current, bank, language, choose, account }: FrameProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const texts = SHELL_TEXTS[language];
  const hasMenu = pages === null || pages.length > 0;
  useEffect(() => {
    const shut = (): void => setOpen(false);
    addEventListener('hashchange', shut);
    return () => removeEventListener('hashchange', shut);
  }, []);
  return (
    <>
      <header class="head">
        {!hasMenu ? null : (
          <button
            type="button"
            class="button menu-button"
            data-kind="quiet"
            aria-expanded={open}
            aria-controls="menu"
            aria-label={texts.menuButton}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true">{open ? '✕' : '☰'}</span>
            <span class="menu-word">{texts.menuButton}</span>
          </button>
        )}
        <p class="head-title">
          <img src={icon} alt="" width="28" height="28" />
          {bank === null ? null : <span class="bank">{bank[language]}</span>}
          <span>{texts.title}</span>
        </p>
        <div class="account">{account}</div>
        <LanguageSwitch language={language} choose={choose} />
      </header>
      {!hasMenu ? null : (
        <nav
          id="menu"
          class="menu"
          aria-label={texts.menu}
          data-open={open}
          onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
        >
          {menuSections(pages ?? []).map((section) => (
            <Section key={section.group} section={section} current={current} language={language} />
          ))}
        </nav>
      )}
    </>
  );
}

interface SectionProps {
  readonly section: MenuSection;
  readonly current: PageEntry | undefined;
  readonly language: Language;
}

function Section({ section, current, language }: SectionProps): JSX.Element {
  const heading = `menu-${section.group}`;
  return (
    <div class="menu-section">
      <p id={heading} class="menu-heading">
        {section.title[language]}
      </p>
      <ul aria-labelledby={heading}>
        {section.pages.map(({ id, title }) => (
          <li key={id}>
            <a href={hrefOf([id])} aria-current={id === current?.id ? 'page' : undefined}>
              {title[language]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
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
