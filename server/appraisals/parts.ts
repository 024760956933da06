import type { Clock } from '#contract/clock.ts';
import type { Scorecard } from '#rubric/scorecards/schema.ts';
import { refuse } from '../api/route.ts';
import { bankDay } from '../bank-day.ts';
import type { CardSource } from '../inspections/card-source.ts';
import { daysOfQuarter } from '../inspections/planning/quarter.ts';
import type { Database } from '../store/database.ts';

export interface AppraisalParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly cards: Pick<CardSource, 'all' | 'inForce' | 'version'>;
}

/** Cards that a person can be appraised on. */
export function fitsPeople({ kind }: Scorecard): boolean {
  return kind === 'additive' || kind === 'questionnaire';
}

/** Quarters that have begun. */
export function isPeriod(text: string, now: number): boolean {
  const days = daysOfQuarter(text);
  return days !== null && days.from <= bankDay(now, {});
}

export const NO_PERIOD = refuse(400, 'malformed', 'Appraisals are by quarter.', [
  { path: 'period', expected: 'a quarter like 2026-Q4 that has begun' },
]);
