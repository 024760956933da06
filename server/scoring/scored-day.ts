import { dayFacts } from '#rubric/composite/day-facts.ts';
import { dayEvidence } from '#rubric/composite/evidence.ts';
import type { DayRecords } from '#rubric/hall/visit.ts';
import { histogramOf } from '#rubric/metrics/histogram.ts';
import { countDay } from '#rubric/metrics/tickets.ts';
import { waitOf, wasAttended } from '#rubric/metrics/wait.ts';
import type { ScoredDay } from '../store/scoring/save-day.ts';
import type { Rollup } from '../store/store.ts';
import { packHistogram } from './packed-histogram.ts';

/** What scores need of a day, from its records as they stand at `at`. */
export function scoredDay(branch: string, records: DayRecords, at: number): ScoredDay {
  const evidence = dayEvidence(records, at);
  const waits = records.visits.filter(wasAttended).flatMap((visit) => waitOf(visit) ?? []);
  return {
    branch,
    date: records.date,
    closed: records.closed,
    facts: dayFacts(records, evidence),
    evidence: JSON.stringify(evidence),
    waits: packHistogram(histogramOf(waits)),
  };
}

/**
 * Whether all tickets and ratings of the day are there. Its sums outlive them: when they have been removed, what was
 * computed while they were there stays. `rated`: ratings that counted when the day was computed last.
 */
export function isWhole(records: DayRecords, rollups: readonly Rollup[], rated: number): boolean {
  const counts = countDay(records, 0);
  const sum = (what: 'issued' | 'served' | 'abandoned'): number => rollups.reduce((all, row) => all + row[what], 0);
  const hasTickets = (['issued', 'served', 'abandoned'] as const).every((what) => sum(what) === counts[what]);
  // A rating that no longer counts is still on record.
  return hasTickets && (rated === 0 || records.ratings.length > 0);
}
