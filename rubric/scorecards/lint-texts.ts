import type { Problem } from '#contract/problems.ts';

/**
 * Texts that were never translated: the Chinese one has no Chinese character, or the English one no Latin letter.
 * Missing and empty ones are problems of the shape.
 */
export function textProblems(json: unknown, path = ''): readonly Problem[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]): readonly Problem[] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value !== 'string') return textProblems(value, at);
    if (value.trim() === '') return [];
    if (key === 'zh' && !/\p{Script=Han}/u.test(value)) return [{ path: at, expected: 'a Chinese text' }];
    if (key === 'en' && !/[A-Za-z]/.test(value)) return [{ path: at, expected: 'an English text' }];
    return [];
  });
}
