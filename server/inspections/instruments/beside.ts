import type { ItemResult, ScorecardResult } from '#rubric/scorecards/result.ts';

/**
 * Instruments that stand beside the composite and never go into it: surveys of customers, test calls, the monthly hall
 * table. Points in whole thousandths.
 */

/** Fewer customers than this say too little about a branch (40 or 50 are usual). */
const RESPONDENTS_AT_LEAST = 40;

export type Survey =
  | {
      readonly state: 'measured';
      readonly respondents: number;
      readonly parts: readonly { readonly item: string; readonly points: number; readonly of: number | null }[];
      readonly total: number;
      readonly of: number | null;
    }
  /** No total is made up from what is there. */
  | {
      readonly state: 'insufficient';
      readonly respondents: number | null;
      /** Parts that nobody measured. */
      readonly missing: readonly string[];
      readonly needed: number;
    };

export function surveyOf(result: ScorecardResult, respondents: number | null): Survey {
  const missing = result.items.filter(({ state }) => state === 'unanswered').map(({ item }) => item);
  if (missing.length > 0 || respondents === null || respondents < RESPONDENTS_AT_LEAST)
    return { state: 'insufficient', respondents, missing, needed: RESPONDENTS_AT_LEAST };
  return {
    state: 'measured',
    respondents,
    parts: result.items.map(({ item, counts, points }) => ({ item, points: counts, of: points })),
    total: result.total,
    of: result.attainable,
  };
}

/** Places by total, equal ones share a place; a branch without a total has none. */
export function placesOf(surveys: readonly Survey[]): readonly (number | null)[] {
  const totals = surveys.flatMap((survey) => (survey.state === 'measured' ? [survey.total] : []));
  return surveys.map((survey) =>
    survey.state === 'measured' ? 1 + totals.filter((total) => total > survey.total).length : null,
  );
}

/** The monthly hall table: what each role lost, and where a printed sum says otherwise. */
export interface HallMonth {
  readonly roles: readonly {
    readonly role: string;
    readonly deducted: number;
    /** As printed, where that differs. */
    readonly printed: number | null;
    readonly items: readonly { readonly item: string; readonly deducted: number }[];
  }[];
  readonly deducted: number;
}

export function hallMonthOf({ roles, items, flags }: ScorecardResult): HallMonth {
  const printedOf = (role: string): number | null =>
    flags.flatMap((flag) =>
      flag.code === 'printed-differs' && flag.of === 'role' && flag.id === role ? [flag.printed] : [],
    )[0] ?? null;
  const cellsOf = (role: string): readonly ItemResult[] =>
    items.filter((item) => item.cell === role && item.state !== 'unanswered' && item.state !== 'not-applicable');
  return {
    roles: roles.map(({ role, deducted }) => ({
      role,
      deducted,
      printed: printedOf(role),
      items: cellsOf(role).map((cell) => ({ item: cell.item, deducted: cell.deducted })),
    })),
    deducted: roles.reduce((sum, { deducted }) => sum + deducted, 0),
  };
}
