import type { Language } from '../shared/language.ts';

/** Says one text at a time; offline only: a voice of this device, or one that the agent speaks. */
export interface Voice {
  /** Resolves when it has been said to the end, or could not be said. Never rejects. */
  say(text: string, language: Language): Promise<void>;
  /** Falls silent at once; a pending `say` resolves. */
  stop(): void;
}
