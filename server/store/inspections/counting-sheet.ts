import type { InspectionsTables } from './tables.ts';

type Entry = InspectionsTables['sheet']['entry'];

/** Which of several sheets is the one that counts: what was settled, else the inspector's own, else what both typed. */
export const COUNTING: readonly Entry[] = ['settled', 'own', 'first-entry'];

/** Of one inspection's signed sheets; null when none of them counts. */
export function countingSheet<S extends { readonly entry: Entry }>(sheets: readonly S[]): S | null {
  const found = COUNTING.map((entry) => sheets.find((sheet) => sheet.entry === entry)).find(
    (sheet) => sheet !== undefined,
  );
  return found ?? null;
}
