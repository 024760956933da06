import type { ScreenRole } from '#contract/screens.ts';

/** What the two pairing pages do, without the pages. */

export const CODE_DIGITS = 6;

export type CodeKey = 'back' | 'clear' | `${number}`;

/** The code after one key. */
export function pressed(code: string, key: CodeKey): string {
  if (key === 'clear') return '';
  if (key === 'back') return code.slice(0, -1);
  return (code + key).slice(0, CODE_DIGITS);
}

/** A key of a keyboard or scanner as a key of the pad; null = none of ours. */
export function keyOf(key: string): CodeKey | null {
  if (/^\d$/.test(key)) return key as CodeKey;
  if (key === 'Backspace') return 'back';
  return key === 'Delete' ? 'clear' : null;
}

/** As people read a code to each other: in two halves. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** Where a screen goes once it is paired: where it wanted to go if that is its role's page, else to that page. */
export function destination(role: ScreenRole, search: string): string {
  const own = `/${role}`;
  const wanted = new URLSearchParams(search).get('to');
  return wanted !== null && (wanted === own || wanted.startsWith(`${own}?`)) ? wanted : own;
}

/** Screens in `now` that were not there before. */
export function newcomers<S extends { readonly id: string }>(before: readonly S[], now: readonly S[]): readonly S[] {
  const known = new Set(before.map(({ id }) => id));
  return now.filter(({ id }) => !known.has(id));
}
