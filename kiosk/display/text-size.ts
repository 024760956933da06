export type TextSize = 'l' | 'm' | 's';

/** Long numbers and names are written smaller instead of being cut. Widths count as `widthOf` does. */
export function sizeOf(text: string, { large, middle }: { readonly large: number; readonly middle: number }): TextSize {
  const width = widthOf(text);
  if (width <= large) return 'l';
  return width <= middle ? 'm' : 's';
}

/** In Latin letters; a Chinese character is as wide as two. */
export function widthOf(text: string): number {
  return Array.from(text, (sign) => (sign > '\u2e7f' ? 2 : 1)).reduce<number>((sum, width) => sum + width, 0);
}
