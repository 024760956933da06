import type { Leaf, PartExplanation } from '#rubric/composite/explain.ts';
import type { VisitRef } from '#rubric/composite/evidence.ts';

/** What is behind a part of a score, sorted for looking at. */

export interface DayLeaf {
  readonly date: string;
  readonly n: number;
  /** Only those that cost points. */
  readonly visits: readonly VisitRef[];
  readonly ratings: readonly string[];
}

export type SheetLeaf = Extract<Leaf, { readonly of: 'sheet' }>;
export type CaseLeaf = Extract<Leaf, { readonly of: 'complaint' | 'rectification' }>;

export interface Leaves {
  readonly days: readonly DayLeaf[];
  readonly sheets: readonly SheetLeaf[];
  readonly cases: readonly CaseLeaf[];
}

export function sortLeaves({ leaves }: Pick<PartExplanation, 'leaves'>): Leaves {
  const days: DayLeaf[] = [];
  const sheets: SheetLeaf[] = [];
  const cases: CaseLeaf[] = [];
  for (const leaf of leaves) {
    if (leaf.of === 'sheet') sheets.push(leaf);
    else if (leaf.of === 'visits') days.push({ date: leaf.date, n: leaf.n, visits: leaf.visits, ratings: [] });
    else if (leaf.of === 'ratings') days.push({ date: leaf.date, n: leaf.n, visits: [], ratings: leaf.ratings });
    else cases.push(leaf);
  }
  return { days, sheets, cases };
}

/** How many of a day cost points. */
export function costOf({ visits, ratings }: DayLeaf): number {
  return visits.length + ratings.length;
}

/** What is printed on the ticket: visits are named `${date}/${ticket}/${nth}`. */
export function ticketOf({ visit, leg }: VisitRef): string {
  const [, ticket = visit, nth = '1'] = visit.split('/');
  const again = nth === '1' ? '' : ` (${nth})`;
  return leg === 1 ? `${ticket}${again}` : `${ticket}${again} →${String(leg)}`;
}

/** Thousandths of a point → "1.5". */
export function formatThousandths(points: number): string {
  return String(points / 1000);
}
