import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Problem } from '#contract/problems.ts';
import type { Language } from '../shell/language.ts';
import type { Json } from './json-path.ts';

/** The draft that is being edited, for every field below. */
export interface Editing {
  readonly body: Json;
  /** `undefined` takes the field away. */
  readonly edit: (path: string, value: unknown) => void;
  readonly replace: (body: Json) => void;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Not a draft, or not the viewer's to change. */
  readonly isLocked: boolean;
  readonly language: Language;
  /** Words of a field by its path without the place in a list, as `points`. */
  readonly label: (field: string) => string;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('a field stands outside an editor');
  return editing;
}

/** In the reader's language where the problem has words in it. */
export function wordsOf({ expected, zh }: Problem, language: Language): string {
  return language === 'zh' ? (zh ?? expected) : expected;
}
