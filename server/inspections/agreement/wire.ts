/** JSON of GET /api/agreement?period=…: how far two people agree who judged or typed the same. */

export interface AgreementView {
  readonly period: string;
  /** Signed inspections with a visit in the period, and how many of them two people scored independently. */
  readonly visits: number;
  readonly doubleVisits: number;
  /** Share of double visits that is aimed at, 1/10,000. */
  readonly goal: { readonly low: number; readonly high: number };
  /** Pairs of answers below which nothing is said. */
  readonly minPairs: number;
  readonly cards: readonly CardAgreement[];
  readonly typing: TypingAccuracy;
  readonly typedTimes: TypedTimes;
}

type Title = { readonly zh: string; readonly en: string };

export interface CardAgreement {
  readonly card: { readonly id: string; readonly version: number; readonly title: Title };
  readonly visits: number;
  readonly cells: readonly CellAgreement[];
  readonly totals: TotalsAgreement;
}

export interface CellAgreement {
  /** An item, or item/role. */
  readonly cell: string;
  readonly title: Title;
  /** Answers in words, or numbers with distances. */
  readonly scale: 'named' | 'measured';
  readonly pairs: number;
  readonly agreed: number;
  /** Cohen's κ, κ with quadratic weights (points only), Krippendorff's α: 1/10,000, null where they have no value. */
  readonly kappa: number | null;
  readonly weightedKappa: number | null;
  readonly alpha: number | null;
  /** `not-scored`: should not be part of a score. `no-variation`: everybody gave one and the same answer. */
  readonly verdict: 'reliable' | 'tentative' | 'not-scored' | 'no-variation' | 'too-few';
  readonly drift: CellDrift | null;
}

/** Own minus second, thousandths of a point. */
export interface CellDrift {
  readonly pairs: number;
  readonly higherOwn: number;
  readonly higherSecond: number;
  readonly mean: number;
  /** 95 % interval of the mean, null below two pairs. */
  readonly low: number | null;
  readonly high: number | null;
  /** One of the two scores higher again and again: sign test, corrected for the number of cells. */
  readonly drifts: boolean;
}

/** ICC(2,1): as if the same two people had scored all visits; ICC(1,1): each visit by a pair of its own. 1/10,000. */
export interface TotalsAgreement {
  readonly pairs: number;
  readonly icc21: number | null;
  readonly icc11: number | null;
}

export interface TypingAccuracy {
  readonly papers: number;
  readonly all: MismatchRate;
  readonly items: readonly (MismatchRate & { readonly card: string; readonly item: string; readonly title: Title })[];
  readonly people: readonly (MismatchRate & { readonly people: readonly [string, string] })[];
}

/** Of places where something is written; the 95 % interval of the share that differs, 1/10,000. */
export interface MismatchRate {
  readonly cells: number;
  readonly differing: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Last digits (seconds) of times on paper sheets; invented ones like to end in 0 and 5. Null below 50. */
export interface TypedTimes {
  readonly n: number;
  readonly digits: { readonly counts: readonly number[]; readonly p: number } | null;
}
