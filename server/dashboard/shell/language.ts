/** Chinese first. */
export type Language = 'zh' | 'en';

/** A word in both; pages keep theirs in a `texts.ts` of their own. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
