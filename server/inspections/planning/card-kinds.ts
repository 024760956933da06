import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Slot } from './candidates.ts';

const VISIT_CARDS: readonly Scorecard['kind'][] = ['additive', 'deduction', 'questionnaire', 'skeleton'];

/** Which sort of scorecard each instrument is filled in on. */
const CARDS: Readonly<Record<Slot['kind'], readonly Scorecard['kind'][]>> = {
  announced: VISIT_CARDS,
  mystery: VISIT_CARDS,
  hotline: VISIT_CARDS,
  // Means over the customers asked.
  intercept: ['profile'],
  monthly: ['role-deduction'],
};

export const KINDS = Object.keys(CARDS) as readonly Slot['kind'][];

export function fitsKind(card: Pick<Scorecard, 'kind'>, kind: Slot['kind']): boolean {
  return CARDS[kind].includes(card.kind);
}
