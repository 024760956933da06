/** Order of the rows of a table, as somebody has chosen it. */
export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export type SortValue = number | string | null;

/** The next order when the head of a column is pressed: best first, worst first, as it came. */
export function nextSorting(sorting: Sorting | null, column: string): Sorting | null {
  if (sorting?.column !== column) return { column, direction: 'descending' };
  return sorting.direction === 'descending' ? { column, direction: 'ascending' } : null;
}

/** Rows without a value stand last in both directions; equal ones stay in the order they came in. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  direction: Sorting['direction'],
): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, key: value(row) }))
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return sign * compare(a.key, b.key);
    })
    .map(({ row }) => row);
}

const WORDS = new Intl.Collator(['zh-CN', 'en'], { numeric: true });

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : WORDS.compare(String(a), String(b));
}
