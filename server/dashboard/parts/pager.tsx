import type { JSX } from 'preact';
import type { Language } from '../shell/language.ts';
import { PART_TEXTS } from './texts.ts';

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly go: (page: number) => void;
  readonly language: Language;
}

export function Pager({ page, pages, go, language }: PagerProps): JSX.Element {
  const texts = PART_TEXTS[language];
  return (
    <nav class="pager" aria-label={texts.pages}>
      <button type="button" class="button" disabled={page === 0} onClick={() => go(page - 1)}>
        {texts.previous}
      </button>
      <span>{texts.pageOf(page + 1, pages)}</span>
      <button type="button" class="button" disabled={page === pages - 1} onClick={() => go(page + 1)}>
        {texts.next}
      </button>
    </nav>
  );
}
