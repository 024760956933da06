import { FACT_COUNTS, type DayFact } from '#rubric/composite/day-facts.ts';
import type { Reader } from '../database.ts';

/** By class. */
export async function findDayFacts(reader: Reader, branch: string, date: string): Promise<readonly DayFact[]> {
  return reader
    .selectFrom('day_fact')
    .select(['class', ...FACT_COUNTS])
    .where('branch', '=', branch)
    .where('date', '=', date)
    .orderBy('class')
    .execute();
}
