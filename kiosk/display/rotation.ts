import type { Slide } from '#contract/display-view.ts';
import type { Language } from '../shared/language.ts';

/** What takes turns on the screen follows from the time alone, so that several screens show the same. */

const TURN_MS = 8_000;

/** Which of `count` things has its turn; 0 when there is none. */
export function turnOf(count: number, now: number): number {
  return count === 0 ? 0 : Math.floor(now / TURN_MS) % count;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly index: number;
  readonly pages: number;
  /** Rows of every page, so that nothing jumps from one to the next. */
  readonly rows: number;
}

/** Pages of at most `most` items, as equal as can be: five in threes are three and two. */
export function pageOf<T>(items: readonly T[], most: number, now: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / most));
  const rows = Math.ceil(items.length / pages);
  const index = turnOf(pages, now);
  return { items: items.slice(index * rows, (index + 1) * rows), index, pages, rows };
}

export type Frame =
  | { readonly kind: 'picture'; readonly url: string; readonly alt: string }
  | { readonly kind: 'notice'; readonly language: Language; readonly title: string; readonly text: string };

/** A notice takes one turn per language: side by side neither could be read from the seats. */
export function framesOf(slides: readonly Slide[], first: Language, broken: ReadonlySet<string>): readonly Frame[] {
  const languages: readonly Language[] = first === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
  return slides.flatMap((slide): Frame[] => {
    if (slide.kind === 'picture') {
      return broken.has(slide.url) ? [] : [{ kind: 'picture', url: slide.url, alt: slide.alt[first] }];
    }
    return languages
      .filter((language) => slide.title[language] !== '')
      .map((language) => ({ kind: 'notice', language, title: slide.title[language], text: slide.text[language] }));
  });
}
