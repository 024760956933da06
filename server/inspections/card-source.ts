import type { CompositeDefinition } from '#rubric/composite/definition.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import type { Reader } from '../store/database.ts';

/** Approved policies, as planning and results need them. */
export interface CardSource {
  /** The approved version that holds on a day; null = there is none, and nothing stands in for it. */
  inForce(reader: Reader, card: string, date: string): Promise<Scorecard | null>;
  /** A version as it was approved, also after its last day. */
  version(reader: Reader, card: string, version: number): Promise<Scorecard | null>;
  /** All cards that have a version in force on a day. */
  all(reader: Reader, date: string): Promise<readonly Scorecard[]>;
  /** The composite definition in force on a day. */
  composite(reader: Reader, date: string): Promise<CompositeDefinition | null>;
}
