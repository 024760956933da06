import { canonical } from '#rubric/scorecards/sheet-text.ts';
import { cellOf, type Sheet } from '#rubric/scorecards/sheet.ts';

export interface ChangedCell {
  readonly cell: string;
  /** JSON of the entry; null = no answer. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Cells whose entries differ in anything, by cell. */
export function changedCells(before: Sheet, after: Sheet): readonly ChangedCell[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted()
    .map((cell) => ({ cell, before: old.get(cell) ?? null, after: now.get(cell) ?? null }))
    .filter((change) => change.before !== change.after);
}

function entriesOf({ entries }: Sheet): ReadonlyMap<string, string> {
  return new Map(entries.map((entry) => [cellOf(entry.item, entry.role), canonical(entry)]));
}
