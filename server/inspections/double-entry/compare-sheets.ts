import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { placesOf, writtenOf, type TypedSheet, type Written } from './typed-sheet.ts';

/** A place of the paper at which the two entries do not say the same. */
export interface Mismatch {
  /** An item, item/role, or another place as `placesOf` names it. */
  readonly cell: string;
  readonly first: Written;
  readonly second: Written;
}

export interface Comparison {
  /** In the order of the card; empty when both entries say the same. */
  readonly mismatches: readonly Mismatch[];
  /** Places where something is written, the same in both. */
  readonly agreed: number;
}

/** Two entries of one paper sheet, place by place. Both must fit the card. */
export function compareSheets(card: Scorecard, first: TypedSheet, second: TypedSheet): Comparison {
  const [a, b] = [writtenOf(first), writtenOf(second)];
  const mismatches = placesOf(card).flatMap((cell): Mismatch[] => {
    const [mine, other] = [a.get(cell) ?? null, b.get(cell) ?? null];
    return isSame(mine, other) ? [] : [{ cell, first: mine, second: other }];
  });
  return { mismatches, agreed: new Set([...a.keys(), ...b.keys()]).size - mismatches.length };
}

/** Both in the form of `writtenOf`. */
export function isSame(a: Written, b: Written): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
