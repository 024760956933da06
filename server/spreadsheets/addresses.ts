/** Columns by letters, as people see them. */

const LETTERS = 26;

/** `columnName(0)` is A, `columnName(27)` is AB. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS));
  return index < LETTERS ? last : `${columnName(Math.floor(index / LETTERS) - 1)}${last}`;
}

/** The other way round. */
export function columnIndex(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) - 1;
}
