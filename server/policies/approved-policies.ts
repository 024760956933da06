import type { CardSource } from '../inspections/card-source.ts';
import { cardsInForce } from '../store/policies/policy-in-force.ts';
import { cardInForce, cardOf, cardVersion, compositeInForce } from './in-force.ts';

/** Policies as they were approved. */
export const APPROVED_POLICIES: CardSource = {
  inForce: cardInForce,
  version: cardVersion,
  composite: compositeInForce,
  all: async (reader, date) => (await cardsInForce(reader, date)).map(cardOf),
};
