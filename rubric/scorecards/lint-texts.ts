import type { Problem } from '#contract/problems.ts';

/** The title of an option of an item; what lies deeper is no text of ours. */
const DEEPEST = 8;

/**
 * Texts that were never translated: the Chinese one has no Chinese character, or the English one no Latin letter.
 * Missing and empty ones are problems of the shape.
 */
export function textProblems(json: unknown, path = '', depth = 0): readonly Problem[] {
  if (typeof json !== 'object' || json === null || depth > DEEPEST) return [];
  return Object.entries(json).flatMap(([key, value]): readonly Problem[] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value !== 'string') return textProblems(value, at, depth + 1);
    if (value.trim() === '') return [];
    if (key === 'zh' && !/\p{Script=Han}/u.test(value))
      return [{ path: at, expected: 'a Chinese text', zh: '须为中文' }];
    if (key === 'en' && !/[A-Za-z]/.test(value)) return [{ path: at, expected: 'an English text', zh: '须为英文' }];
    return [];
  });
}
