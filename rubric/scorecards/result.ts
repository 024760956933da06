import type { Thousandths } from './points.ts';
import type { Scorecard } from './schema.ts';

/** What a sheet comes to. All points in whole thousandths; a share in 1/10,000. */
export interface ScorecardResult {
  readonly scorecard: string;
  readonly version: number;
  readonly kind: Scorecard['kind'];
  /** Points reached; on deduction cards what is left of the base, or minus all deductions where there is none. */
  readonly total: Thousandths;
  /** What `total` could be at most, without items that do not apply; null on deduction cards without a base. */
  readonly attainable: Thousandths | null;
  /** `total / attainable`, at most 10,000; null while judged items are unanswered, or with nothing to attain. */
  readonly share: number | null;
  /** Id of the grade after vetoes; null without a share or without grades on the card. */
  readonly grade: string | null;
  readonly vetoes: readonly Veto[];
  /** In the order of the card. */
  readonly items: readonly ItemResult[];
  readonly sections: readonly SectionResult[];
  /** By role that answers for it, in the order of the card. */
  readonly roles: readonly { readonly role: string; readonly deducted: Thousandths }[];
  readonly flags: readonly SheetFlag[];
  /** Why `total` is what it is: these add up to it exactly. */
  readonly contributions: readonly Contribution[];
}

export interface ItemResult {
  readonly item: string;
  /** Whose cell it is, on role-deduction cards. */
  readonly cell: string | null;
  readonly section: string;
  readonly state: 'met' | 'partly-met' | 'failed' | 'recorded' | 'not-applicable' | 'unanswered';
  /** Left out because the customer concerned was elderly. */
  readonly elderlyExempt: boolean;
  /** What it is worth here; null where the card prints nothing. */
  readonly points: Thousandths | null;
  /** What it adds to the total: points reached, minus the deduction on deduction cards. */
  readonly counts: Thousandths;
  /** Points missing or taken off (扣分); a bonus that is not earned is none. */
  readonly deducted: Thousandths;
  readonly bonus: boolean;
  /** Role and pseudonym of who answers for it (负责人). */
  readonly role: string | null;
  readonly responsible: string | null;
  readonly evidence: readonly string[];
}

export interface SectionResult {
  readonly section: string;
  /** With the sections below it, after caps, without bonus; on deduction cards minus what is taken off. */
  readonly counts: Thousandths;
  /** Null on deduction cards. */
  readonly attainable: Thousandths | null;
}

export interface Veto {
  readonly item: string;
  readonly capsAt: string;
}

/** Said beside the result; none of them changes it. */
export type SheetFlag =
  | {
      readonly code: 'unanswered' | 'points-undefined' | 'evidence-missing' | 'responsible-missing';
      readonly item: string;
      readonly cell: string | null;
    }
  /** A printed total is not what the items add up to. Never repaired: somebody has to look at the original. */
  | {
      readonly code: 'printed-differs';
      readonly of: 'total' | 'section' | 'item' | 'role';
      readonly id: string | null;
      readonly printed: Thousandths;
      readonly computed: Thousandths;
    };

export type Contribution =
  | { readonly of: 'base' | 'floor'; readonly points: Thousandths }
  | { readonly of: 'item'; readonly item: string; readonly cell: string | null; readonly points: Thousandths }
  /** `section` null: the cap of the whole card. */
  | { readonly of: 'section-cap' | 'bonus-cap'; readonly section: string | null; readonly points: Thousandths };
