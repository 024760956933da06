import type { ComparedScore, CompareView } from '../../scoring/wire.ts';

/** What another version of a definition changes at a branch. */
export interface Change {
  readonly row: CompareView['rows'][number];
  /** 1/10,000 of a point; null where one of the two has no score. */
  readonly points: number | null;
  readonly grade: Kind;
  readonly tier: Kind;
  /** Places gained, negative = lost; null where one of the two has no place. */
  readonly places: number | null;
}

/** 1 is the best tier; grades have no order here, so a changed one is only changed. */
export type Kind = 'same' | 'better' | 'worse' | 'other' | 'appeared' | 'vanished';

export function changesOf({ rows }: Pick<CompareView, 'rows'>): readonly Change[] {
  return rows.map((row) => ({
    row,
    points: difference(row.to.value, row.from.value),
    grade: gradeChange(row.from, row.to),
    tier: tierChange(row.from.tier, row.to.tier),
    places: difference(row.from.place, row.to.place),
  }));
}

export function isChanged({ grade, tier, places }: Change): boolean {
  return grade !== 'same' || tier !== 'same' || (places !== null && places !== 0);
}

export interface Summary {
  readonly grades: number;
  readonly tiers: number;
  readonly places: number;
  readonly all: number;
}

export function summaryOf(changes: readonly Change[]): Summary {
  const count = (is: (change: Change) => boolean): number => changes.filter(is).length;
  return {
    grades: count(({ grade }) => grade !== 'same'),
    tiers: count(({ tier }) => tier !== 'same'),
    places: count(({ places }) => places !== null && places !== 0),
    all: changes.length,
  };
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function gradeChange(from: ComparedScore, to: ComparedScore): Kind {
  if (from.grade === to.grade) return 'same';
  if (from.grade === null) return 'appeared';
  return to.grade === null ? 'vanished' : 'other';
}

function tierChange(from: number | null, to: number | null): Kind {
  if (from === to) return 'same';
  if (from === null) return 'appeared';
  if (to === null) return 'vanished';
  return to < from ? 'better' : 'worse';
}
