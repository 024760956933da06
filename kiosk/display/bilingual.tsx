import type { JSX } from 'preact';
import type { LocalizedText } from '#contract/ids.ts';
import { LANGUAGES } from '../shared/language.ts';
import type { Language } from '../shared/language.ts';
import { DISPLAY_TEXTS } from './texts.ts';

interface BilingualProps {
  readonly text: LocalizedText;
  readonly first: Language;
}

/** The page's own language large, the other beside it. */
export function Bilingual({ text, first }: BilingualProps): JSX.Element {
  const second: Language = first === 'zh' ? 'en' : 'zh';
  return (
    <span class="both">
      <span lang={LANGUAGES[first].tag}>{text[first]}</span>
      {text[second] === text[first] ? null : <small lang={LANGUAGES[second].tag}>{text[second]}</small>}
    </span>
  );
}

type Texts = (typeof DISPLAY_TEXTS)['zh'];
type PlainText = { [K in keyof Texts]: Texts[K] extends string ? K : never }[keyof Texts];

export function Both({ name, first }: { readonly name: PlainText; readonly first: Language }): JSX.Element {
  return <Bilingual text={{ zh: DISPLAY_TEXTS.zh[name], en: DISPLAY_TEXTS.en[name] }} first={first} />;
}
