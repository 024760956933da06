import { cellOf, type Sheet } from './sheet.ts';

/**
 * The one text of a sheet: entries by cell, keys in order, nothing optional that is absent. Phone and head office write
 * the same sheet as the same bytes, so that a digest says whether they have the same.
 */
export function sheetText(sheet: Sheet): string {
  const entries = sheet.entries.toSorted((a, b) => (cellOf(a.item, a.role) < cellOf(b.item, b.role) ? -1 : 1));
  return canonical({ ...sheet, entries });
}

/** JSON with the keys of every object in order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
