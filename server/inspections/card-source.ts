import type { Scorecard } from '#rubric/scorecards/schema.ts';

/** Where approved scorecards come from. A version never changes, so a card may be kept as long as one likes. */
export interface CardSource {
  /** The approved version that holds on a day (YYYY-MM-DD). */
  inForce(card: string, date: string): Promise<Scorecard | null>;
  version(card: string, version: number): Promise<Scorecard | null>;
}
