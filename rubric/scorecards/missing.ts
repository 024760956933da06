import { isJudged } from './card-tree.ts';
import type { ScorecardResult } from './result.ts';
import type { Scorecard } from './schema.ts';
import { cellOf } from './sheet.ts';

/** One thing that a sheet lacks before it can be signed. */
export interface Missing {
  readonly cell: string;
  readonly item: string;
  readonly what: 'answer' | 'evidence' | 'responsible';
}

/** Answers to judged items, evidence of failures and who answers for them; in the order of the card. */
export function missingFrom(card: Scorecard, { flags }: Pick<ScorecardResult, 'flags'>): readonly Missing[] {
  const judged = new Set(card.items.filter(isJudged).map(({ id }) => id));
  return flags.flatMap((flag): Missing[] => {
    if (flag.code === 'printed-differs' || flag.code === 'points-undefined') return [];
    const where = { cell: cellOf(flag.item, flag.cell ?? undefined), item: flag.item };
    if (flag.code === 'evidence-missing') return [{ ...where, what: 'evidence' }];
    if (flag.code === 'responsible-missing') return [{ ...where, what: 'responsible' }];
    return judged.has(flag.item) ? [{ ...where, what: 'answer' }] : [];
  });
}
