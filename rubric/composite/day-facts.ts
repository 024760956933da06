import { UNKNOWN_SLUG, type DayRecords, type Visit } from '../hall/visit.ts';
import { isPresentLeg } from '../metrics/tickets.ts';
import { wasAttended } from '../metrics/wait.ts';
import type { DayEvidence } from './evidence.ts';

/** Sums of one business day and customer class: the counts of the day's evidence, without the names. */
export interface DayFact {
  /** "unknown" also holds ratings that belong to no visit. */
  readonly class: string;
  readonly issued: number;
  /** Waits that have a target, and of those the ones over it. */
  readonly judged: number;
  readonly late: number;
  readonly served: number;
  readonly invited: number;
  /** Ratings that count, and of those "satisfied" and better. */
  readonly rated: number;
  readonly satisfied: number;
}

export const FACT_COUNTS = ['issued', 'judged', 'late', 'served', 'invited', 'rated', 'satisfied'] as const;
export type FactCount = (typeof FACT_COUNTS)[number];

/** By class name, classes of which something was counted. `evidence` is that of these records. */
export function dayFacts(records: DayRecords, evidence: DayEvidence): readonly DayFact[] {
  const sums = new Map<string, Record<FactCount, number>>();
  const count = (name: string, what: FactCount, n = 1): void => {
    const sum = sums.get(name) ?? { issued: 0, judged: 0, late: 0, served: 0, invited: 0, rated: 0, satisfied: 0 };
    sum[what] += n;
    sums.set(name, sum);
  };
  const classes = new Map(records.visits.map((visit) => [legOf(visit.id, visit.leg), visit.class]));
  for (const visit of records.visits) countVisit(visit, (what) => count(visit.class, what));
  for (const { class: name, n, late } of evidence.classes) {
    count(name, 'judged', n);
    count(name, 'late', late.length);
  }
  const dissatisfied = new Set(evidence.dissatisfied);
  for (const { rating, visit, leg, counted } of records.ratings) {
    if (!counted) continue;
    const name = (visit === null || leg === null ? undefined : classes.get(legOf(visit, leg))) ?? UNKNOWN_SLUG;
    count(name, 'rated');
    if (!dissatisfied.has(rating)) count(name, 'satisfied');
  }
  return [...sums]
    .filter(([, sum]) => FACT_COUNTS.some((what) => sum[what] > 0))
    .map(([name, sum]) => ({ class: name, ...sum }))
    .toSorted((a, b) => (a.class < b.class ? -1 : 1));
}

function countVisit(visit: Visit, count: (what: FactCount) => void): void {
  if (visit.leg === 1 && visit.issuedAt !== null) count('issued');
  if (!wasAttended(visit) || !isPresentLeg(visit)) return;
  count('served');
  if (visit.invitedAt !== null) count('invited');
}

function legOf(visit: string, leg: number): string {
  return `${visit} ${String(leg)}`;
}
